package dev.braid.server.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class DemoTourTest {
  @Test
  void theTourHasItsSectionsInOrder() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new DemoTour(SharedDemo.braid(), new PrintStream(bytes, true, UTF_8)).show();
    String tour = bytes.toString(UTF_8);
    assertThat(tour)
        .containsSubsequence(
            "=== Sequential vs Parallel Queries ===\n\n",
            "Running 5 queries SEQUENTIALLY...\n  Sequential time: ",
            "Running 5 queries IN PARALLEL...\n  Parallel time: ",
            "  Speedup: ",
            "=== Real-World Example: Dashboard ===\n\n",
            "Dashboard data (fetched in parallel):\n",
            "  Active connections: ",
            "  Database size: ",
            "  Tables in public: 3\n",
            "  PostgreSQL: PostgreSQL 18.",
            "Fetched in ",
            "=== Connection Pool Stats ===\n\n",
            "  Connections created: ",
            "=== Key Takeaways ===\n\n1. ",
            "=== Ten Questions, One Call ===\n\n# Multi-Query Results\n\n**Total Queries**: 10\n",
            "## 10. Subscriptions\n",
            "Measured on ",
            "=== One Failure Stops Nothing ===\n\n# Multi-Query Results\n\n**Total Queries**: 3\n",
            "**Failed**: 1 ❌\n",
            "**Error**: relation \"invalid_table\" does not exist\n",
            "## 3. Orders\n",
            "=== Files, Without a Server ===\n\n",
            "\nDone!\n");
  }
}
