package dev.braid.server.mcp;

import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.testing.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// The datasets that the MCP server's tests ask: `1 (test)` and `2 (events)`, both on the test
/// server, and `3 (dead)`, which nobody listens to.
public final class McpFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static {
    TestPostgres.execute(
        """
        CREATE TABLE IF NOT EXISTS mcp_users (
          id int PRIMARY KEY, name text NOT NULL, gender text, age int, weight numeric(6,3));
        COMMENT ON TABLE mcp_users IS 'People asked | in 2025';
        COMMENT ON COLUMN mcp_users.gender IS 'as stated';
        INSERT INTO mcp_users
          SELECT i, 'user ' || i, CASE i % 3 WHEN 0 THEN 'Female' WHEN 1 THEN 'Male' END,
                 18 + i % 60, 1 + i % 7 * 0.125
            FROM generate_series(1, 300) i ON CONFLICT DO NOTHING;
        CREATE TABLE IF NOT EXISTS "odd ""name; --" (a int);
        INSERT INTO "odd ""name; --" VALUES (42);
        ANALYZE mcp_users;
        """);
  }

  private McpFixture() {}

  public static Config config() {
    Dataset dead =
        new Dataset(
            3,
            "dead",
            "nobody listens",
            new dev.braid.catalog.PostgresSource(
                "jdbc:postgresql://127.0.0.1:1/none",
                "x",
                "y",
                "postgresql://x:***@127.0.0.1:1/none"),
            PoolSettings.DEFAULT,
            Limits.DEFAULT,
            false,
            "UTC",
            Description.NONE);
    return new Config(
        List.of(
            described(TestPostgres.dataset(1, "test", PoolSettings.DEFAULT)),
            TestPostgres.dataset(2, "events", PoolSettings.DEFAULT),
            dead),
        BatchLimits.DEFAULT);
  }

  private static Dataset described(Dataset dataset) {
    return new Dataset(
        dataset.id(),
        dataset.name(),
        "Survey of users",
        dataset.source(),
        dataset.pool(),
        dataset.limits(),
        dataset.allowPrivilegedRole(),
        dataset.timeZone(),
        new Description("mcp_users.age", "2025", Map.of()));
  }

  /// Waits until something is so, asking again every few milliseconds.
  public static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + PATIENCE + " in vain until " + what);
      }
      Thread.sleep(5);
    }
  }
}
