package dev.braid.jdbc;

import dev.braid.error.SqlState;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGbox;
import org.postgresql.geometric.PGcircle;
import org.postgresql.geometric.PGline;
import org.postgresql.geometric.PGlseg;
import org.postgresql.geometric.PGpath;
import org.postgresql.geometric.PGpoint;
import org.postgresql.geometric.PGpolygon;
import org.postgresql.util.PGInterval;
import org.postgresql.util.PGmoney;
import org.postgresql.util.PGobject;

/// A value as the object that `getObject` returns: of the class that pgjdbc would give, also its
/// own ones (`PGInterval`, `PGobject`), so that programs written for it find what they know.
@SuppressWarnings("JavaUtilDate") // java.sql's classes are what the interface asks for
final class ObjectValue {
  private ObjectValue() {}

  static Object of(PgType type, Object value) throws SQLException {
    return switch (type.name()) {
      case "bool", "int4", "int8", "oid", "float4", "float8" -> value;
      case "int2" -> ((Number) value).intValue();
      case "numeric" ->
          value instanceof BigDecimal ? value : (Object) Numbers.floating(value, "double");
      case "money" -> Numbers.floating(value, "double");
      case "bytea" -> bytes(type, value);
      case "uuid" -> UUID.fromString(value.toString());
      case "date", "time", "timetz", "timestamp", "timestamptz" ->
          dateTime(type, value, TimeZone.getDefault());
      case "bit" ->
          value.toString().length() == 1
              ? (Object) value.toString().equals("1")
              : extension(type, value.toString());
      case "xml" -> new XmlText(value.toString());
      default -> {
        if (type.isArray()) {
          yield new SqlArray(type.element(), value.toString());
        }
        yield type.javaClass().equals(String.class.getName())
            ? value.toString()
            : extension(type, value.toString());
      }
    };
  }

  private static Object dateTime(PgType type, Object value, TimeZone zone) throws SQLException {
    Moment moment = Moment.parse(value.toString(), type.name());
    return switch (type.name()) {
      case "date" -> moment.sqlDate(zone);
      case "time", "timetz" -> moment.sqlTime(zone);
      default -> moment.timestamp(zone);
    };
  }

  private static PGobject extension(PgType type, String text) throws SQLException {
    PGobject object =
        switch (type.name()) {
          case "interval" -> new PGInterval();
          case "money" -> new PGmoney();
          case "point" -> new PGpoint();
          case "box" -> new PGbox();
          case "line" -> new PGline();
          case "lseg" -> new PGlseg();
          case "path" -> new PGpath();
          case "polygon" -> new PGpolygon();
          case "circle" -> new PGcircle();
          default -> new PGobject();
        };
    object.setType(type.name());
    object.setValue(text);
    return object;
  }

  /// bytea's bytes; of any other type its text's, in UTF-8.
  static byte[] bytes(PgType type, Object value) throws SQLException {
    String text = Numbers.text(value);
    if (!type.name().equals("bytea")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return HexFormat.of().parseHex(text.startsWith("\\x") ? text.substring(2) : text);
    } catch (IllegalArgumentException e) {
      throw new SQLException(
          "not a bytea value in hexadecimal form", SqlState.INVALID_TEXT_REPRESENTATION, e);
    }
  }

  /// An array's element, of [#elementClass].
  static Object element(PgType type, String text) throws SQLException {
    return switch (type.name()) {
      case "bool" -> text.equals("t");
      case "int2" -> (short) Numbers.integer(text, "short", Short.MIN_VALUE, Short.MAX_VALUE);
      case "int4" -> (int) Numbers.integer(text, "int", Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "int8", "oid" -> Numbers.integer(text, "long", Long.MIN_VALUE, Long.MAX_VALUE);
      case "float4" -> Numbers.single(text);
      case "float8" -> Numbers.floating(text, "double");
      case "numeric" -> Numbers.decimal(text);
      default -> of(type, text);
    };
  }

  /// What an array of this type is made of.
  static Class<?> elementClass(PgType type) {
    return switch (type.name()) {
      case "bool" -> Boolean.class;
      case "int2" -> Short.class;
      case "int4" -> Integer.class;
      case "int8", "oid" -> Long.class;
      case "float4" -> Float.class;
      case "float8", "money" -> Double.class;
      case "numeric" -> BigDecimal.class;
      case "bytea" -> byte[].class;
      case "uuid" -> UUID.class;
      case "date" -> Date.class;
      case "time", "timetz" -> Time.class;
      case "timestamp", "timestamptz" -> Timestamp.class;
      case "xml", "bit" -> Object.class;
      default -> type.javaClass().equals(String.class.getName()) ? String.class : Object.class;
    };
  }

  /// A value as a class that the caller names.
  static <T> T as(PgType type, Object value, Class<T> wanted) throws SQLException {
    Object converted = convert(type, value, wanted);
    if (converted == null) {
      throw SqlErrors.invalid(
          "conversion of type %s to %s is not supported".formatted(type.name(), wanted.getName()));
    }
    return wanted.cast(converted);
  }

  private static @Nullable Object convert(PgType type, Object value, Class<?> wanted)
      throws SQLException {
    return switch (wanted.getName()) {
      case "java.lang.String" -> Numbers.text(value);
      case "java.lang.Object" -> of(type, value);
      case "java.lang.Boolean" -> Numbers.truth(value);
      case "java.lang.Byte" ->
          (byte) Numbers.integer(value, "byte", Byte.MIN_VALUE, Byte.MAX_VALUE);
      case "java.lang.Short" ->
          (short) Numbers.integer(value, "short", Short.MIN_VALUE, Short.MAX_VALUE);
      case "java.lang.Integer" ->
          (int) Numbers.integer(value, "int", Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "java.lang.Long" -> Numbers.integer(value, "long", Long.MIN_VALUE, Long.MAX_VALUE);
      case "java.math.BigInteger" -> Numbers.decimal(value).toBigInteger();
      case "java.math.BigDecimal" -> Numbers.decimal(value);
      case "java.lang.Float" -> Numbers.single(value);
      case "java.lang.Double" -> Numbers.floating(value, "double");
      case "[B" -> bytes(type, value);
      case "java.util.UUID" -> UUID.fromString(value.toString());
      case "java.net.InetAddress" -> address(value.toString());
      case "java.sql.Array" -> type.isArray() ? of(type, value) : null;
      case "java.sql.SQLXML" -> new XmlText(value.toString());
      case "org.postgresql.util.PGobject" -> extension(type, Numbers.text(value));
      default -> {
        if (type.isArray() && wanted.isArray()) {
          Object array = new SqlArray(type.element(), value.toString()).getArray();
          yield wanted.isInstance(array) ? array : null;
        }
        Object moment = moment(type, value, wanted);
        yield moment != null ? moment : object(type, value, wanted);
      }
    };
  }

  private static @Nullable Object moment(PgType type, Object value, Class<?> wanted)
      throws SQLException {
    if (!wanted.getName().startsWith("java.")) {
      return null;
    }
    TimeZone zone = TimeZone.getDefault();
    String text = Numbers.text(value);
    String kind = wanted.getSimpleName().toLowerCase(Locale.ROOT);
    if (wanted == Date.class) {
      return Moment.parse(text, kind).sqlDate(zone);
    } else if (wanted == Time.class) {
      return Moment.parse(text, kind).sqlTime(zone);
    } else if (wanted == Timestamp.class) {
      return Moment.parse(text, kind).timestamp(zone);
    } else if (wanted == java.util.Date.class) {
      return new java.util.Date(Moment.parse(text, kind).timestamp(zone).getTime());
    } else if (wanted == Calendar.class) {
      Calendar calendar = new GregorianCalendar(zone);
      calendar.setTimeInMillis(Moment.parse(text, kind).timestamp(zone).getTime());
      return calendar;
    } else if (wanted == LocalDate.class && !type.name().startsWith("time")
        || wanted == LocalDate.class && type.name().startsWith("timestamp")) {
      return Moment.parse(text, kind).localDate();
    } else if (wanted == LocalTime.class) {
      return Moment.parse(text, kind).localTime();
    } else if (wanted == LocalDateTime.class) {
      return Moment.parse(text, kind).localDateTime();
    } else if (wanted == OffsetTime.class) {
      return Moment.parse(text, kind).offsetTime();
    }
    return instant(text, wanted, zone);
  }

  private static @Nullable Object instant(String text, Class<?> wanted, TimeZone zone)
      throws SQLException {
    if (wanted == OffsetDateTime.class) {
      return Moment.parse(text, "offsetdatetime").offsetDateTime(zone);
    } else if (wanted == ZonedDateTime.class) {
      return Moment.parse(text, "zoneddatetime").offsetDateTime(zone).toZonedDateTime();
    } else if (wanted == Instant.class) {
      OffsetDateTime at = Moment.parse(text, "instant").offsetDateTime(zone);
      return at.equals(OffsetDateTime.MAX)
          ? Instant.MAX
          : at.equals(OffsetDateTime.MIN) ? Instant.MIN : at.toInstant();
    }
    return null;
  }

  /// A class of the caller's or pgjdbc's own that reads a value's text.
  private static @Nullable Object object(PgType type, Object value, Class<?> wanted)
      throws SQLException {
    if (!PGobject.class.isAssignableFrom(wanted)) {
      return null;
    }
    try {
      PGobject object = (PGobject) wanted.getDeclaredConstructor().newInstance();
      object.setType(type.name());
      object.setValue(Numbers.text(value));
      return object;
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new SQLException(
          "cannot make a " + wanted.getName(), SqlState.INVALID_PARAMETER_VALUE, e);
    }
  }

  private static InetAddress address(String text) throws SQLException {
    int mask = text.indexOf('/');
    try {
      return InetAddress.ofLiteral(mask < 0 ? text : text.substring(0, mask));
    } catch (IllegalArgumentException e) {
      throw new SQLException("not an address: " + text, SqlState.INVALID_PARAMETER_VALUE, e);
    }
  }
}
