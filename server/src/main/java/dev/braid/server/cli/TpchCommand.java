package dev.braid.server.cli;

import dev.braid.Braid;
import dev.braid.Session;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.server.tpch.TpchData;
import dev.braid.server.tpch.TpchQueries;
import dev.braid.server.tpch.TpchReport;
import dev.braid.server.tpch.TpchRun;
import dev.braid.server.tpch.TpchRun.QueryRun;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `braid tpch`: the 22 queries of TPC-H over Parquet files, with times and checked answers.
@Command(
    name = "tpch",
    description = "Make the tables of TPC-H as Parquet files, and time and check its 22 queries.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit status: 0 all answers right, or not known; 1 one of them wrong or missing.",
    })
final class TpchCommand implements Callable<Integer> {
  /// The form of what is printed.
  enum Form {
    TEXT,
    JSON
  }

  @Option(
      names = "--sf",
      paramLabel = "N",
      defaultValue = "1",
      description = "Scale factor: 1 is 6 million lines of orders, some 250 MB (default: 1).")
  private BigDecimal scaleFactor = BigDecimal.ONE;

  @Option(
      names = "--queries",
      paramLabel = "LIST",
      defaultValue = "",
      description = "Only these, such as 1,6,9-12 (default: all 22).")
  private String queries = "";

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Workers of one query at most, beside its leader (default: the number of processors).")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "Runs of each query; the median counts (default: 1).")
  private int repeat = 1;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json; text also runs without workers, for comparison.")
  private Form format = Form.TEXT;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where data are kept, a folder per scale factor (default: ~/.cache/braid).")
  private @Nullable Path directory;

  private final BraidCommand braid;

  TpchCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() {
    if (workers < 0 || repeat < 1) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "--workers must not be negative, --repeat at least 1");
    }
    List<Integer> numbers = TpchQueries.numbers(queries);
    Path folder = data();
    Config config = new Config(List.of(dataset(folder)), BatchLimits.DEFAULT);
    try (Braid datasets = Braid.open(config);
        Session session = datasets.session("tpch");
        Interrupt interrupt = Interrupt.handledBy(session::cancel)) {
      return run(session, numbers, interrupt);
    }
  }

  private Path data() {
    Streams streams = braid.streams();
    Path parent =
        directory == null
            ? TpchData.cache(streams.environment())
            : streams.directory().resolve(directory);
    Path folder = TpchData.folder(parent, scaleFactor).toAbsolutePath();
    if (!TpchData.exists(folder)) {
      streams.err().println("Writing the tables to " + folder + " ...");
      streams.err().flush();
      long start = System.nanoTime();
      TpchData.make(folder, scaleFactor);
      streams.err().printf(Locale.ROOT, "Done in %.1f s.%n", (System.nanoTime() - start) / 1e9);
      streams.err().flush();
    }
    return folder;
  }

  private static Dataset dataset(Path folder) {
    return new Dataset(
        1,
        "tpch",
        "",
        new FolderSource(folder, false, Map.of(), CsvFormat.DEFAULT),
        PoolSettings.DEFAULT,
        Limits.NONE,
        false,
        "UTC",
        Description.NONE);
  }

  /// @return the process's exit status
  private int run(Session session, List<Integer> numbers, Interrupt interrupt) {
    PrintWriter out = braid.streams().out();
    boolean text = format == Form.TEXT;
    boolean serial = text && workers > 0;
    TpchRun run = new TpchRun(session, scaleFactor, workers, repeat, serial);
    List<QueryRun> runs = new ArrayList<>();
    print(text, TpchReport.header(serial));
    for (int number : numbers) {
      try {
        runs.add(run.run(number));
      } catch (BraidException e) {
        if (interrupt.happened()) {
          break;
        }
        throw e;
      }
      print(text, TpchReport.line(runs.getLast()));
    }
    if (runs.isEmpty()) {
      return ExitCode.INTERRUPTED;
    }
    out.print(text ? TpchReport.footer(runs, serial) : TpchReport.json(runs));
    out.flush();
    if (interrupt.happened()) {
      return ExitCode.INTERRUPTED;
    }
    boolean wrong = runs.stream().anyMatch(one -> Boolean.FALSE.equals(one.correct()));
    return wrong ? ExitCode.FAILURE : ExitCode.SUCCESS;
  }

  private void print(boolean now, String text) {
    if (now) {
      braid.streams().out().print(text);
      braid.streams().out().flush();
    }
  }
}
