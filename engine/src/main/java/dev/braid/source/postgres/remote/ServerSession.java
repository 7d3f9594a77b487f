package dev.braid.source.postgres.remote;

import dev.braid.catalog.table.Servers.Expected;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.ReadOnlySession;
import dev.braid.type.Timestamps;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks one server what it would make of statements, before any of them is run.
public final class ServerSession implements AutoCloseable {
  private static final Pattern COST =
      Pattern.compile("\\(cost=[0-9.]+\\.\\.([0-9.]+) rows=([0-9]+) width=");

  private static final Pattern TOTAL = Pattern.compile("\"Total Cost\": ([0-9.]+)");

  private static final Pattern SIZE =
      Pattern.compile("\"Plan Rows\": ([0-9]+),\\s+\"Plan Width\": ([0-9]+)");

  private static final Pattern ESTIMATES =
      Pattern.compile(
          "\"(Startup Cost|Total Cost|Plan Rows|Plan Width|Workers Planned|Planned Partitions)\":"
              + " [0-9.]+");

  private static final Pattern WORKERS = Pattern.compile("\"Workers Planned\": ([0-9]+)");

  /// The session's own time and settings, those settings which change answers, and the names of
  /// functions that may be meant in place of PostgreSQL's own; `-` in place of those where
  /// operators or casts of PostgreSQL's own types have been added.
  private static final String OWN =
      """
      SELECT concat_ws(E'\\n',
        (extract(epoch FROM pg_catalog.now()) * 1000000)::bigint, pg_catalog.current_setting('TimeZone'),
        concat_ws(' ', pg_catalog.current_setting('DateStyle'), pg_catalog.current_setting('IntervalStyle'),
          pg_catalog.current_setting('bytea_output'), pg_catalog.current_setting('transform_null_equals'),
          pg_catalog.current_setting('extra_float_digits')::int > 0),
        CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_operator
                          WHERE oid >= 16384 AND oprleft < 16384 AND oprright < 16384)
               OR EXISTS (SELECT FROM pg_catalog.pg_cast
                          WHERE oid >= 16384 AND castsource < 16384 AND casttarget < 16384) THEN '-'
             ELSE coalesce((SELECT pg_catalog.string_agg(DISTINCT proname, ' ') FROM pg_catalog.pg_proc
                            WHERE pronamespace <> 'pg_catalog'::regnamespace
                              AND pronamespace = ANY (SELECT n.oid FROM pg_catalog.pg_namespace n
                                WHERE n.nspname = ANY (pg_catalog.current_schemas(false)))), '') END)
      """;

  /// Those under which parts of a statement are computed ([SessionSettings]).
  private static final String SETTINGS = "ISO, MDY postgres hex off t";

  private static final String WORKERS_ARE = "SET LOCAL max_parallel_workers_per_gather ";

  private final ReadOnlySession session;
  private final Cancellation cancellation;

  /// What a statement may know of the session it runs in.
  ///
  /// @param now when the transaction began: microseconds since 2000-01-01 UTC
  /// @param functions names of those that are not PostgreSQL's own
  public record Own(long now, String timeZone, Set<String> functions) {}

  /// What the server makes of a statement by itself.
  ///
  /// @param workers that it plans beside the process that answers
  /// @param bytes of rows that it expects
  /// @param steps the plan without its estimates
  public record Plan(double cost, int workers, double bytes, String steps) {
    /// Processes that do the work of one each, as PostgreSQL reckons them: the one that answers has
    /// less and less time left over beside more workers.
    public double processes() {
      return workers + Math.max(0, 1 - 0.3 * workers);
    }
  }

  ServerSession(ReadOnlySession session, Cancellation cancellation) {
    this.session = session;
    this.cancellation = cancellation;
  }

  /// @param most workers that the server may plan beside the process that answers; [Statement#ANY]
  ///   for as many as it likes
  /// @throws BraidException the server's reason why it cannot be planned
  public Plan plan(Statement statement, List<@Nullable Object> parameters, int most) {
    String json =
        ask(
            most == Statement.ANY ? "TO DEFAULT" : "= " + most,
            "EXPLAIN (FORMAT JSON) ",
            statement,
            parameters);
    Matcher cost = TOTAL.matcher(json == null ? "" : json);
    if (json == null || !cost.find()) {
      throw new BraidException(SqlState.INTERNAL_ERROR, "EXPLAIN answered without a cost: " + json);
    }
    int workers =
        WORKERS
            .matcher(json)
            .results()
            .mapToInt(planned -> Integer.parseInt(planned.group(1)))
            .max()
            .orElse(0);
    String steps = ESTIMATES.matcher(json).replaceAll("");
    return new Plan(Double.parseDouble(cost.group(1)), workers, bytes(json), steps);
  }

  /// Of the topmost node, which comes first.
  private static double bytes(String json) {
    Matcher size = SIZE.matcher(json);
    return size.find()
        ? Double.parseDouble(size.group(1)) * Double.parseDouble(size.group(2))
        : Double.MAX_VALUE;
  }

  /// @param workers that the server may plan beside the process that answers
  /// @throws BraidException the server's reason why it cannot be planned
  public Expected expected(Statement statement, List<@Nullable Object> parameters, int workers) {
    return expected(ask("= " + workers, "EXPLAIN ", statement, parameters));
  }

  /// @param workers that the server may plan beside the process that answers
  /// @throws BraidException the server's reason why it cannot be planned
  public Expected expected(String sql, int workers) {
    return expected(session.ask(WORKERS_ARE + "= " + workers + "; EXPLAIN " + sql, cancellation));
  }

  /// Values are bound and never spliced, which takes a round trip of its own.
  private @Nullable String ask(
      String workers, String before, Statement statement, List<@Nullable Object> parameters) {
    if (parameters.isEmpty()) {
      return session.ask(WORKERS_ARE + workers + "; " + before + statement.text(), cancellation);
    }
    String _ = session.ask(WORKERS_ARE + workers, cancellation);
    return session.ask(before, statement, parameters, cancellation);
  }

  private static Expected expected(@Nullable String line) {
    Matcher cost = COST.matcher(line == null ? "" : line);
    if (!cost.find()) {
      throw new BraidException(SqlState.INTERNAL_ERROR, "EXPLAIN answered without a cost: " + line);
    }
    return new Expected(Double.parseDouble(cost.group(1)), Double.parseDouble(cost.group(2)));
  }

  /// @return null where the session's settings, or what was added to PostgreSQL's own types, would
  ///   make answers of parts differ
  public @Nullable Own own() {
    String answer = session.ask(OWN, cancellation);
    String[] lines = answer == null ? new String[0] : answer.split("\n", -1);
    if (lines.length != 4 || !lines[2].equals(SETTINGS) || lines[3].equals("-")) {
      return null;
    }
    return new Own(
        Long.parseLong(lines[0]) + Timestamps.UNIX_EPOCH,
        lines[1],
        new HashSet<>(List.of(lines[3].toLowerCase(Locale.ROOT).split(" "))));
  }

  @Override
  public void close() {
    session.close();
  }
}
