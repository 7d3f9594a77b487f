package dev.braid.fuzz;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Asks a query of the server and of the engine under several settings, and tells how the answers
/// differ.
///
/// The rule: same names, types and rows; same order of rows where the query fixes it, and where two
/// plans are the same but for their number of workers; the same SQLSTATE. Where one side fails
/// because of a value (class 22, 21000) and the other does not, the plan decides whether the value
/// was computed at all, and that is only counted.
final class Comparison implements AutoCloseable {
  private final Server server;
  private final Engine engine;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final @Nullable FuzzShards shards;
  private boolean refusals;
  private long slowest;
  private long onServer;

  /// Over files and tables in memory.
  ///
  /// @param dataSeed the tables'
  Comparison(long dataSeed) throws SQLException {
    this(dataSeed, false);
  }

  /// @param sharded whether the engine's tables lie on four shards
  Comparison(long dataSeed, boolean sharded) throws SQLException {
    try {
      Path folder = Files.createTempDirectory("braid-fuzz");
      folder.toFile().deleteOnExit();
      FuzzTables tables = new FuzzTables(folder, dataSeed);
      server = new Server();
      shards = sharded ? new FuzzShards(tables.creation()) : null;
      engine = new Engine(shards == null ? tables : shards);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How many queries ended in which way.
  Map<String, Integer> counts() {
    return counts;
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /// How long the engine took for the last query in milliseconds, under the settings that took it
  /// longest.
  long slowest() {
    return slowest;
  }

  /// How long the engine takes for a query under its defaults in milliseconds.
  long plainly(String sql) {
    long start = System.nanoTime();
    engine.ask(sql, Settings.DEFAULT);
    return (System.nanoTime() - start) / 1_000_000;
  }

  /// How long the server took for it in milliseconds.
  long onServer() {
    return onServer;
  }

  /// Takes a refusal (0A000), and an error of a value on one side only, for a difference.
  void withRefusals() {
    refusals = true;
  }

  Answer expected(String sql) {
    return server.ask(sql);
  }

  String explain(String sql, Settings settings) {
    return engine.explain(sql, settings);
  }

  /// How the engine's answers differ from the server's, or null.
  @Nullable String difference(String sql, boolean ordered, List<Settings> all) {
    slowest = 0;
    long start = System.nanoTime();
    Answer expected = server.ask(sql);
    onServer = (System.nanoTime() - start) / 1_000_000;
    if (expected.sqlState().equals("57014")) {
      count("too slow for the server");
      return null;
    }
    String outcome = null;
    Map<String, Answer> byPlan = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      long before = System.nanoTime();
      Answer actual = engine.ask(sql, all.get(i));
      slowest = Math.max(slowest, (System.nanoTime() - before) / 1_000_000);
      if (actual.sqlState().equals("0A000") && !expected.sqlState().equals("0A000")) {
        count("refused: " + actual.message());
        return refusals ? "error 0A000 " + actual.message() + ", not" : null;
      }
      if (expected.sqlState().equals("0A000") && !actual.failed()) {
        outcome = "refused by the server only";
        continue;
      }
      if (actual.sqlState().equals("53200") || actual.sqlState().equals("57014")) {
        count(actual.sqlState().equals("53200") ? "too large for the engine" : "too slow for it");
        return null;
      }
      if (ofValues(expected) != ofValues(actual)) {
        if (refusals) {
          return expected.difference(actual, ordered, false) + " [settings " + i + "]";
        }
        outcome =
            ofValues(expected)
                ? "fails on the server only, " + expected.sqlState()
                : "fails in the engine only, " + actual.sqlState() + " " + actual.message();
        continue;
      }
      if (ofValues(expected)) {
        continue;
      }
      boolean strict = strict(sql) && !limited(sql);
      String difference = expected.difference(actual, ordered, strict && !ordered);
      if (difference == null && ordered && strict) {
        difference = expected.difference(actual, false, true);
      }
      if (difference == null && !actual.failed() && !ordered) {
        String plan = engine.lastPlan().replaceAll(".*Workers Planned.*\n", "");
        String memory = all.get(i).show(Setting.WORK_MEM);
        Answer other = byPlan.putIfAbsent(plan + memory, actual);
        difference = other == null ? null : other.difference(actual, true, true);
        difference = difference == null ? null : "order: " + difference;
      }
      if (difference != null) {
        return difference + trace(actual) + " [settings " + i + "]";
      }
    }
    if (outcome == null) {
      outcome =
          expected.failed()
              ? "error " + expected.sqlState()
              : expected.rows().isEmpty() ? "no rows" : "rows";
    }
    count(outcome);
    return null;
  }

  private static boolean ofValues(Answer answer) {
    return answer.sqlState().startsWith("22") || answer.sqlState().equals("21000");
  }

  /// Whether equal values must be written equally, `1.0` and `1.00`: not where one of several
  /// stands for all.
  private static boolean strict(String sql) {
    for (String word :
        List.of("DISTINCT", "GROUP BY", "UNION", "EXCEPT", "INTERSECT", "min(", "max(", "OVER")) {
      if (sql.contains(word)) {
        return false;
      }
    }
    return !sql.contains("WITHIN") && !sql.contains("greatest") && !sql.contains("least");
  }

  /// Whether rows that are equal but written differently, and so stand in either order, may be left
  /// out.
  private static boolean limited(String sql) {
    return sql.contains("LIMIT") || sql.contains("OFFSET") || sql.contains("FETCH");
  }

  private static String trace(Answer actual) {
    Throwable cause = actual.cause();
    StringBuilder at = new StringBuilder();
    if (cause != null && actual.sqlState().equals("XX000")) {
      StackTraceElement[] trace = cause.getStackTrace();
      for (int i = 0; i < Math.min(trace.length, 6); i++) {
        at.append("\n    ").append(trace[i]);
      }
    }
    return at.toString();
  }

  @Override
  public void close() throws SQLException {
    engine.close();
    server.close();
    if (shards != null) {
      shards.close();
    }
  }
}
