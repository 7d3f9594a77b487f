package dev.braid.server.mcp;

import dev.braid.Braid;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.server.mcp.stdio.McpStdio;
import java.io.PrintStream;
import java.util.List;

/// A server process for tests: one dataset, `1 (test)`, at the address given.
public final class StdioServerMain {
  private StdioServerMain() {}

  public static void main(String[] args) throws Exception {
    PostgresSource source = new PostgresSource(args[0], args[1], args[2], "postgresql://test");
    Dataset dataset =
        new Dataset(
            1,
            "test",
            "",
            source,
            PoolSettings.DEFAULT,
            Limits.DEFAULT,
            false,
            "UTC",
            Description.NONE);
    try (Braid braid = Braid.open(new Config(List.of(dataset), BatchLimits.DEFAULT))) {
      PrintStream before = System.out;
      Thread.ofVirtual().start(() -> makeNoise(before));
      McpStdio.run(braid, ServeOptions.DEFAULT);
    }
  }

  /// What a careless library might do while the server runs: it must not reach the protocol.
  private static void makeNoise(PrintStream before) {
    while (System.out.equals(before)) {
      Thread.onSpinWait();
    }
    System.out.println("noise");
  }
}
