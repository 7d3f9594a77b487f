package dev.braid.jdbc;

import dev.braid.source.ParameterText;
import dev.braid.source.TypedParameter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/// What a setter was given as a parameter.
///
/// Numbers, truth values, bytes and java.time's classes say their type, as pgjdbc sends them.
/// Strings and java.sql's dates have none: the statement around them decides, as for a literal.
/// (pgjdbc sends strings as varchar, unless `stringtype=unspecified`, and so refuses to compare
/// them with numbers.)
@SuppressWarnings("JavaUtilDate") // java.sql's classes are what the interface takes
final class ParameterValue {
  private ParameterValue() {}

  /// @param code of [Types], from which a NULL gets its type
  static @Nullable TypedParameter ofNull(int code) {
    String type =
        switch (code) {
          case Types.TINYINT, Types.SMALLINT -> "int2";
          case Types.INTEGER -> "int4";
          case Types.BIGINT -> "int8";
          case Types.REAL -> "float4";
          case Types.FLOAT, Types.DOUBLE -> "float8";
          case Types.NUMERIC, Types.DECIMAL -> "numeric";
          case Types.BIT, Types.BOOLEAN -> "bool";
          case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> "bytea";
          case Types.DATE -> "date";
          case Types.TIMESTAMP_WITH_TIMEZONE -> "timestamptz";
          case Types.TIME_WITH_TIMEZONE -> "timetz";
          default -> "";
        };
    return type.isEmpty() ? null : new TypedParameter(type, null);
  }

  static @Nullable Object of(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case Boolean truth -> new TypedParameter("bool", truth);
      case Byte one -> new TypedParameter("int2", one);
      case Short two -> new TypedParameter("int2", two);
      case Integer four -> new TypedParameter("int4", four);
      case Long eight -> new TypedParameter("int8", eight);
      case Float single -> new TypedParameter("float4", single);
      case Double number -> new TypedParameter("float8", number);
      case BigDecimal decimal -> new TypedParameter("numeric", decimal);
      case BigInteger integer -> new TypedParameter("numeric", integer);
      case byte[] bytes -> new TypedParameter("bytea", bytes);
      case UUID uuid -> new TypedParameter("uuid", uuid);
      case LocalDate date -> new TypedParameter("date", MomentText.of(date));
      case LocalTime time -> new TypedParameter("time", MomentText.of(time));
      case LocalDateTime at -> new TypedParameter("timestamp", MomentText.of(at));
      case OffsetTime time -> new TypedParameter("timetz", time);
      case OffsetDateTime at -> new TypedParameter("timestamptz", MomentText.of(at));
      case ZonedDateTime at ->
          new TypedParameter("timestamptz", MomentText.of(at.toOffsetDateTime()));
      case Instant at ->
          new TypedParameter("timestamptz", MomentText.of(at.atOffset(ZoneOffset.UTC)));
      case Date date -> MomentText.of(date, TimeZone.getDefault());
      case Time time -> MomentText.of(time, TimeZone.getDefault());
      case Timestamp timestamp -> MomentText.of(timestamp, TimeZone.getDefault());
      case java.util.Date date ->
          MomentText.of(new Timestamp(date.getTime()), TimeZone.getDefault());
      case Calendar calendar ->
          MomentText.of(new Timestamp(calendar.getTimeInMillis()), calendar.getTimeZone());
      case CharSequence text -> text.toString();
      case Character character -> character.toString();
      case PGobject object -> new TypedParameter(name(object.getType()), object.getValue());
      case SqlArray array -> new TypedParameter("_" + array.getBaseTypeName(), array.toString());
      case Array array ->
          new TypedParameter("_" + array.getBaseTypeName(), ParameterText.of(array.getArray()));
      case SQLXML xml -> new TypedParameter("xml", xml.getString());
      case InetAddress address -> address.getHostAddress();
      case short[] array -> new TypedParameter("_int2", array);
      case int[] array -> new TypedParameter("_int4", array);
      case long[] array -> new TypedParameter("_int8", array);
      case float[] array -> new TypedParameter("_float4", array);
      case double[] array -> new TypedParameter("_float8", array);
      case boolean[] array -> new TypedParameter("_bool", array);
      case Object[] array -> ParameterText.of(array);
      case Collection<?> list -> ParameterText.of(list);
      default ->
          throw SqlErrors.invalid(
              "a %s cannot be a parameter; name its type with setObject(n, value, type)"
                  .formatted(value.getClass().getName()));
    };
  }

  /// A value that the caller wants sent as another type.
  ///
  /// @param code of [Types]
  /// @param scale digits behind the point of a NUMERIC; -1 to keep them
  static @Nullable Object of(@Nullable Object value, int code, int scale) throws SQLException {
    if (value == null) {
      return ofNull(code);
    }
    return switch (code) {
      case Types.TINYINT, Types.SMALLINT ->
          new TypedParameter(
              "int2", Numbers.integer(number(value), "short", Short.MIN_VALUE, Short.MAX_VALUE));
      case Types.INTEGER ->
          new TypedParameter(
              "int4", Numbers.integer(number(value), "int", Integer.MIN_VALUE, Integer.MAX_VALUE));
      case Types.BIGINT ->
          new TypedParameter(
              "int8", Numbers.integer(number(value), "long", Long.MIN_VALUE, Long.MAX_VALUE));
      case Types.REAL -> new TypedParameter("float4", Numbers.single(number(value)));
      case Types.FLOAT, Types.DOUBLE ->
          new TypedParameter("float8", Numbers.floating(number(value), "double"));
      case Types.NUMERIC, Types.DECIMAL -> {
        BigDecimal decimal = Numbers.decimal(number(value));
        yield new TypedParameter(
            "numeric", scale < 0 ? decimal : decimal.setScale(scale, RoundingMode.HALF_UP));
      }
      case Types.BIT, Types.BOOLEAN ->
          value instanceof PGobject ? of(value) : new TypedParameter("bool", Numbers.truth(value));
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR ->
          value instanceof byte[] || value instanceof PGobject ? of(value) : text(value);
      case Types.DATE ->
          value instanceof java.util.Date date
              ? MomentText.of(new Date(date.getTime()), TimeZone.getDefault())
              : of(value);
      case Types.ARRAY,
          Types.BINARY,
          Types.VARBINARY,
          Types.LONGVARBINARY,
          Types.TIME,
          Types.TIMESTAMP,
          Types.TIME_WITH_TIMEZONE,
          Types.TIMESTAMP_WITH_TIMEZONE,
          Types.SQLXML ->
          of(value);
      case Types.OTHER, Types.NULL, Types.JAVA_OBJECT, Types.STRUCT, Types.DISTINCT -> of(value);
      default -> throw SqlErrors.unsupported("parameters of java.sql.Types " + code);
    };
  }

  /// Truth values count as 1 and 0.
  private static Object number(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? 1 : 0;
      case Byte one -> one.intValue();
      default -> value;
    };
  }

  private static String text(Object value) throws SQLException {
    Object untyped = of(value);
    if (untyped instanceof TypedParameter typed) {
      String text = typed.text();
      return text == null ? "" : text;
    }
    return String.valueOf(untyped);
  }

  /// @param typeName of the elements, in PostgreSQL's long or short form
  static Array array(String typeName, Object @Nullable [] elements) throws SQLException {
    if (elements == null) {
      throw SqlErrors.invalid("the elements are null");
    }
    return new SqlArray(
        PgType.ofSqlName(name(typeName).toLowerCase(Locale.ROOT)),
        ParameterText.of(Arrays.asList(elements)));
  }

  private static String name(@Nullable String typeName) throws SQLException {
    if (typeName == null || typeName.isBlank()) {
      throw SqlErrors.invalid("the type has no name");
    }
    return typeName;
  }
}
