package dev.braid.type;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A type as a column or an expression has it.
///
/// @param kind which of PostgreSQL's types
/// @param precision numeric's precision, a string's length in characters, fractional digits of a
///   second (0 to 6) for times; -1 where none is given
/// @param scale numeric's scale (may be negative), the code of an interval's [IntervalFields]; 0
///   where `precision` is -1 and for other types
/// @param element the element's type for [Kind#ARRAY], else null
public record Type(Kind kind, int precision, int scale, @Nullable Type element) {
  public static final Type BOOL = of(Kind.BOOL);
  public static final Type INT2 = of(Kind.INT2);
  public static final Type INT4 = of(Kind.INT4);
  public static final Type INT8 = of(Kind.INT8);
  public static final Type FLOAT4 = of(Kind.FLOAT4);
  public static final Type FLOAT8 = of(Kind.FLOAT8);
  public static final Type NUMERIC = of(Kind.NUMERIC);
  public static final Type TEXT = of(Kind.TEXT);
  public static final Type VARCHAR = of(Kind.VARCHAR);
  public static final Type BPCHAR = of(Kind.BPCHAR);
  public static final Type BYTEA = of(Kind.BYTEA);
  public static final Type DATE = of(Kind.DATE);
  public static final Type TIME = of(Kind.TIME);
  public static final Type TIMESTAMP = of(Kind.TIMESTAMP);
  public static final Type TIMESTAMPTZ = of(Kind.TIMESTAMPTZ);
  public static final Type INTERVAL = of(Kind.INTERVAL);
  public static final Type UUID = of(Kind.UUID);
  public static final Type JSON = of(Kind.JSON);
  public static final Type JSONB = of(Kind.JSONB);
  public static final Type JSONPATH = of(Kind.JSONPATH);
  public static final Type UNKNOWN = of(Kind.UNKNOWN);

  /// The type without a modifier.
  public static Type of(Kind kind) {
    return new Type(kind, -1, 0, null);
  }

  public static Type of(Kind kind, int precision) {
    return new Type(kind, precision, 0, null);
  }

  public static Type numeric(int precision, int scale) {
    return new Type(Kind.NUMERIC, precision, scale, null);
  }

  /// An interval restricted to fields.
  ///
  /// @param precision fractional digits of a second; 6 where none is given
  public static Type interval(IntervalFields fields, int precision) {
    return new Type(Kind.INTERVAL, precision, fields.code(), null);
  }

  public static Type arrayOf(Type element) {
    return new Type(Kind.ARRAY, -1, 0, element);
  }

  /// An array's element.
  public Type elementType() {
    return Objects.requireNonNull(element, "no array");
  }

  /// The fields that an interval is restricted to.
  public IntervalFields intervalFields() {
    return IntervalFields.ofCode(scale);
  }

  public Storage storage() {
    return kind.storage();
  }

  public boolean hasModifier() {
    return precision >= 0;
  }

  /// The same type without its modifier.
  public Type plain() {
    if (kind == Kind.ARRAY) {
      return arrayOf(elementType().plain());
    }
    return precision < 0 ? this : of(kind);
  }

  /// Whether both are the same type, whatever their modifiers.
  public boolean sameKind(Type other) {
    return kind == other.kind
        && (kind != Kind.FOREIGN && kind != Kind.OPAQUE || scale == other.scale)
        && (kind != Kind.ARRAY || elementType().sameKind(other.elementType()));
  }

  /// As `pg_type.typname` has it: `int4`, `_text`.
  public String typeName() {
    return switch (kind) {
      case ARRAY -> "_" + elementType().typeName();
      case OPAQUE -> OpaqueTypes.get(this).typeName();
      default -> kind.typeName();
    };
  }

  /// As `format_type` spells it: `numeric(15,2)`, `timestamp(3) without time zone`, `text[]`.
  public String sqlName() {
    return switch (kind) {
      case ARRAY -> elementType().sqlName() + "[]";
      case OPAQUE -> OpaqueTypes.get(this).sqlName();
      case NUMERIC -> precision < 0 ? "numeric" : "numeric(" + precision + "," + scale + ")";
      case TIME, TIMESTAMP, TIMESTAMPTZ -> {
        String name = kind.sqlName();
        int blank = name.indexOf(' ');
        yield precision < 0
            ? name
            : name.substring(0, blank) + "(" + precision + ")" + name.substring(blank);
      }
      case INTERVAL -> {
        String fields = intervalFields().sqlName();
        boolean seconds = fields.isEmpty() || fields.endsWith("second");
        boolean shown = precision >= 0 && seconds && (fields.isEmpty() || precision < 6);
        yield "interval"
            + (fields.isEmpty() ? "" : " " + fields)
            + (shown ? "(" + precision + ")" : "");
      }
      default -> precision < 0 ? kind.sqlName() : kind.sqlName() + "(" + precision + ")";
    };
  }

  @Override
  public String toString() {
    return sqlName();
  }
}
