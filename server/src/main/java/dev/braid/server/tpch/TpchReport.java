package dev.braid.server.tpch;

import dev.braid.server.tpch.TpchRun.QueryRun;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What runs did, as lines for people or as JSON.
public final class TpchReport {
  private TpchReport() {}

  /// `{"queries": [{"query", "time_ms", "rows", "workers_planned", "workers_launched", "correct"}],
  /// "total_ms"}`; a query that failed also has `error` and no `time_ms`.
  public static String json(List<QueryRun> runs) {
    ObjectNode report = JsonMapper.shared().createObjectNode();
    ArrayNode queries = report.putArray("queries");
    for (QueryRun run : runs) {
      ObjectNode query = queries.addObject();
      query.put("query", run.query());
      if (run.error() == null) {
        query.put("time_ms", rounded(run.timeMs()));
      } else {
        query.putNull("time_ms");
      }
      query.put("rows", run.rows());
      query.put("workers_planned", run.workersPlanned());
      query.put("workers_launched", run.workersLaunched());
      query.put("correct", run.correct());
      if (run.error() != null) {
        query.put("error", run.error().sqlState() + ": " + run.error().message());
      }
    }
    report.put("total_ms", rounded(total(runs)));
    return report.toPrettyString() + "\n";
  }

  /// The line above those of the queries.
  ///
  /// @param serial whether there are times without workers
  public static String header(boolean serial) {
    return "query    time, ms     rows  workers"
        + (serial ? "  serial, ms  speed-up" : "")
        + "  answer\n";
  }

  public static String line(QueryRun run) {
    if (run.error() != null) {
      return String.format(
          Locale.ROOT, "%5d  %s: %s%n", run.query(), run.error().sqlState(), run.error().message());
    }
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%5d  %10.1f  %7d  %7s",
            run.query(),
            run.timeMs(),
            run.rows(),
            run.workersLaunched() == run.workersPlanned()
                ? Integer.toString(run.workersPlanned())
                : run.workersLaunched() + " of " + run.workersPlanned()));
    if (!Double.isNaN(run.serialMs())) {
      line.append(
          String.format(
              Locale.ROOT, "  %10.1f  %7.2fx", run.serialMs(), run.serialMs() / run.timeMs()));
    }
    return line.append("  ").append(answer(run)).append('\n').toString();
  }

  private static String answer(QueryRun run) {
    Boolean correct = run.correct();
    return correct == null ? "not known" : correct ? "correct" : "WRONG";
  }

  /// The lines below: sums, and how many answers were right.
  public static String footer(List<QueryRun> runs, boolean serial) {
    double total = total(runs);
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "  all  %10.1f", total));
    if (serial) {
      double alone =
          runs.stream().filter(r -> r.error() == null).mapToDouble(QueryRun::serialMs).sum();
      text.append(String.format(Locale.ROOT, "%18s  %10.1f  %7.2fx", "", alone, alone / total));
    }
    long right = runs.stream().filter(run -> Boolean.TRUE.equals(run.correct())).count();
    long unknown = runs.stream().filter(run -> run.correct() == null).count();
    text.append('\n').append(right).append(" of ").append(runs.size());
    text.append(" answers are PostgreSQL 18's");
    if (unknown > 0) {
      text.append("; those at this scale factor are not known, known are 0.01, 0.1 and 1");
    }
    return text.append('\n').toString();
  }

  private static double total(List<QueryRun> runs) {
    return runs.stream().filter(run -> run.error() == null).mapToDouble(QueryRun::timeMs).sum();
  }

  private static double rounded(double milliseconds) {
    return Math.round(milliseconds * 1000) / 1000.0;
  }
}
