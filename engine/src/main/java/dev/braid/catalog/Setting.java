package dev.braid.catalog;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Zone;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be SET in a session of the engine. PostgreSQL's settings have PostgreSQL's names,
/// defaults and units.
public enum Setting {
  MAX_PARALLEL_WORKERS_PER_GATHER(Unit.NUMBER, 2, 0, 1024, "most workers under one Gather"),
  MAX_PARALLEL_WORKERS(Unit.NUMBER, 8, 0, 1024, "most workers of all queries together"),
  MAX_WORKER_PROCESSES(Unit.NUMBER, 8, 0, 1024, "threads in the shared pool, fixed at the start"),
  MAX_PARALLEL_MAINTENANCE_WORKERS(
      Unit.NUMBER, 2, 0, 1024, "most workers of CREATE INDEX, ANALYZE and VACUUM"),
  PARALLEL_SETUP_COST(Unit.COST, 1000, 0, Double.MAX_VALUE, "cost of starting workers"),
  PARALLEL_TUPLE_COST(Unit.COST, 0.1, 0, Double.MAX_VALUE, "cost of a row's way through a Gather"),
  SEQ_PAGE_COST(Unit.COST, 1, 0, Double.MAX_VALUE, "cost of a page read in order"),
  RANDOM_PAGE_COST(Unit.COST, 4, 0, Double.MAX_VALUE, "cost of a page read out of order"),
  CPU_TUPLE_COST(Unit.COST, 0.01, 0, Double.MAX_VALUE, "cost of a row"),
  CPU_INDEX_TUPLE_COST(Unit.COST, 0.005, 0, Double.MAX_VALUE, "cost of an index entry"),
  CPU_OPERATOR_COST(Unit.COST, 0.0025, 0, Double.MAX_VALUE, "cost of a function's call"),
  EFFECTIVE_CACHE_SIZE(
      Unit.PAGES, 4L << 30, 8192, Long.MAX_VALUE, "what the caches of data hold, as costs see it"),
  MIN_PARALLEL_TABLE_SCAN_SIZE(
      Unit.PAGES, 8L << 20, 0, Long.MAX_VALUE, "size from which a table is worth workers"),
  MIN_PARALLEL_INDEX_SCAN_SIZE(
      Unit.PAGES, 512L << 10, 0, Long.MAX_VALUE, "size from which an index scan is worth workers"),
  PARALLEL_LEADER_PARTICIPATION(true, "whether the leader also does a worker's work"),
  ENABLE_PARALLEL_APPEND(true, "whether Parallel Append may be planned"),
  ENABLE_PARALLEL_HASH(true, "whether Parallel Hash may be planned"),
  ENABLE_GATHERMERGE(true, "whether Gather Merge may be planned"),
  ENABLE_SEQSCAN(true, "whether Seq Scan is preferred where there is another way"),
  ENABLE_INDEXSCAN(true, "whether Index Scan may be planned"),
  ENABLE_INDEXONLYSCAN(true, "whether Index Only Scan may be planned"),
  ENABLE_BITMAPSCAN(true, "whether Bitmap Heap Scan may be planned"),
  ENABLE_HASHJOIN(true, "whether Hash Join is preferred where there is another way"),
  ENABLE_MERGEJOIN(true, "whether Merge Join may be planned"),
  ENABLE_NESTLOOP(true, "whether Nested Loop is preferred where there is another way"),
  ENABLE_HASHAGG(true, "whether HashAggregate is preferred where there is another way"),
  ENABLE_SORT(true, "whether Sort is preferred where there is another way"),
  ENABLE_INCREMENTAL_SORT(true, "whether Incremental Sort may be planned"),
  ENABLE_MATERIAL(true, "whether Materialize may be planned"),
  ENABLE_MEMOIZE(true, "whether Memoize may be planned"),
  DEBUG_PARALLEL_QUERY("off", "a Gather over every plan that can have one: off, on, regress"),
  WORK_MEM(Unit.KILOBYTES, 4L << 20, 64L << 10, Long.MAX_VALUE, "what one node may hold in memory"),
  HASH_MEM_MULTIPLIER(Unit.COST, 2, 1, 1000, "times work_mem that hash tables may hold"),
  MAINTENANCE_WORK_MEM(
      Unit.KILOBYTES, 64L << 20, 64L << 10, Long.MAX_VALUE, "what a maintenance command may hold"),
  STATEMENT_TIMEOUT(
      Unit.MILLISECONDS, 0, 0, Integer.MAX_VALUE, "time after which a statement is cancelled"),
  TIMEZONE("UTC", "zone in which timestamptz is shown and read"),
  DATESTYLE("ISO, MDY", "always ISO, MDY"),
  INTERVALSTYLE("postgres", "always postgres"),
  SEARCH_PATH("public", "schema of tables without one"),
  APPLICATION_NAME("", "name of the client"),
  DEFAULT_STATISTICS_TARGET(Unit.NUMBER, 100, 1, 10000, "detail of ANALYZE's statistics"),
  BRAID_BATCH_SIZE(Unit.NUMBER, 2048, 1, 65536, "rows of a full batch; for tests");

  private enum Unit {
    BOOLEAN,
    TEXT,
    NUMBER,
    COST,
    PAGES,
    KILOBYTES,
    MILLISECONDS
  }

  private static final Pattern SIZE = Pattern.compile("([-+]?[0-9.eE]+)\\s*([A-Za-z]*)");

  private final Unit unit;

  /// A `Boolean`, `Long`, `Double` or `String`, none of which can change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Object byDefault;

  private final double min;
  private final double max;
  private final String meaning;

  Setting(Unit unit, double byDefault, double min, double max, String meaning) {
    this.unit = unit;
    this.byDefault = unit == Unit.COST ? (Object) byDefault : (Object) (long) byDefault;
    this.min = min;
    this.max = max;
    this.meaning = meaning;
  }

  Setting(boolean byDefault, String meaning) {
    this.unit = Unit.BOOLEAN;
    this.byDefault = byDefault;
    this.min = 0;
    this.max = 0;
    this.meaning = meaning;
  }

  Setting(String byDefault, String meaning) {
    this.unit = Unit.TEXT;
    this.byDefault = byDefault;
    this.min = 0;
    this.max = 0;
    this.meaning = meaning;
  }

  /// As SET and SHOW know it.
  public String settingName() {
    return this == BRAID_BATCH_SIZE
        ? "braid.batch_size"
        : this == TIMEZONE
            ? "TimeZone"
            : this == DATESTYLE
                ? "DateStyle"
                : this == INTERVALSTYLE ? "IntervalStyle" : name().toLowerCase(Locale.ROOT);
  }

  public String meaning() {
    return meaning;
  }

  /// A `Boolean`, `Long` (bytes, milliseconds or a number), `Double` or `String`.
  Object byDefault() {
    return byDefault;
  }

  /// The setting of a name, in any case; null when there is none.
  public static @Nullable Setting find(String name) {
    for (Setting setting : values()) {
      if (setting.settingName().equalsIgnoreCase(name)) {
        return setting;
      }
    }
    return null;
  }

  /// Reads a value as SET writes it: `4MB`, `on`, `1000`.
  ///
  /// @throws BraidException 22023 when it does not fit
  Object parse(String text) {
    return switch (unit) {
      case TEXT -> checkedText(text);
      case BOOLEAN ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes", "1", "t", "y" -> true;
            case "off", "false", "no", "0", "f", "n" -> false;
            default ->
                throw invalid("parameter \"%s\" requires a Boolean value".formatted(settingName()));
          };
      case NUMBER, COST, PAGES, KILOBYTES, MILLISECONDS -> number(text);
    };
  }

  private String checkedText(String text) {
    switch (this) {
      case TIMEZONE -> {
        ZoneId id = Zone.ofSetting(text).id();
        return id instanceof ZoneOffset ? text : id.getId();
      }
      case DEBUG_PARALLEL_QUERY -> {
        String lower = text.toLowerCase(Locale.ROOT);
        switch (lower) {
          case "off", "on", "regress" -> {
            return lower;
          }
          default ->
              throw invalid(
                  "invalid value for parameter \"debug_parallel_query\": \"%s\"".formatted(text));
        }
      }
      case DATESTYLE, INTERVALSTYLE -> {
        if (!text.replace(" ", "").equalsIgnoreCase(((String) byDefault).replace(" ", ""))
            && !(this == DATESTYLE && text.equalsIgnoreCase("ISO"))) {
          throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED,
              "%s other than \"%s\" is not supported".formatted(settingName(), byDefault));
        }
        return (String) byDefault;
      }
      default -> {
        return text;
      }
    }
  }

  private Object number(String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    double value;
    try {
      if (!matcher.matches()) {
        throw new NumberFormatException(text);
      }
      value = Double.parseDouble(matcher.group(1)) * factor(matcher.group(2));
    } catch (NumberFormatException e) {
      throw invalid("invalid value for parameter \"%s\": \"%s\"".formatted(settingName(), text));
    }
    if (value < min || value > max) {
      throw invalid(
          "%s is outside the valid range for parameter \"%s\" (%s .. %s)"
              .formatted(text, settingName(), show((long) min), show((long) max)));
    }
    return unit == Unit.COST ? (Object) value : (Object) Math.round(value);
  }

  private double factor(String suffix) {
    return switch (unit) {
      case PAGES, KILOBYTES ->
          switch (suffix) {
            case "" -> unit == Unit.PAGES ? 8192 : 1024;
            case "B" -> 1;
            case "kB" -> 1L << 10;
            case "MB" -> 1L << 20;
            case "GB" -> 1L << 30;
            case "TB" -> 1L << 40;
            default -> throw new NumberFormatException(suffix);
          };
      case MILLISECONDS ->
          switch (suffix) {
            case "", "ms" -> 1;
            case "us" -> 0.001;
            case "s" -> 1000;
            case "min" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> throw new NumberFormatException(suffix);
          };
      default -> {
        if (!suffix.isEmpty()) {
          throw new NumberFormatException(suffix);
        }
        yield 1;
      }
    };
  }

  /// A value as SHOW writes it.
  String show(Object value) {
    return switch (unit) {
      case BOOLEAN -> (boolean) value ? "on" : "off";
      case TEXT -> (String) value;
      case NUMBER -> value.toString();
      case COST -> {
        String text = value.toString();
        yield text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
      }
      case PAGES, KILOBYTES -> {
        long bytes = (long) value;
        String[] names = {"B", "kB", "MB", "GB", "TB"};
        int i = 0;
        while (i < 4 && bytes != 0 && bytes % 1024 == 0) {
          bytes /= 1024;
          i++;
        }
        yield bytes == 0 ? "0" : bytes + names[i];
      }
      case MILLISECONDS -> {
        long ms = (long) value;
        yield ms == 0
            ? "0"
            : ms % 60_000 == 0 ? ms / 60_000 + "min" : ms % 1000 == 0 ? ms / 1000 + "s" : ms + "ms";
      }
    };
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}
