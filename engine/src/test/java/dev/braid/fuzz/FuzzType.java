package dev.braid.fuzz;

import dev.braid.type.Type;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The types of generated columns and expressions, with few values of each, so that many are equal.
enum FuzzType {
  INT("integer", Type.INT4, 7),
  BIGINT("bigint", Type.INT8, 4),
  NUMERIC("numeric", Type.NUMERIC, 4),
  TEXT("text", Type.TEXT, 5),
  DATE("date", Type.DATE, 3),
  BOOL("boolean", Type.BOOL, 3),
  FLOAT("double precision", Type.FLOAT8, 3),
  TIMESTAMP("timestamp", Type.TIMESTAMP, 2),
  TIMESTAMPTZ("timestamptz", Type.TIMESTAMPTZ, 1),
  INTERVAL("interval", Type.INTERVAL, 1),
  UUID("uuid", Type.UUID, 1),
  INTS("integer[]", Type.arrayOf(Type.INT4), 2),
  JSONB("jsonb", Type.JSONB, 2);

  private static final List<String> WORDS =
      List.of("a", "b", "ab", "c", "", "abc", "A", "é", "日本", "a b", "b\uD83D\uDE00");
  private static final List<String> INTERVALS =
      List.of("1 day", "2 days", "03:00:00", "-1 days", "1 day 01:30:00", "00:00:00", "1 mon");
  private static final List<String> ARRAYS =
      List.of("{}", "{1}", "{1,2}", "{2,1}", "{1,NULL}", "{3,3,3}", "{NULL}");
  private static final List<String> DOCUMENTS =
      List.of(
          "{\"a\": 1, \"b\": \"x\"}",
          "{\"a\": 2}",
          "{\"b\": \"a\"}",
          "{}",
          "[1, 2]",
          "[]",
          "3",
          "null",
          "{\"a\": null, \"c\": [1, {\"a\": 5}]}");

  final String sql;
  final Type type;

  /// How often it is chosen.
  final int weight;

  FuzzType(String sql, Type type, int weight) {
    this.sql = sql;
    this.type = type;
    this.weight = weight;
  }

  static FuzzType any(Random random) {
    int total = 0;
    for (FuzzType type : values()) {
      total += type.weight;
    }
    int left = random.nextInt(total);
    for (FuzzType type : values()) {
      left -= type.weight;
      if (left < 0) {
        return type;
      }
    }
    return INT;
  }

  boolean number() {
    return this == INT || this == BIGINT || this == NUMERIC || this == FLOAT;
  }

  /// Whether `min` and `max` take it.
  boolean minMax() {
    return this != BOOL && this != UUID && this != JSONB;
  }

  /// What stands for it in a smaller query.
  List<String> instead() {
    return switch (this) {
      case BOOL -> List.of("true", "false", "NULL::boolean");
      case INT -> List.of("1", "NULL::integer");
      case TEXT -> List.of("'a'::text", "NULL::text");
      default -> List.of("NULL::" + sql);
    };
  }

  /// A value as SQL writes it.
  String literal(Random random) {
    String text = text(random);
    return switch (this) {
      case INT, BOOL -> text.startsWith("-") ? "(" + text + ")" : text;
      case NUMERIC ->
          text.contains(".") && !text.startsWith("-") ? text : "'" + text + "'::numeric";
      default -> "'" + text + "'::" + sql;
    };
  }

  /// A value as its type's input reads it.
  String text(Random random) {
    int small = random.nextInt(-1, 6);
    return switch (this) {
      case INT -> String.valueOf(small);
      case BIGINT -> random.nextInt(15) == 0 ? "5000000000" : String.valueOf(small);
      case NUMERIC ->
          List.of("0.5", "1.50", "-0.50", "2", "2.250", "1", "0", "100.01").get(random.nextInt(8));
      case FLOAT -> String.valueOf(small * 0.5);
      case TEXT -> WORDS.get(random.nextInt(WORDS.size()));
      case DATE -> day(random);
      case BOOL -> small > 2 ? "true" : "false";
      case TIMESTAMP -> day(random) + " 0" + random.nextInt(3) + ":30:00";
      case TIMESTAMPTZ -> day(random) + " 0" + random.nextInt(3) + ":00:00+00";
      case INTERVAL -> INTERVALS.get(random.nextInt(INTERVALS.size()));
      case UUID -> "00000000-0000-0000-0000-00000000000" + random.nextInt(6);
      case INTS -> ARRAYS.get(random.nextInt(ARRAYS.size()));
      case JSONB -> DOCUMENTS.get(random.nextInt(DOCUMENTS.size()));
    };
  }

  /// A value at the edge of the type, or null where it has none.
  @Nullable String extreme(Random random) {
    List<String> all =
        switch (this) {
          case INT -> List.of("2147483647", "-2147483648", "1000000");
          case BIGINT -> List.of("9223372036854775807", "-9223372036854775808", "4294967296");
          case NUMERIC ->
              List.of("NaN", "Infinity", "-Infinity", "123456789012345678901234567890.5", "1e-20");
          case FLOAT -> List.of("NaN", "Infinity", "-Infinity", "1e15", "-1e15");
          case TEXT ->
              List.of("\uD83D\uDE00", "ß", "Ä", "z".repeat(40), "%_", "\\", "'' ", "0", " a");
          case DATE -> List.of("infinity", "-infinity", "0001-01-01", "9999-12-31", "2024-02-29");
          case TIMESTAMP -> List.of("infinity", "-infinity", "1969-12-31 23:59:59.999999");
          case TIMESTAMPTZ ->
              List.of("infinity", "2024-03-31 01:00:00+00", "0001-01-01 00:00:00+00");
          case INTERVAL -> List.of("-5 mons", "100 years", "-00:00:00.000001");
          default -> List.of();
        };
    return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
  }

  private static String day(Random random) {
    return "2024-0" + random.nextInt(1, 3) + "-0" + random.nextInt(1, 4);
  }
}
