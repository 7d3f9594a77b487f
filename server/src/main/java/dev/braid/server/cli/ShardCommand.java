package dev.braid.server.cli;

import dev.braid.catalog.ConfigFile;
import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.spread.Spreading;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `braid shard`: spreads a table over servers.
@Command(
    name = "shard",
    description = "Spread a table of one PostgreSQL server over others, or copy it onto each.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The tables are made on the shards with their keys, checks and indexes, and filled in one",
      "transaction each; counts are compared before any of them is committed. The source is only"
          + " read.",
    })
final class ShardCommand implements Callable<Integer> {
  @Option(names = "--from", paramLabel = "URL", required = true, description = "The source.")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "URL",
      required = true,
      arity = "1..*",
      description = "The shards, in their order; may be given several times.")
  private List<String> to = new ArrayList<>();

  @Option(
      names = "--table",
      paramLabel = "T",
      required = true,
      description = "Name of the table, with its schema where it is not on the search path.")
  private String table = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Manner manner = new Manner();

  /// Over the shards, or onto each.
  static final class Manner {
    @Option(
        names = "--by",
        paramLabel = "COLUMN",
        description = "Spread by the hash of this column (hash: md5 of the configuration).")
    private @Nullable String key;

    @Option(names = "--reference", description = "Copy the whole table onto every shard.")
    private boolean reference;

    /// The column to spread by, or null to copy.
    @Nullable String key() {
      return reference ? null : key;
    }
  }

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Connections that read the source side by side (default: 2).")
  private int readers = 2;

  private final BraidCommand braid;

  ShardCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() {
    if (readers < 1 || readers > 64) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "--readers must be from 1 to 64, got " + readers);
    }
    Map<String, String> environment = braid.streams().environment();
    PostgresSource source = ConfigFile.server(from, "--from", environment);
    List<PostgresSource> shards =
        to.stream().map(url -> ConfigFile.server(url, "--to", environment)).toList();
    for (PostgresSource shard : shards) {
      if (shard.jdbcUrl().equals(source.jdbcUrl())
          || shards.indexOf(shard) != shards.lastIndexOf(shard)) {
        throw new BraidException(
            SqlState.INVALID_PARAMETER_VALUE,
            "source and shards must be different databases: " + shard.safe());
      }
    }
    Cancellation cancellation = new Cancellation();
    long start = System.nanoTime();
    try (Interrupt _ = Interrupt.handledBy(() -> cancellation.cancel("cancelled by the user"))) {
      print(
          new Spreading(source, shards, table, manner.key(), readers, cancellation).run(),
          (System.nanoTime() - start) / 1e9);
    }
    return ExitCode.SUCCESS;
  }

  private void print(Spreading.Report report, double seconds) {
    PrintWriter out = braid.streams().out();
    long rows = 0;
    for (Spreading.Shard shard : report.shards()) {
      out.printf(
          Locale.ROOT,
          "%-50s %,15d rows%s%n",
          shard.address(),
          shard.rows(),
          shard.copied() ? "" : "  (there already)");
      rows += shard.rows();
    }
    out.printf(Locale.ROOT, "%s: %,d rows in %.1f s%n", report.name(), rows, seconds);
    report.left().forEach(what -> out.println("not carried over: " + what));
    String name = report.name().replaceFirst("^public\\.", "").replace("\"", "");
    out.println("In braid.yaml, under tables of the sharded source:");
    out.println(
        "  "
            + name
            + (manner.key() == null
                ? ": reference"
                : ": {sharded_by: " + manner.key() + ", hash: md5}"));
    out.flush();
  }
}
