package dev.braid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.TestPostgres;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PGInterval;
import org.postgresql.util.PGobject;

/// Every getter on values of every type: this driver's answer beside pgjdbc's own.
///
/// Where pgjdbc refuses a conversion, this driver may make it (it asks the value, not the column's
/// type); where pgjdbc answers, the answers are the same, but for [#isOddity].
class GettersTest {
  @TempDir static Path folder;

  private static final List<String> VALUES =
      List.of(
          "true",
          "false",
          "1::int2",
          "(-32768)::int2",
          "1",
          "0",
          "-2147483648",
          "2147483647",
          "1::int8",
          "9223372036854775807",
          "0::float4",
          "1.5::float4",
          "'NaN'::float4",
          "1e30::float4",
          "3.4e38::float8",
          "1.5::float8",
          "'-Infinity'::float8",
          "1e300::float8",
          "0.1::float8",
          "1::float8",
          "1.50",
          "-1.99",
          "0",
          "1e20::numeric",
          "'NaN'::numeric",
          "'Infinity'::numeric",
          "12345678901234567890.123",
          "1.000::numeric(10,3)",
          "4294967295::oid",
          "'$1,234.50'::money",
          "(-2)::money",
          "'abc'::text",
          "'12'::text",
          "' 12 '::text",
          "'1.9'::text",
          "'t'::text",
          "'yes'::text",
          "'2026-03-01'::text",
          "'2026-03-01 12:30:00'::text",
          "''::text",
          "'äöü €'::text",
          "'a'::varchar(3)",
          "'a'::char(3)",
          "'x'::\"char\"",
          "'n'::name",
          "'\\xdeadbeef'::bytea",
          "''::bytea",
          "date '2026-03-01'",
          "date '0044-03-15 BC'",
          "date '1500-01-01'",
          "date '12026-01-01'",
          "date 'infinity'",
          "date '-infinity'",
          "time '12:30:00'",
          "time '23:59:59.999999'",
          "time '24:00:00'",
          "time '00:00'",
          "timetz '12:30:00+02'",
          "timetz '12:30:00.5-05:30'",
          "timestamp '2026-03-01 12:30:00'",
          "timestamp '2026-03-01 12:30:00.123456'",
          "timestamp '1969-12-31 23:59:59.999999'",
          "timestamp '1500-01-01 00:00:00'",
          "timestamp '0001-01-01 00:00:00 BC'",
          "timestamp 'infinity'",
          "timestamp '-infinity'",
          "timestamptz '2026-03-01 12:30:00+02'",
          "timestamptz '2026-07-01 12:30:00.000001+00'",
          "timestamptz '1900-01-01 00:00:00+00'",
          "timestamptz 'infinity'",
          "interval '1 mon 2 days 03:04:05.678'",
          "interval '-1 year'",
          "interval '0'",
          "'9b2e8f7e-6a6f-4a54-a8b0-8b6a3a3c5d11'::uuid",
          "'{\"a\": 1}'::json",
          "'{\"a\": 1}'::jsonb",
          "'<a>b</a>'::xml",
          "B'1'",
          "B'101'",
          "B'101'::varbit",
          "'192.168.0.1/24'::inet",
          "'10.0.0.0/8'::cidr",
          "'08:00:2b:01:02:03'::macaddr",
          "point '(1,2)'",
          "box '(3,4),(1,2)'",
          "circle '<(1,2),3>'",
          "polygon '((0,0),(1,1))'",
          "path '[(0,0),(1,1)]'",
          "lseg '[(0,0),(1,1)]'",
          "line '{1,2,3}'",
          "'[1,5)'::int4range",
          "'a & b'::tsquery",
          "'a b'::tsvector",
          "'pg_class'::regclass",
          "NULL::int",
          "NULL::text",
          "NULL::timestamp",
          "NULL::bool",
          "'{1,2,NULL}'::int[]",
          "'{}'::int[]",
          "'{{1,2},{3,4}}'::int[]",
          "'[0:1]={7,8}'::int[]",
          "'{a,\"b,c\",NULL,\"NULL\"}'::text[]",
          "'{1,2}'::int2[]",
          "'{1,2}'::int8[]",
          "'{1.5,NaN}'::float8[]",
          "'{1.5}'::float4[]",
          "'{1.50}'::numeric[]",
          "'{t,f}'::bool[]",
          "ARRAY['\\x01'::bytea]",
          "ARRAY[date '2026-03-01']",
          "ARRAY[timestamp '2026-03-01 12:00:00']",
          "ARRAY[timestamptz '2026-03-01 12:00:00+00']",
          "ARRAY[time '12:00']",
          "ARRAY['9b2e8f7e-6a6f-4a54-a8b0-8b6a3a3c5d11'::uuid]",
          "'{a}'::varchar[]",
          "ROW(1,'a')");

  /// What is not asked although pgjdbc answers: arrays of what is none, the date of an array, and
  /// an object that holds a NULL where there is no value.
  private static boolean isOddity(String value, String getter, String type) {
    boolean array = type.startsWith("_");
    return (getter.endsWith("rray") && !array)
        || (getter.startsWith("getDate") && array)
        || (getter.equals("getObject PGobject") && value.startsWith("NULL"))
        || (getter.equals("getByte") && value.equals("''::text"));
  }

  private interface Getter {
    Object of(ResultSet rows) throws Exception;
  }

  private static Map<String, Getter> getters() {
    Map<String, Getter> all = new LinkedHashMap<>();
    all.put("getString", rows -> rows.getString(1));
    all.put("getBoolean", rows -> rows.getBoolean(1));
    all.put("getByte", rows -> rows.getByte(1));
    all.put("getShort", rows -> rows.getShort(1));
    all.put("getInt", rows -> rows.getInt(1));
    all.put("getLong", rows -> rows.getLong(1));
    all.put("getFloat", rows -> rows.getFloat(1));
    all.put("getDouble", rows -> rows.getDouble(1));
    all.put("getBigDecimal", rows -> rows.getBigDecimal(1));
    all.put("getBytes", rows -> rows.getBytes(1));
    all.put("getDate", rows -> rows.getDate(1));
    all.put("getTime", rows -> rows.getTime(1));
    all.put("getTimestamp", rows -> rows.getTimestamp(1));
    all.put("getDate tokyo", rows -> rows.getDate(1, tokyo()));
    all.put("getTime tokyo", rows -> rows.getTime(1, tokyo()));
    all.put("getTimestamp tokyo", rows -> rows.getTimestamp(1, tokyo()));
    all.put("getObject", rows -> rows.getObject(1));
    all.put("getArray", rows -> rows.getArray(1));
    all.put("getSQLXML", rows -> rows.getSQLXML(1));
    all.put("getBinaryStream", rows -> rows.getBinaryStream(1));
    all.put("getAsciiStream", rows -> rows.getAsciiStream(1));
    all.put("getCharacterStream", rows -> rows.getCharacterStream(1));
    for (Class<?> type :
        List.of(
            String.class,
            Boolean.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            byte[].class,
            java.sql.Date.class,
            java.sql.Time.class,
            java.sql.Timestamp.class,
            java.util.Date.class,
            Calendar.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetTime.class,
            OffsetDateTime.class,
            Instant.class,
            UUID.class,
            Array.class,
            PGobject.class,
            PGInterval.class)) {
      all.put("getObject " + type.getSimpleName(), rows -> rows.getObject(1, type));
    }
    return all;
  }

  private static Calendar tokyo() {
    return Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
  }

  @Test
  void gettersAnswerAsPgjdbcDoes() throws Exception {
    List<String> differences = new ArrayList<>();
    try (Connection theirs = theirs();
        Connection ours = Datasets.in(folder).server()) {
      for (String value : VALUES) {
        compare(theirs, ours, value, differences);
      }
    }
    assertThat(differences).isEmpty();
  }

  private static Connection theirs() throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            TestPostgres.jdbcUrl(), TestPostgres.READER, TestPostgres.READER_PASSWORD);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    }
    return connection;
  }

  private static void compare(
      Connection theirs, Connection ours, String value, List<String> differences)
      throws SQLException {
    String sql = "SELECT " + value;
    try (Statement their = theirs.createStatement();
        Statement our = ours.createStatement();
        ResultSet expected = their.executeQuery(sql);
        ResultSet actual = our.executeQuery(sql)) {
      assertThat(expected.next()).isTrue();
      assertThat(actual.next()).isTrue();
      String type = actual.getMetaData().getColumnTypeName(1);
      getters()
          .forEach(
              (name, getter) -> {
                String wanted = answer(getter, expected);
                String found = answer(getter, actual);
                if (!wanted.equals(found)
                    && !wanted.startsWith("error")
                    && !isOddity(value, name, type)) {
                  differences.add(
                      value + " " + name + "\n    pgjdbc " + wanted + "\n    braid  " + found);
                }
              });
      metadata(value, expected.getMetaData(), actual.getMetaData(), differences);
    }
  }

  private static void metadata(
      String value, ResultSetMetaData expected, ResultSetMetaData actual, List<String> differences)
      throws SQLException {
    String wanted = describe(expected);
    String found = describe(actual);
    // Of names, bits and points pgjdbc tells an element's size; of types with a PGobject, String.
    boolean odd =
        List.of("name", "bit", "point", "line", "lseg", "box")
            .contains(actual.getColumnTypeName(1));
    if (!odd && !wanted.equals(found)) {
      differences.add(value + " metadata\n    pgjdbc " + wanted + "\n    braid  " + found);
    }
  }

  private static String describe(ResultSetMetaData meta) throws SQLException {
    return String.join(
        ", ",
        meta.getColumnLabel(1),
        meta.getColumnTypeName(1),
        "code " + meta.getColumnType(1),
        meta.getColumnType(1) == Types.OTHER ? "object" : meta.getColumnClassName(1),
        "precision " + meta.getPrecision(1),
        "scale " + meta.getScale(1),
        "signed " + meta.isSigned(1),
        "case " + meta.isCaseSensitive(1));
  }

  private static String answer(Getter getter, ResultSet rows) {
    try {
      Object value = getter.of(rows);
      return text(value) + (rows.wasNull() ? " wasNull" : "");
    } catch (SQLException e) {
      return "error " + e.getSQLState();
    } catch (Exception e) {
      return "error " + e;
    }
  }

  private static String text(Object value) throws Exception {
    return switch (value) {
      case null -> "null";
      case byte[] bytes -> "bytes " + Arrays.toString(bytes);
      case Object[] array -> array.getClass().getSimpleName() + elements(array);
      case Array array -> "array " + array.getBaseTypeName() + " " + text(array.getArray());
      case SQLXML xml -> "xml " + xml.getString();
      case Reader reader -> "reader " + reader.readAllAsString();
      case InputStream stream -> "stream " + Arrays.toString(stream.readAllBytes());
      case Calendar calendar -> "calendar " + calendar.getTimeInMillis();
      case java.util.Date date ->
          date.getClass().getSimpleName() + " " + date.getTime() + " " + date;
      default -> value.getClass().getSimpleName() + " " + value;
    };
  }

  private static String elements(Object[] array) throws Exception {
    List<String> texts = new ArrayList<>();
    for (Object element : array) {
      texts.add(text(element));
    }
    return texts.toString();
  }

  @Test
  void bytesOfTextAreItsUtf8() throws Exception {
    try (Connection ours = Datasets.in(folder).server();
        Statement statement = ours.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 'é'")) {
      rows.next();
      assertThat(rows.getBytes(1)).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
    }
  }
}
