package dev.braid.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.Routes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Volatile functions are called once for a row, also where subqueries become joins.
class VolatileTest {
  @TempDir Path folder;

  @Test
  void rowsOfAVolatileFunctionAreNotMadeTwiceForASubquery() {
    try (Routes routes = new Routes(folder)) {
      Routes.Answer answer =
          routes.files(
              """
              SELECT count(*) FROM (SELECT random() AS r FROM generate_series(1, 100)) x
              WHERE (SELECT max(v) FROM (SELECT x.r AS v UNION ALL SELECT 0.0) y) = x.r
              """);
      if (answer.result() != null) {
        assertThat(answer.result().rows()).hasToString("[[100]]");
      } else {
        assertThat(answer.sqlState()).isEqualTo("0A000");
      }
    }
  }

  @Test
  void aVolatileColumnIsOneValueWhereverItIsUsed() {
    try (Routes routes = new Routes(folder)) {
      assertThat(
              routes
                  .files(
                      """
                      SELECT count(*) FROM (SELECT random() AS r FROM generate_series(1, 100)) x
                      WHERE x.r = x.r AND x.r - x.r = 0
                      """)
                  .result()
                  .rows())
          .hasToString("[[100]]");
    }
  }
}
