package dev.braid.type;

/// The built-in types, under the names of `pg_type.typname`.
///
/// The Java class named with each is how one value is passed around outside of columns; SQL NULL is
/// null.
public enum Kind {
  /// `Boolean`.
  BOOL("boolean", Storage.BOOL),
  /// `Integer`.
  INT2("smallint", Storage.INT),
  /// `Integer`.
  INT4("integer", Storage.INT),
  /// `Long`.
  INT8("bigint", Storage.LONG),
  /// `Double` that is a float's value.
  FLOAT4("real", Storage.DOUBLE),
  /// `Double`.
  FLOAT8("double precision", Storage.DOUBLE),
  /// `Numeric`.
  NUMERIC("numeric", Storage.NUMERIC),
  /// `String`.
  TEXT("text", Storage.BYTES),
  /// `String`.
  VARCHAR("character varying", Storage.BYTES),
  /// `String`, padded with blanks to its length; the blanks do not count in comparisons.
  BPCHAR("character", Storage.BYTES),
  /// [Bytes].
  BYTEA("bytea", Storage.BYTES),
  /// `Integer`: days since 2000-01-01; the extremes are infinite.
  DATE("date", Storage.INT),
  /// `Long`: microseconds since midnight.
  TIME("time without time zone", Storage.LONG),
  /// `Long`: microseconds since 2000-01-01 00:00; the extremes are infinite.
  TIMESTAMP("timestamp without time zone", Storage.LONG),
  /// `Long`: microseconds since 2000-01-01 00:00 UTC; the extremes are infinite.
  TIMESTAMPTZ("timestamp with time zone", Storage.LONG),
  /// [Interval].
  INTERVAL("interval", Storage.OBJECT),
  /// `java.util.UUID`, in columns its 16 bytes.
  UUID("uuid", Storage.BYTES),
  /// `String`, as it was written.
  JSON("json", Storage.BYTES),
  /// `String`, in jsonb's own form of output.
  JSONB("jsonb", Storage.BYTES),
  /// `String`, as it was written: its form of output says less.
  JSONPATH("jsonpath", Storage.BYTES),
  /// `PgArray` of the type's element.
  ARRAY("array", Storage.OBJECT),
  /// `String`: a value of a type that Braid only passes on, as its server writes it; [OpaqueTypes]
  /// says which.
  OPAQUE("opaque", Storage.BYTES),
  /// A literal in quotes, or NULL, whose type its surroundings have still to say. Its value is a
  /// `String`.
  UNKNOWN("unknown", Storage.BYTES),

  // Types that only a function's declaration has; a value never does.

  /// Any type, the same wherever it stands in one declaration.
  ANYELEMENT("anyelement", Storage.OBJECT),
  /// An array of the declaration's ANYELEMENT.
  ANYARRAY("anyarray", Storage.OBJECT),
  /// Any type that is no array, the same wherever it stands in one declaration.
  ANYNONARRAY("anynonarray", Storage.OBJECT),
  /// Any types that have a common one, to which the arguments are converted.
  ANYCOMPATIBLE("anycompatible", Storage.OBJECT),
  /// An array of the declaration's ANYCOMPATIBLE.
  ANYCOMPATIBLEARRAY("anycompatiblearray", Storage.OBJECT),
  /// Any type, each argument for itself.
  ANY("any", Storage.OBJECT),
  /// A type of PostgreSQL that Braid has no values of; `Type.scale` says which.
  FOREIGN("foreign", Storage.OBJECT);

  private final String sqlName;
  private final Storage storage;

  Kind(String sqlName, Storage storage) {
    this.sqlName = sqlName;
    this.storage = storage;
  }

  /// As `format_type` spells it: `integer`, `timestamp without time zone`.
  public String sqlName() {
    return sqlName;
  }

  public Storage storage() {
    return storage;
  }

  /// As `pg_type.typname` has it: `int4`, `timestamp`.
  public String typeName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// Whether only declarations of functions have it.
  public boolean isPseudo() {
    return compareTo(ANYELEMENT) >= 0;
  }

  public boolean isInteger() {
    return this == INT2 || this == INT4 || this == INT8;
  }

  public boolean isFloat() {
    return this == FLOAT4 || this == FLOAT8;
  }

  public boolean isNumber() {
    return isInteger() || isFloat() || this == NUMERIC;
  }

  /// Whether its values are strings of characters, `String` in Java.
  public boolean isText() {
    return this == TEXT || this == VARCHAR || this == BPCHAR || this == UNKNOWN;
  }
}
