package dev.braid.fuzz;

import dev.braid.catalog.Settings;
import dev.braid.fuzz.QueryGenerator.Generated;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Asks random queries of the server and of the engine under several settings.
///
/// `--queries N` how many or `--seconds N` how long, `--seed S` the first one's seed (each next has
/// the next seed), `--data D` the tables' seed, `--matrix all|some` the settings, `--shrink no` to
/// leave differences as they are, `--refusals yes` to take those for differences, `--most N`
/// differences to stop after, `--route shards` to have the tables on four shards, `--slow MS` to
/// print queries that take the engine longer under its defaults (5000), `--found yes` to ask those
/// of `found.sql` first, `--show WORD` to print queries that are counted under a word (`error`,
/// `fails`, `refused`).
public final class Fuzz {
  private Fuzz() {}

  static Generated generate(long seed) {
    return new QueryGenerator(seed).statement();
  }

  /// The smallest form of a query that still differs in the same way.
  static Piece shrink(
      Comparison comparison, Generated query, List<Settings> settings, String difference) {
    String kind = kind(difference);
    return new Shrinker(
            sql -> {
              Answer expected = comparison.expected(sql);
              if (expected.failed()
                  && (!kind.startsWith("error")
                      || !difference.contains("not " + expected.sqlState()))) {
                return false;
              }
              String found = comparison.difference(sql, query.ordered(), settings);
              return found != null && kind(found).equals(kind);
            })
        .shrink(query.piece());
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

  public static void main(String[] arguments) throws SQLException {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    long seconds = Long.parseLong(options.getOrDefault("--seconds", "0"));
    long queries =
        Long.parseLong(
            options.getOrDefault("--queries", seconds > 0 ? "" + Long.MAX_VALUE : "1000"));
    long seed = Long.parseLong(options.getOrDefault("--seed", "1"));
    long data = Long.parseLong(options.getOrDefault("--data", "1"));
    boolean all = options.getOrDefault("--matrix", "all").equals("all");
    boolean shrinks = !options.getOrDefault("--shrink", "yes").equals("no");
    int most = Integer.parseInt(options.getOrDefault("--most", "1000"));
    String show = options.get("--show");
    long slow = Long.parseLong(options.getOrDefault("--slow", "5000"));
    long end = seconds > 0 ? System.nanoTime() + seconds * 1_000_000_000 : Long.MAX_VALUE;
    int differences = 0;
    long asked = 0;
    Features features = new Features();
    boolean sharded = options.getOrDefault("--route", "files").equals("shards");
    try (Comparison comparison = new Comparison(data, sharded)) {
      if (options.getOrDefault("--refusals", "no").equals("yes")) {
        comparison.withRefusals();
      }
      if (options.getOrDefault("--found", "no").equals("yes")) {
        for (String sql : FoundQueries.all()) {
          String found = comparison.difference(sql, false, PlanChoices.all(1));
          if (found != null) {
            System.out.println("---- found.sql: " + found + "\n  " + sql);
          }
        }
        comparison.counts().clear();
      }
      while (asked < queries && differences < most && System.nanoTime() < end) {
        if (asked > 0 && asked % 500 == 0) {
          System.out.println(asked + " queries, " + differences + " differences");
        }
        long one = seed + asked++;
        Generated query = generate(one);
        List<Settings> settings = all ? PlanChoices.all(one) : PlanChoices.some(one);
        Map<String, Integer> before = new TreeMap<>(comparison.counts());
        String sql = query.piece().text();
        String found = comparison.difference(sql, query.ordered(), settings);
        long took = comparison.slowest() > slow ? comparison.plainly(sql) : 0;
        if (took > slow) {
          System.out.println(
              "---- seed %d: %d ms, on the server %d ms\n  %s"
                  .formatted(one, took, comparison.onServer(), sql));
        }
        if (found == null) {
          shown(show, before, comparison, sql);
          if (!Objects.equals(before.get("rows"), comparison.counts().get("rows"))) {
            features.add(sql);
          }
          continue;
        }
        differences++;
        System.out.println("---- seed " + one + ": " + found);
        System.out.flush();
        if (shrinks) {
          Piece smallest = shrink(comparison, query, settings, found);
          String again = comparison.difference(smallest.text(), query.ordered(), settings);
          System.out.println("  " + smallest.text() + "\n  " + again);
        } else {
          System.out.println("  " + sql);
        }
        comparison.counts().clear();
        comparison.counts().putAll(before);
      }
      System.out.println(
          "%d queries (seeds %d to %d, tables of seed %d), %d differences"
              .formatted(asked, seed, seed + asked - 1, data, differences));
      comparison.counts().forEach((what, count) -> System.out.println("  " + count + " " + what));
      System.out.println("  of those with rows: " + features.counts());
    }
  }

  private static void shown(
      @Nullable String word, Map<String, Integer> before, Comparison comparison, String sql) {
    if (word == null) {
      return;
    }
    comparison
        .counts()
        .forEach(
            (what, count) -> {
              if (what.startsWith(word) && !count.equals(before.get(what))) {
                System.out.println("  " + what + "\n    " + sql);
                System.out.println("    " + comparison.expected(sql).message());
              }
            });
  }
}
