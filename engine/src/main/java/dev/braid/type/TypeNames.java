package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Types by their names in SQL, for places that are no SQL: `numeric(12,2)`, `timestamp(3) with
/// time zone`, `text[]`.
///
/// The modifiers follow PostgreSQL: `char` is one character long, `float(24)` is real, the digits
/// of a second are at most 6.
public final class TypeNames {
  private static final Pattern SHAPE =
      Pattern.compile("([a-z0-9_ ]+?) *(?:\\( *([^)]*?) *\\) *([a-z ]*?))? *((?:\\[\\] *)?)");
  private static final Pattern ARGUMENTS =
      Pattern.compile("(-?[0-9]{1,9})(?: *, *(-?[0-9]{1,9}))?");

  private static final int LONGEST_STRING = 10_485_760;
  private static final int LARGEST_PRECISION = 1000;

  private static final List<String> KNOWN =
      List.of(
          "boolean",
          "smallint",
          "integer",
          "bigint",
          "real",
          "double precision",
          "numeric",
          "text",
          "varchar",
          "char",
          "bytea",
          "date",
          "time",
          "timestamp",
          "timestamptz",
          "interval",
          "uuid",
          "json",
          "jsonb");

  private TypeNames() {}

  /// Names to suggest.
  public static List<String> known() {
    return KNOWN;
  }

  /// The type of a name, in any case.
  ///
  /// @throws BraidException 42704 for an unknown name, 22023 for a modifier that does not fit,
  ///   0A000 for `time with time zone`
  public static Type parse(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    Matcher matcher = SHAPE.matcher(plain);
    if (!matcher.matches()) {
      throw unknown(name);
    }
    String after = matcher.group(3) == null ? "" : matcher.group(3).strip();
    String word = after.isEmpty() ? matcher.group(1) : matcher.group(1) + " " + after;
    Type type = type(word, matcher.group(2), name);
    return matcher.group(4).isBlank() ? type : Type.arrayOf(type);
  }

  private static Type type(String word, @Nullable String modifier, String name) {
    return switch (word) {
      case "boolean", "bool" -> bare(Type.BOOL, modifier, name);
      case "smallint", "int2" -> bare(Type.INT2, modifier, name);
      case "integer", "int", "int4" -> bare(Type.INT4, modifier, name);
      case "bigint", "int8" -> bare(Type.INT8, modifier, name);
      case "real", "float4" -> bare(Type.FLOAT4, modifier, name);
      case "double precision", "float8" -> bare(Type.FLOAT8, modifier, name);
      case "float" -> floating(modifier, name);
      case "numeric", "decimal", "dec" -> numeric(modifier, name);
      case "text" -> bare(Type.TEXT, modifier, name);
      case "varchar", "character varying", "char varying" ->
          modifier == null ? Type.VARCHAR : string(Kind.VARCHAR, modifier, name);
      case "char", "character" -> string(Kind.BPCHAR, modifier == null ? "1" : modifier, name);
      case "bpchar" -> modifier == null ? Type.BPCHAR : string(Kind.BPCHAR, modifier, name);
      case "bytea" -> bare(Type.BYTEA, modifier, name);
      case "date" -> bare(Type.DATE, modifier, name);
      case "time", "time without time zone" -> seconds(Kind.TIME, modifier, name);
      case "timestamp", "timestamp without time zone" -> seconds(Kind.TIMESTAMP, modifier, name);
      case "timestamptz", "timestamp with time zone" -> seconds(Kind.TIMESTAMPTZ, modifier, name);
      case "timetz", "time with time zone" ->
          throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED, "type time with time zone is not supported");
      case "interval" -> bare(Type.INTERVAL, modifier, name);
      case "uuid" -> bare(Type.UUID, modifier, name);
      case "json" -> bare(Type.JSON, modifier, name);
      case "jsonb" -> bare(Type.JSONB, modifier, name);
      default -> throw unknown(name);
    };
  }

  private static Type bare(Type type, @Nullable String modifier, String name) {
    if (modifier != null) {
      throw invalid("type modifier is not allowed for type \"" + name.strip() + "\"");
    }
    return type;
  }

  private static Type floating(@Nullable String modifier, String name) {
    if (modifier == null) {
      return Type.FLOAT8;
    }
    int bits = one(modifier, name);
    if (bits < 1 || bits > 53) {
      throw invalid("precision for type float must be from 1 to 53 bits");
    }
    return bits <= 24 ? Type.FLOAT4 : Type.FLOAT8;
  }

  private static Type numeric(@Nullable String modifier, String name) {
    if (modifier == null) {
      return Type.NUMERIC;
    }
    Matcher matcher = arguments(modifier, name);
    int precision = Integer.parseInt(matcher.group(1));
    int scale = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    if (precision < 1 || precision > LARGEST_PRECISION) {
      throw invalid("NUMERIC precision " + precision + " must be between 1 and 1000");
    }
    if (scale < -LARGEST_PRECISION || scale > LARGEST_PRECISION) {
      throw invalid("NUMERIC scale " + scale + " must be between -1000 and 1000");
    }
    return Type.numeric(precision, scale);
  }

  private static Type string(Kind kind, String modifier, String name) {
    int length = one(modifier, name);
    if (length < 1 || length > LONGEST_STRING) {
      throw invalid("length for type " + kind.typeName() + " must be from 1 to " + LONGEST_STRING);
    }
    return Type.of(kind, length);
  }

  private static Type seconds(Kind kind, @Nullable String modifier, String name) {
    if (modifier == null) {
      return Type.of(kind);
    }
    int digits = one(modifier, name);
    if (digits < 0 || digits > 6) {
      throw invalid("precision of type " + kind.typeName() + " must be from 0 to 6");
    }
    return Type.of(kind, digits);
  }

  private static int one(String modifier, String name) {
    Matcher matcher = arguments(modifier, name);
    if (matcher.group(2) != null) {
      throw invalid("invalid type modifier: \"" + name.strip() + "\"");
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static Matcher arguments(String modifier, String name) {
    Matcher matcher = ARGUMENTS.matcher(modifier);
    if (!matcher.matches()) {
      throw invalid("invalid type modifier: \"" + name.strip() + "\"");
    }
    return matcher;
  }

  private static BraidException unknown(String name) {
    return new BraidException(
        SqlState.UNDEFINED_OBJECT, "type \"" + name.strip() + "\" does not exist");
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}
