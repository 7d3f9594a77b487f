package dev.braid.catalog;

import dev.braid.catalog.SettingNumber.Measure;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Zone;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
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
      Unit.PAGES, 524_288, 1, Integer.MAX_VALUE, "what the caches of data hold, as costs see it"),
  MIN_PARALLEL_TABLE_SCAN_SIZE(
      Unit.PAGES, 1024, 0, 715_827_882, "size from which a table is worth workers"),
  MIN_PARALLEL_INDEX_SCAN_SIZE(
      Unit.PAGES, 64, 0, 715_827_882, "size from which an index scan is worth workers"),
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
  WORK_MEM(Unit.KILOBYTES, 4096, 64, Integer.MAX_VALUE, "what one node may hold in memory"),
  HASH_MEM_MULTIPLIER(Unit.COST, 2, 1, 1000, "times work_mem that hash tables may hold"),
  MAINTENANCE_WORK_MEM(
      Unit.KILOBYTES, 65536, 64, Integer.MAX_VALUE, "what a maintenance command may hold"),
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
    BOOLEAN(Measure.NOTHING),
    TEXT(Measure.NOTHING),
    NUMBER(Measure.NOTHING),
    COST(Measure.NOTHING),
    PAGES(Measure.PAGES),
    KILOBYTES(Measure.KILOBYTES),
    MILLISECONDS(Measure.MILLISECONDS);

    private final Measure measure;

    Unit(Measure measure) {
      this.measure = measure;
    }
  }

  private static final Set<String> OFF = Set.of("of", "off", "0");
  private static final Pattern HOURS = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?");

  private final Unit unit;

  /// A `Boolean`, `Long`, `Double` or `String`, none of which can change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Object byDefault;

  private final double min;
  private final double max;
  private final String meaning;

  Setting(Unit unit, double byDefault, double min, double max, String meaning) {
    this.unit = unit;
    this.byDefault =
        unit == Unit.COST ? (Object) byDefault : (Object) (((long) byDefault) * bytesPerUnit());
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
      case BOOLEAN -> truth(text.toLowerCase(Locale.ROOT));
      case COST -> cost(text);
      case NUMBER, PAGES, KILOBYTES, MILLISECONDS -> number(text);
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
          case "off", "false", "no", "0" -> {
            return "off";
          }
          case "on", "true", "yes", "1" -> {
            return "on";
          }
          case "regress" -> {
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

  /// Any beginning of a word that no other word has.
  private boolean truth(String text) {
    if (text.isEmpty()) {
      throw invalid("parameter \"%s\" requires a Boolean value".formatted(settingName()));
    }
    boolean on = "true".startsWith(text) || "yes".startsWith(text) || text.equals("on");
    boolean off = "false".startsWith(text) || "no".startsWith(text) || OFF.contains(text);
    if (!on && !off && !text.equals("1")) {
      throw invalid("parameter \"%s\" requires a Boolean value".formatted(settingName()));
    }
    return !off;
  }

  private Object cost(String text) {
    Double value = SettingNumber.real(text);
    if (value == null) {
      throw invalidValue(text);
    }
    if (value < min || value > max) {
      throw outside(SettingNumber.show(value), SettingNumber.show(min), SettingNumber.show(max));
    }
    return value;
  }

  private Object number(String text) {
    Measure measure = unit.measure;
    Long value = SettingNumber.integer(text, measure);
    if (value == null) {
      throw invalidValue(text);
    }
    if (value < min || value > max) {
      throw outside(
          SettingNumber.inBaseUnits(value, measure),
          SettingNumber.inBaseUnits((long) min, measure),
          SettingNumber.inBaseUnits((long) max, measure));
    }
    return value * bytesPerUnit();
  }

  private long bytesPerUnit() {
    return switch (unit) {
      case PAGES -> 8192;
      case KILOBYTES -> 1024;
      case BOOLEAN, TEXT, NUMBER, COST, MILLISECONDS -> 1;
    };
  }

  private BraidException invalidValue(String text) {
    return invalid("invalid value for parameter \"%s\": \"%s\"".formatted(settingName(), text));
  }

  private BraidException outside(String value, String least, String most) {
    return invalid(
        "%s is outside the valid range for parameter \"%s\" (%s .. %s)"
            .formatted(value, settingName(), least, most));
  }

  /// A value as SHOW writes it.
  String show(Object value) {
    return switch (unit) {
      case BOOLEAN -> (boolean) value ? "on" : "off";
      case TEXT -> this == TIMEZONE ? zone((String) value) : (String) value;
      case COST -> SettingNumber.show((double) value);
      case NUMBER, PAGES, KILOBYTES, MILLISECONDS ->
          SettingNumber.show((long) value / bytesPerUnit(), unit.measure);
    };
  }

  /// Hours east of Greenwich are shown as the POSIX zone that they are.
  private static String zone(String text) {
    if (!HOURS.matcher(text).matches()) {
      return text;
    }
    long seconds = Math.round(Math.abs(Double.parseDouble(text)) * 3600);
    String offset = "%02d".formatted(seconds / 3600);
    if (seconds % 3600 != 0) {
      offset += ":%02d".formatted(seconds / 60 % 60);
    }
    if (seconds % 60 != 0) {
      offset += ":%02d".formatted(seconds % 60);
    }
    boolean west = text.startsWith("-");
    return "<%s%s>%s%s".formatted(west ? "-" : "+", offset, west ? "+" : "-", offset);
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}
