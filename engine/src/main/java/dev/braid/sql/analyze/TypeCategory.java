package dev.braid.sql.analyze;

import dev.braid.type.Kind;
import dev.braid.type.Type;

/// PostgreSQL's families of types, which guide the choice among overloads.
enum TypeCategory {
  ARRAY,
  BIT_STRING,
  BOOLEAN,
  COMPOSITE,
  DATE_TIME,
  ENUM,
  GEOMETRIC,
  INTERNAL,
  NETWORK,
  NUMERIC,
  PSEUDO,
  RANGE,
  STRING,
  TIMESPAN,
  USER,
  UNKNOWN;

  static TypeCategory of(Type type) {
    return switch (type.kind()) {
      case BOOL -> BOOLEAN;
      case INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC -> TypeCategory.NUMERIC;
      case TEXT, VARCHAR, BPCHAR -> STRING;
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> DATE_TIME;
      case INTERVAL -> TIMESPAN;
      case BYTEA, UUID, JSON, JSONB, JSONPATH, OPAQUE -> USER;
      case ARRAY -> TypeCategory.ARRAY;
      case UNKNOWN -> TypeCategory.UNKNOWN;
      case ANYELEMENT, ANYARRAY, ANYNONARRAY, ANYCOMPATIBLE, ANYCOMPATIBLEARRAY, ANY -> PSEUDO;
      case FOREIGN -> ForeignTypes.category(type);
    };
  }

  /// Whether a type is the one that its family prefers.
  static boolean isPreferred(Type type) {
    return switch (type.kind()) {
      case BOOL, FLOAT8, TEXT, TIMESTAMPTZ, INTERVAL -> true;
      case FOREIGN -> ForeignTypes.isPreferred(type);
      default -> false;
    };
  }

  static boolean isUnknown(Type type) {
    return type.kind() == Kind.UNKNOWN;
  }
}
