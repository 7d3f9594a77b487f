package dev.braid.server.report;

import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.result.Column;
import dev.braid.result.Failure;
import dev.braid.result.Partial;
import dev.braid.result.Result;
import dev.braid.result.Truncation;
import dev.braid.source.postgres.PoolStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Answers as maps and lists of JSON, keys always in the same order. What does not apply is absent
/// rather than null, so that a key's type is always the same; only values of rows may be null.
///
/// Numbers are exact: `numeric` is written in plain digits with its scale, `int8` in full (a reader
/// that keeps doubles only, such as JavaScript, loses digits above 2^53). NaN and infinities, which
/// JSON lacks, are the strings `NaN`, `Infinity`, `-Infinity`. Times are milliseconds with at most
/// three decimals.
public final class JsonReport {
  private static final JsonMapper COMPACT =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();
  private static final JsonMapper INDENTED =
      COMPACT.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonReport() {}

  /// A whole batch; `success` says whether every query succeeded.
  public static Map<String, @Nullable Object> batch(BatchResult batch) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("success", batch.failed() == 0);
    map.put("total_queries", batch.total());
    map.put("successful", batch.successful());
    map.put("failed", batch.failed());
    map.put("total_execution_time_ms", rounded(batch.totalExecutionTimeMs()));
    map.put("sequential_time_ms", rounded(batch.sequentialTimeMs()));
    map.put("speedup", rounded(batch.speedup()));
    map.put("results", batch.outcomes().stream().map(JsonReport::outcome).toList());
    return map;
  }

  /// One query's outcome: columns and rows, or an error.
  public static Map<String, @Nullable Object> outcome(Outcome outcome) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("index", outcome.index());
    map.put("label", outcome.label());
    putIfKnown(map, "dataset_id", outcome.datasetId());
    map.put("dataset_name", outcome.datasetName());
    map.put("query", outcome.query());
    map.put("success", outcome.success());
    if (outcome.result() != null) {
      map.putAll(result(outcome.result()));
    }
    map.put("execution_time_ms", rounded(outcome.executionTimeMs()));
    map.put("wait_time_ms", rounded(outcome.waitTimeMs()));
    map.put("cancelled", outcome.cancelled());
    if (outcome.error() != null) {
      map.put("error", error(outcome.error()));
    }
    return map;
  }

  /// Columns, rows and what was cut; of a command that returns none, what it has done.
  public static Map<String, @Nullable Object> result(Result result) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (result.command() != null) {
      map.put("command", result.command().text());
      return map;
    }
    map.put("columns", result.columns().stream().map(JsonReport::column).toList());
    map.put("rows", result.rows().stream().map(JsonReport::row).toList());
    map.put("row_count", result.rowCount());
    map.put("aggregated", result.aggregated());
    Truncation truncation = result.truncated();
    map.put("truncated", truncation != null);
    if (truncation != null) {
      map.put("truncation", truncation(truncation));
    }
    if (result.partial() != null) {
      map.put("partial", partial(result.partial()));
    }
    if (result.survey() != null) {
      map.put("survey", SurveyText.json(result.survey()));
    }
    return map;
  }

  /// One pool.
  public static Map<String, @Nullable Object> statistics(PoolStatistics pool) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("dataset_id", pool.datasetId());
    map.put("dataset_name", pool.datasetName());
    map.put("safe_url", pool.safe());
    map.put("min", pool.min());
    map.put("max", pool.max());
    map.put("created", pool.created());
    map.put("idle", pool.idle());
    map.put("active", pool.active());
    map.put("total", pool.total());
    map.put("waiting", pool.waiting());
    map.put("discarded", pool.discarded());
    map.put("timeouts", pool.timeouts());
    map.put("acquired", pool.acquired());
    map.put("acquire_p50_ms", rounded(pool.acquireP50Ms()));
    map.put("acquire_p99_ms", rounded(pool.acquireP99Ms()));
    map.put("acquire_max_ms", rounded(pool.acquireMaxMs()));
    return map;
  }

  /// The text of a map or list, on one line.
  public static String write(Object json) {
    return COMPACT.writeValueAsString(json);
  }

  /// The text of a map or list, indented, ending in a line break.
  public static String writeIndented(Object json) {
    return INDENTED.writeValueAsString(json) + "\n";
  }

  private static Map<String, Object> column(Column column) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", column.name());
    map.put("type", column.type());
    return map;
  }

  private static List<@Nullable Object> row(List<@Nullable Object> values) {
    List<@Nullable Object> row = new ArrayList<>(values.size());
    for (Object value : values) {
      row.add(
          switch (value) {
            case Double d when !Double.isFinite(d) -> PostgresText.of(d);
            case Float f when !Float.isFinite(f) -> PostgresText.of(f);
            case null, default -> value;
          });
    }
    return Collections.unmodifiableList(row);
  }

  private static Map<String, @Nullable Object> partial(Partial partial) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("missing", partial.missing());
    map.put("message", partial.message());
    return map;
  }

  private static Map<String, @Nullable Object> truncation(Truncation truncation) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("reason", truncation.reason().name().toLowerCase(Locale.ROOT));
    map.put("limit", truncation.limit());
    map.put("message", truncation.message());
    return map;
  }

  private static Map<String, @Nullable Object> error(Failure error) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("sqlstate", error.sqlState());
    map.put("message", error.message());
    putIfKnown(map, "position", error.position() > 0 ? error.position() : null);
    putIfKnown(map, "detail", error.detail());
    putIfKnown(map, "hint", error.hint());
    return map;
  }

  private static void putIfKnown(
      Map<String, @Nullable Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static double rounded(double milliseconds) {
    return Math.round(milliseconds * 1000) / 1000.0;
  }
}
