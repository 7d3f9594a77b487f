package dev.braid.server.tpch;

import dev.braid.Session;
import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.result.Result;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs queries in a session over a folder of [TpchData], and times them: warm, after a first run
/// that is checked and not timed.
public final class TpchRun {
  private static final Pattern PLANNED = Pattern.compile("Workers Planned: (\\d+)");
  private static final Pattern LAUNCHED = Pattern.compile("Workers Launched: (\\d+)");

  private final Session session;
  private final BigDecimal scaleFactor;
  private final int workers;
  private final int repeat;
  private final boolean serial;

  /// @param workers under one Gather, at most
  /// @param repeat runs of each query, of which the median is taken
  /// @param serial whether to run everything once more without workers, for comparison
  public TpchRun(Session session, BigDecimal scaleFactor, int workers, int repeat, boolean serial) {
    this.session = session;
    this.scaleFactor = scaleFactor;
    this.workers = workers;
    this.repeat = repeat;
    this.serial = serial;
  }

  /// What one query did.
  ///
  /// @param timeMs the median of its timed runs, from text to the last row
  /// @param serialMs the same without workers; NaN where that was not asked for
  /// @param workersPlanned under its widest Gather; 0 when there is none
  /// @param workersLaunched those of them that came
  /// @param correct whether the rows are PostgreSQL's; null when these are not known
  /// @param error why there is no answer, or null
  public record QueryRun(
      int query,
      double timeMs,
      double serialMs,
      int rows,
      int workersPlanned,
      int workersLaunched,
      @Nullable Boolean correct,
      @Nullable BraidException error) {}

  /// Runs one query.
  ///
  /// @throws BraidException 57014 when the session's statement is cancelled; other errors are part
  ///   of the outcome
  public QueryRun run(int query) {
    String sql = TpchQueries.text(query, scaleFactor);
    try {
      workers(workers);
      Result result = session.execute(Limits.NONE, sql);
      double[] times = timed(sql);
      int[] gathered = gathered(sql);
      double serialMs = Double.NaN;
      if (serial) {
        workers(0);
        serialMs = median(timed(sql));
      }
      Boolean correct = TpchAnswers.check(scaleFactor, query, result);
      return new QueryRun(
          query,
          median(times),
          serialMs,
          result.rowCount(),
          gathered[0],
          gathered[1],
          correct,
          null);
    } catch (BraidException e) {
      if (e.sqlState().equals(SqlState.QUERY_CANCELED)) {
        throw e;
      }
      return new QueryRun(query, Double.NaN, Double.NaN, 0, 0, 0, false, e);
    }
  }

  private void workers(int number) {
    session.execute("SET max_parallel_workers_per_gather = " + number);
  }

  private double[] timed(String sql) {
    double[] times = new double[repeat];
    for (int i = 0; i < repeat; i++) {
      long start = System.nanoTime();
      session.execute(Limits.NONE, sql);
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    return times;
  }

  /// Workers planned and launched, as EXPLAIN ANALYZE counts them in a run of its own.
  private int[] gathered(String sql) {
    List<@Nullable Object> plan =
        session
            .execute(Limits.NONE, "EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) " + sql)
            .column(0);
    return new int[] {most(PLANNED, plan), most(LAUNCHED, plan)};
  }

  private static int most(Pattern pattern, List<@Nullable Object> lines) {
    int most = 0;
    for (Object line : lines) {
      Matcher matcher = pattern.matcher(String.valueOf(line));
      if (matcher.find()) {
        most = Math.max(most, Integer.parseInt(matcher.group(1)));
      }
    }
    return most;
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
