package dev.braid.plan.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Statements that others answer wrongly over shards, and their like: the answers over four servers
/// (one of them empty) and over one are those of the unsplit server. What is sent is written down
/// in `remote/parts.txt`; run with `-Dbraid.rewrite=true` to write it anew.
class RemoteAnswersTest {
  private static RemoteLab four;
  private static RemoteLab one;

  @BeforeAll
  static void create() {
    TrapTables.create();
    four = TrapTables.lab(4);
    one = TrapTables.lab(1);
  }

  static Stream<String> statements() throws IOException {
    try (var in = RemoteAnswersTest.class.getResourceAsStream("/remote/statements.sql")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replaceAll("(?m)^--.*\n", "")
          .lines()
          .reduce("", (a, b) -> a + b + "\n")
          .transform(all -> Stream.of(all.split(";\n")))
          .map(String::strip)
          .filter(sql -> !sql.isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void answersOverFourServersAreThoseOfOne(String sql) {
    four.check(sql);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void answersOverOneServerAreItsOwn(String sql) {
    one.check(sql);
  }

  @Test
  void partsAreAsTheyAreWrittenDown() throws IOException {
    Path file = Path.of("src", "test", "resources", "remote", "parts.txt");
    List<String> parts = new ArrayList<>();
    for (String sql : statements().toList()) {
      parts.add(sql + "\n" + four.explain(sql).indent(4));
    }
    String text = String.join("\n", parts);
    if (Boolean.getBoolean("braid.rewrite")) {
      Files.writeString(file, text);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "").isEqualTo(text);
  }
}
