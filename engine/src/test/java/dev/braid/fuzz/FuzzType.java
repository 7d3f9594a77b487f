package dev.braid.fuzz;

import dev.braid.type.Type;
import java.util.Random;

/// The types of generated columns and expressions.
enum FuzzType {
  INT("integer", Type.INT4),
  BIGINT("bigint", Type.INT8),
  NUMERIC("numeric(8,2)", Type.numeric(8, 2)),
  TEXT("text", Type.TEXT),
  DATE("date", Type.DATE),
  BOOL("boolean", Type.BOOL),
  FLOAT("double precision", Type.FLOAT8);

  final String sql;
  final Type type;

  FuzzType(String sql, Type type) {
    this.sql = sql;
    this.type = type;
  }

  /// The type without its precision, as casts name it.
  String name0() {
    return this == NUMERIC ? "numeric" : sql;
  }

  boolean number() {
    return this == INT || this == BIGINT || this == NUMERIC || this == FLOAT;
  }

  /// One of few values, so that many are equal.
  String literal(Random random) {
    return switch (this) {
      case INT -> String.valueOf(random.nextInt(-1, 6));
      case BIGINT -> random.nextInt(12) == 0 ? "5000000000" : random.nextInt(0, 6) + "::bigint";
      case NUMERIC -> random.nextInt(0, 4) + (random.nextBoolean() ? ".00" : ".50");
      case TEXT -> "'" + word(random) + "'::text";
      case DATE -> "date '" + day(random) + "'";
      case BOOL -> random.nextBoolean() ? "true" : "false";
      case FLOAT -> random.nextInt(0, 4) + (random.nextBoolean() ? ".0" : ".5") + "::float8";
    };
  }

  static String word(Random random) {
    return new String[] {"a", "b", "ab", "c", "", "abc"}[random.nextInt(6)];
  }

  static String day(Random random) {
    return "2024-0" + random.nextInt(1, 3) + "-0" + random.nextInt(1, 4);
  }
}
