package dev.braid.fuzz;

import dev.braid.catalog.Settings;
import dev.braid.fuzz.QueryGenerator.Generated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Asks random queries of the server and of the engine under several settings.
///
/// `--queries N` how many, `--seed S` the first one's seed (each next has the next seed), `--data
/// D` the tables' seed, `--matrix all|one` the settings, `--shrink no` to leave differences as they
/// are.
public final class Fuzz implements AutoCloseable {
  private static final String[] SMALL_TABLES_PARALLEL = {
    "min_parallel_table_scan_size=0",
    "min_parallel_index_scan_size=0",
    "parallel_setup_cost=0",
    "parallel_tuple_cost=0"
  };

  /// Settings under which the order of rows must be the same as under the first.
  static final List<Settings> SAME_ORDER =
      List.of(
          unindexed("max_parallel_workers_per_gather=0"),
          unindexed("max_parallel_workers_per_gather=0", "braid.batch_size=1"),
          unindexed("max_parallel_workers_per_gather=1", "braid.batch_size=3"),
          unindexed("max_parallel_workers_per_gather=4"),
          unindexed("max_parallel_workers_per_gather=4", "braid.batch_size=1", "work_mem=64kB"));

  /// Settings under which only the answer must be the same.
  static final List<Settings> OTHER_PLANS =
      List.of(
          Engine.settings("enable_hashjoin=off"),
          parallel(
              "enable_hashagg=off", "enable_mergejoin=off", "max_parallel_workers_per_gather=2"),
          parallel("enable_hashjoin=off", "enable_mergejoin=off", "enable_sort=off"),
          Engine.settings("enable_nestloop=off", "work_mem=64kB", "enable_material=off"),
          Engine.settings("enable_seqscan=off"),
          parallel("enable_seqscan=off", "enable_bitmapscan=off", "enable_hashagg=off"),
          parallel("enable_seqscan=off", "enable_indexscan=off", "enable_indexonlyscan=off"),
          parallel(
              "enable_seqscan=off",
              "enable_hashjoin=off",
              "enable_mergejoin=off",
              "enable_material=off"),
          Engine.settings(
              "enable_seqscan=off",
              "enable_hashjoin=off",
              "enable_mergejoin=off",
              "enable_memoize=off",
              "enable_bitmapscan=off"),
          parallel(
              "enable_seqscan=off", "enable_hashjoin=off", "enable_nestloop=off", "enable_sort=off"),
          parallel("enable_gathermerge=off", "enable_parallel_hash=off", "enable_parallel_append=off"));

  private final Server server;
  private final Engine engine;
  private final Map<String, Integer> counts = new TreeMap<>();

  Fuzz(long dataSeed) throws SQLException {
    try {
      FuzzTables tables = new FuzzTables(Files.createTempDirectory("braid-fuzz"), dataSeed);
      server = new Server();
      engine = new Engine(tables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Without index scans, which make another order wherever they are planned.
  private static Settings unindexed(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("enable_indexscan=off", "enable_indexonlyscan=off", "enable_bitmapscan=off"));
    all.addAll(List.of(more));
    return parallel(all.toArray(String[]::new));
  }

  private static Settings parallel(String... more) {
    List<String> all = new ArrayList<>(List.of(SMALL_TABLES_PARALLEL));
    all.addAll(List.of(more));
    return Engine.settings(all.toArray(String[]::new));
  }

  static Generated generate(long seed) {
    return new QueryGenerator(seed).statement();
  }

  Map<String, Integer> counts() {
    return counts;
  }

  private static boolean options(String name) {
    return System.getenv(name) != null;
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /// How the engine's answers differ from the server's, or null.
  @Nullable String difference(
      String sql, boolean ordered, List<Settings> same, List<Settings> other) {
    Answer expected = server.ask(sql);
    if (expected.sqlState().equals("57014")) {
      count("too slow for the server");
      return null;
    }
    count(expected.failed() ? "error " + expected.sqlState() : "answered");
    if (expected.sqlState().startsWith("42") && options("verbose")) {
      System.out.println(expected.message() + "\n" + sql);
    }
    Answer first = null;
    String firstScans = "";
    for (Settings settings : same) {
      Answer actual = engine.ask(sql, settings);
      String difference = difference(expected, actual, ordered);
      String scans = actual.failed() ? "" : scans(sql, settings);
      if (difference == null && first != null && scans.equals(firstScans)) {
        difference = first.difference(actual, true);
        difference = difference == null ? null : "order: " + difference;
      }
      if (difference != null) {
        return difference + " [same order " + same.indexOf(settings) + "]";
      }
      firstScans = first == null ? scans : firstScans;
      first = first == null ? actual : first;
    }
    for (Settings settings : other) {
      String difference = difference(expected, engine.ask(sql, settings), ordered);
      if (difference != null) {
        return difference + " [other plan " + other.indexOf(settings) + "]";
      }
    }
    return null;
  }

  /// The tables that a plan reads in its order: only plans that have them in common have to agree
  /// in the order of their rows.
  private String scans(String sql, Settings settings) {
    return engine
        .explain(sql, settings)
        .lines()
        .filter(line -> line.contains("Scan") || line.contains("Aggregate"))
        .map(line -> line.replaceAll("Parallel |Partial |Finalize |->|\\(cost.*", "").strip())
        .toList()
        .toString();
  }

  private @Nullable String difference(Answer expected, Answer actual, boolean ordered) {
    if (actual.sqlState().equals("0A000") || missingFunction(actual, expected)) {
      count("refused: " + actual.message());
      return null;
    }
    String difference = expected.difference(actual, ordered);
    if (difference != null && actual.cause() != null && actual.sqlState().equals("XX000")) {
      StackTraceElement[] trace = actual.cause().getStackTrace();
      StringBuilder at = new StringBuilder(difference);
      for (int i = 0; i < Math.min(trace.length, 6); i++) {
        at.append("\n    ").append(trace[i]);
      }
      return at.toString();
    }
    return difference;
  }

  /// Functions that the engine does not have are another topic.
  private static boolean missingFunction(Answer actual, Answer expected) {
    return actual.sqlState().equals("42883") && !expected.sqlState().equals("42883");
  }

  /// The smallest form of a query that still differs in the same way.
  Piece shrink(Piece query, boolean ordered, String difference) {
    String kind = kind(difference);
    boolean plan = difference.contains("[other plan");
    List<Settings> same = plan ? List.of() : SAME_ORDER;
    List<Settings> other = plan ? OTHER_PLANS : List.of();
    return new Shrinker(
            sql -> {
              Answer expected = server.ask(sql);
              if (expected.failed() && !kind.startsWith("error")) {
                return false;
              }
              if (expected.failed() && !difference.contains("not " + expected.sqlState())) {
                return false;
              }
              String found = difference(sql, ordered, same, other);
              return found != null && kind(found).equals(kind);
            })
        .shrink(query);
  }

  private static String kind(String difference) {
    String line = difference.lines().findFirst().orElse("");
    if (line.startsWith("error")) {
      return line.replaceAll("[0-9]{2,}|\\(.*|\".*", "").replaceAll(", not.*", "");
    }
    return line.startsWith("order")
        ? "order"
        : line.startsWith("count") || line.startsWith("rows") ? "rows" : line;
  }

  String explain(String sql, Settings settings) {
    return engine.explain(sql, settings);
  }

  @Override
  public void close() throws SQLException {
    engine.close();
    server.close();
  }

  public static void main(String[] arguments) throws SQLException {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    int queries = Integer.parseInt(options.getOrDefault("--queries", "1000"));
    long seed = Long.parseLong(options.getOrDefault("--seed", "1"));
    long data = Long.parseLong(options.getOrDefault("--data", "1"));
    boolean all = options.getOrDefault("--matrix", "all").equals("all");
    boolean shrinks = !options.getOrDefault("--shrink", "yes").equals("no");
    int most = Integer.parseInt(options.getOrDefault("--most", "1000"));
    List<Settings> same = all ? SAME_ORDER : SAME_ORDER.subList(0, 1);
    List<Settings> other = all ? OTHER_PLANS : List.of();
    int differences = 0;
    try (Fuzz fuzz = new Fuzz(data)) {
      for (int i = 0; i < queries && differences < most; i++) {
        Generated query = generate(seed + i);
        String found = fuzz.difference(query.piece().text(), query.ordered(), same, other);
        if (found == null) {
          continue;
        }
        differences++;
        System.out.println("---- seed " + (seed + i) + ": " + found);
        System.out.flush();
        if (shrinks) {
          Map<String, Integer> before = new TreeMap<>(fuzz.counts);
          Piece smallest = fuzz.shrink(query.piece(), query.ordered(), found);
          String again = fuzz.difference(smallest.text(), query.ordered(), SAME_ORDER, OTHER_PLANS);
          fuzz.counts.clear();
          fuzz.counts.putAll(before);
          System.out.println("  " + smallest.text() + "\n  " + again);
        } else {
          System.out.println("  " + query.piece().text());
        }
      }
      System.out.println(differences + " differences; " + fuzz.counts());
    }
  }
}
