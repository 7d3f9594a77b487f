package dev.braid.sql.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The analyzer against the server, statement by statement: accepted or refused, with which columns
/// or at which character.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalyzerTest {
  private Oracle oracle;

  @BeforeAll
  void start() {
    oracle = new Oracle();
  }

  @AfterAll
  void stop() throws SQLException {
    oracle.close();
  }

  private static List<String> statements(String file) throws IOException {
    try (InputStream in = AnalyzerTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("--"))
          .toList();
    }
  }

  private static String withoutMessage(String answer) {
    int colon = answer.indexOf(": ");
    return answer.matches("\\w{5} at \\d+: .*") ? answer.substring(0, colon) : answer;
  }

  @Test
  void answersAsTheServerDoes() throws IOException, SQLException {
    List<String> different = new ArrayList<>();
    List<String> statements = statements("statements.sql");
    for (String sql : statements) {
      String expected = oracle.server(sql);
      String actual;
      try {
        actual = oracle.braid(sql);
      } catch (RuntimeException | AssertionError e) {
        actual = e + " " + e.getStackTrace()[0];
      }
      if (!withoutMessage(expected).equals(withoutMessage(actual))) {
        different.add(sql + "\n    server: " + expected + "\n    braid:  " + actual);
      }
    }
    assertThat(different).as(statements.size() + " statements").isEmpty();
  }

  /// What PostgreSQL answers and Braid refuses by name.
  @Test
  void refusesByNameWhatItDoesNotKnow() throws IOException {
    assertThat(statements("unsupported.sql"))
        .allSatisfy(sql -> assertThat(oracle.braid(sql)).as(sql).startsWith("0A000 at"));
  }
}
