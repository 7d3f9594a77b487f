package dev.braid.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.source.postgres.PoolStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolReportTest {
  private static final List<PoolStatistics> POOLS =
      List.of(
          new PoolStatistics(
              1, "survey", "postgresql://b:***@h/s", 2, 10, 6, 5, 0, 5, 0, 1, 0, 42, 0.01, 1.5, 2));

  @Test
  void aBlockPerPool() {
    assertThat(PoolReport.text(POOLS))
        .isEqualTo(
            """
            === Connection Pool Stats ===

            survey  postgresql://b:***@h/s

              Connections created: 6
              Current idle: 5
              Current active: 0
              Total: 5 (min 2, max 10)
              Waiting: 0
              Discarded: 1
              Timeouts: 0
              Acquired: 42
              Acquire wait: p50 0.01ms, p99 1.50ms, max 2.00ms
            """);
  }

  @Test
  void aRowPerPool() {
    assertThat(TableReport.expanded(PoolReport.table(POOLS)))
        .contains(
            "dataset     | survey\n",
            "server      | postgresql://b:***@h/s\n",
            "created     | 6\n",
            "wait_p99_ms | 1.5\n");
  }
}
