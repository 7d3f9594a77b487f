package dev.braid.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.slt.SltFile.Answer;
import dev.braid.slt.SltFile.Record;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Thousands of statements, topic by topic: `resources/slt/*.slt` hold what PostgreSQL answers.
///
/// Each file is asked of Braid's own engine and of the server, so that what it holds is true.
/// `refused.slt` has those that Braid refuses. All of them are made by [Topics]:
/// `-Dbraid.rewrite=true` writes the files anew.
class SltTest {
  static final Path FOLDER = Path.of("src/test/resources/slt");
  private static final String REFUSED = "refused.slt";
  private static final int SHOWN = 20;

  @TempDir static Path tables;
  private static SltRoutes routes;
  private static int statements;
  private static int errors;
  private static int refused;

  @BeforeAll
  static void prepare() {
    SltTables.create();
    SltTables.write(tables);
    routes = new SltRoutes(tables);
    if (Boolean.getBoolean("braid.rewrite")) {
      SltRewrite.write(FOLDER, REFUSED, routes);
    }
  }

  @AfterAll
  static void close() {
    routes.close();
    SltTables.drop();
    System.out.printf(
        "slt: %d statements, %d of them errors; %d refused%n", statements, errors, refused);
  }

  static List<String> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".slt") && !name.equals(REFUSED))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void braidAnswersAsTheFileSays(String file) {
    List<Record> records = SltFile.read(FOLDER.resolve(file));
    assertThat(differences(records, routes.engine(records))).isEmpty();
    statements += records.size();
    errors += (int) records.stream().filter(each -> !each.expected().error().isEmpty()).count();
  }

  @ParameterizedTest
  @MethodSource("files")
  void theServerAnswersAsTheFileSays(String file) {
    List<Record> records = SltFile.read(FOLDER.resolve(file));
    assertThat(differences(records, routes.server(records))).isEmpty();
  }

  @Test
  void braidRefusesByNameWhatTheServerAnswers() {
    List<Record> records = SltFile.read(FOLDER.resolve(REFUSED));
    assertThat(differences(records, routes.server(records))).isEmpty();
    List<Answer> answers = routes.engine(records);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      Answer answer = answers.get(i);
      if (!answer.error().equals("0A000") || !answer.types().equals(records.get(i).refusal())) {
        different.add(records.get(i).sql() + "\n  now: " + answer);
      }
    }
    assertThat(different).isEmpty();
    refused = records.size();
  }

  @Test
  void thereAreManyStatements() {
    int count = 0;
    for (String file : files()) {
      count += SltFile.read(FOLDER.resolve(file)).size();
    }
    assertThat(count).isGreaterThan(15_000);
    assertThat(files()).hasSizeGreaterThan(30);
  }

  /// The first differences, in words.
  static String differences(List<Record> records, List<Answer> answers) {
    List<String> different = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (!SltRoutes.same(records.get(i).expected(), answers.get(i))) {
        different.add(
            "%s\n  expected %s\n  but got  %s"
                .formatted(records.get(i).sql(), records.get(i).expected(), answers.get(i)));
      }
    }
    return different.stream()
        .limit(SHOWN)
        .collect(Collectors.joining("\n", "", different.isEmpty() ? "" : "\n" + different.size()))
        .strip();
  }
}
