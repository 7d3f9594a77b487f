package dev.braid.source.postgres.remote;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.table.Servers;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Storage;
import dev.braid.type.Type;
import dev.braid.type.TypeNames;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.NumericColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CopyDecoderTest {
  private static final Zone ZONE = Zone.of(ZoneId.of("America/New_York"));
  private static PostgresServers servers;

  @BeforeAll
  static void open() {
    servers = TestServers.open(4, 1, "postgres");
  }

  @AfterAll
  static void close() {
    servers.close();
  }

  /// The rows of a COPY, which are those of an answer at once.
  private static List<List<@Nullable String>> read(String sql, List<Type> types) {
    List<List<@Nullable String>> copied = read(Servers.First.unknown(0), sql, types);
    assertThat(read(new Servers.First(0, sql, types, true), sql, types)).isEqualTo(copied);
    return copied;
  }

  private static List<List<@Nullable String>> read(
      Servers.First first, String sql, List<Type> types) {
    try (Servers.Run run = servers.begin(List.of(first), ZONE, new Cancellation())) {
      Servers.Scan scan = run.scan(List.of(new Servers.Task(0, sql)), types);
      return TestServers.rows(scan, 0, types, ZONE);
    }
  }

  private static List<List<@Nullable String>> text(String sql) {
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'America/New_York'");
      try (ResultSet rows = statement.executeQuery(sql)) {
        List<List<@Nullable String>> all = new ArrayList<>();
        while (rows.next()) {
          List<@Nullable String> row = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.add(rows.getString(i));
          }
          all.add(row);
        }
        return all;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Values of each type: extremes, infinities, odd ones.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "boolean | true false",
        "smallint | -32768 32767 0 1",
        "integer | -2147483648 2147483647 0 -1",
        "bigint | -9223372036854775808 9223372036854775807 0 -1",
        "real | NaN Infinity -Infinity -0 3.4028235e38 1e-45 0.1",
        "double precision | NaN Infinity -Infinity -0 1.7976931348623157e308 4.9e-324 0.1",
        "numeric | 0 0.00 -1 1.50 10000 0.0001 123456789012345.678 99999999999999999999999999.9"
            + " -0.000000000000000000000000001 NaN Infinity -Infinity 1e131071 1e-16383"
            + " 9223372036854775807 -9223372036854775808 92233720368547758.07 90000000000000000000"
            + " 899999999999999999.9 1000000000000000000 0.9223372036854775807",
        "numeric(12,2) | 0 0.01 -9999999999.99 1234567.80 NaN",
        "numeric(30,10) | 12345678901234567890.0123456789 1 -0.0000000001",
        "numeric(5,-2) | 1234567 100 0",
        "numeric(3,5) | 0.00123 -0.00999",
        "date | infinity -infinity 2000-01-01 1999-12-31 4714-11-24~BC 5874897-12-31",
        "time | 00:00:00 24:00:00 12:34:56.789012",
        "timestamp | infinity -infinity 2000-01-01 4714-11-24~BC 294276-12-31T23:59:59.999999",
        "timestamp with time zone | infinity -infinity 2000-01-01T00:00Z 2024-07-01T12:00:00.5+02"
            + " 1970-01-01",
        "interval | 1~year~2~mons -1~day 10:11:12.345678 infinity -infinity"
            + " -178956970~years~-8~mons~-2147483648~days",
        "uuid | 00000000-0000-0000-0000-000000000000 ffffffff-ffff-ffff-ffff-ffffffffffff"
            + " a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "bytea | \\x \\x00ff \\xdeadbeef",
        "text | a grün 漢字 😀",
        "character varying(5) | a grün",
        "character(5) | a grün",
        "json | null {\"a\":1} [1,2]",
        "jsonb | null {\"a\":[1,\"b\"]} 1.50",
        "integer[] | {} {1,NULL,-3} NULL",
        "text[] | {} {a,NULL,\"\"} {\"b~c\",\"NULL\"}",
        "numeric(10,2)[] | {1.5,NaN,NULL}",
        "timestamp with time zone[] | {2000-01-01T00:00Z,infinity}",
        "jsonb[] | {1,NULL}",
        "uuid[] | {a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
        "bytea[] | {\"\\\\x00ff\"}",
        "interval[] | {1~day,NULL}",
        "boolean[] | {t,f,NULL}",
        "smallint[] | {-32768}",
        "bigint[] | {9223372036854775807}",
        "real[] | {NaN,0.1}",
        "double precision[] | {-0,0.1}",
        "date[] | {infinity,2000-01-02}",
        "time[] | {24:00:00}",
        "timestamp[] | {-infinity}",
        "character(3)[] | {a}",
        "json[] | {1}"
      })
  void valuesAreThoseOfTheText(String name, String written) {
    Type type = TypeNames.parse(name);
    StringBuilder values = new StringBuilder("VALUES (1, NULL::" + name + ")");
    int n = 2;
    for (String value : written.split(" ")) {
      if (!value.isEmpty() && !value.equals("NULL")) {
        values
            .append(", (")
            .append(n++)
            .append(", '")
            .append(value.replace("~", " "))
            .append("'::")
            .append(name)
            .append(')');
      }
    }
    values.append(", (").append(n).append(", NULL)");
    String rows = "(" + values + ") AS v(n, x)";
    List<List<@Nullable String>> read =
        read("SELECT x, n FROM " + rows + " ORDER BY n", List.of(type, Type.INT4));
    assertThat(read)
        .isEqualTo(
            text(
                "SELECT CASE WHEN x IS NOT NULL THEN concat(x) END, n FROM "
                    + rows
                    + " ORDER BY n"));
    // Each alone, too: the form of a column of numerics depends on its first value.
    for (int i = 1; i <= (type.storage() == Storage.NUMERIC ? n : 0); i++) {
      assertThat(read("SELECT x, n FROM " + rows + " WHERE n = " + i, List.of(type, Type.INT4)))
          .isEqualTo(List.of(read.get(i - 1)));
    }
  }

  @Test
  void textKeepsBlanksOfCharacter() {
    assertThat(read("SELECT 'ab '::char(5)", List.of(Type.of(dev.braid.type.Kind.BPCHAR, 5))))
        .isEqualTo(List.of(List.of("ab   ")));
  }

  @Test
  void randomNumericsAreThoseOfTheText() {
    String sql =
        """
        SELECT n, round((hashint8(n)::numeric * hashint8(n + 7) / 10::numeric ^ (n % 19)::numeric), (n % 23)::int) AS x
        FROM generate_series(1::bigint, 5000) n ORDER BY n\
        """;
    assertThat(read(sql, List.of(Type.INT8, Type.NUMERIC)))
        .isEqualTo(text("SELECT n, x::text FROM (" + sql + ") AS s ORDER BY n"));
  }

  @Test
  void aColumnOfOneScaleIsOfLongs() {
    try (Servers.Run run = servers.begin(TestServers.numbers(1), ZONE, new Cancellation())) {
      Servers.Scan scan =
          run.scan(
              List.of(
                  new Servers.Task(
                      0, "SELECT (n * 100.25)::numeric(12,2) FROM generate_series(-5000, 5000) n")),
              List.of(Type.numeric(12, 2)));
      Batch first = requireNonNull(scan.next(0));
      assertThat(first.size()).isEqualTo(Batch.CAPACITY);
      assertThat(((NumericColumn) first.column(0)).isLong()).isTrue();
      assertThat(first.size() + TestServers.count(scan, 0)).isEqualTo(10_001);
    }
  }

  @Test
  void aBatchOfWideRowsIsSmaller() {
    try (Servers.Run run = servers.begin(TestServers.numbers(1), ZONE, new Cancellation())) {
      Servers.Scan scan =
          run.scan(
              List.of(
                  new Servers.Task(0, "SELECT repeat('x', 1000000) FROM generate_series(1, 20) n")),
              List.of(Type.TEXT));
      Batch first = requireNonNull(scan.next(0));
      assertThat(first.size()).isLessThan(10);
      assertThat(first.size() + TestServers.count(scan, 0)).isEqualTo(20);
    }
  }

  @Test
  void rowsWithoutColumnsAreCounted() {
    try (Servers.Run run = servers.begin(TestServers.numbers(1), ZONE, new Cancellation())) {
      Servers.Scan scan =
          run.scan(
              List.of(
                  new Servers.Task(0, "SELECT FROM generate_series(1, 5000)"),
                  new Servers.Task(0, "SELECT FROM generate_series(1, 0)")),
              List.of());
      assertThat(TestServers.count(scan, 0)).isEqualTo(5000);
      assertThat(TestServers.count(scan, 1)).isZero();
    }
    assertThat(read("SELECT FROM generate_series(1, 3)", List.of())).hasSize(3);
  }

  @Test
  void arraysThatBraidHasNoFormForAreRefused() {
    assertThatThrownBy(
            () -> read("SELECT '{{1,2},{3,4}}'::int[]", List.of(TypeNames.parse("int[]"))))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("0A000"))
        .hasMessageContaining("more than one dimension");
    assertThatThrownBy(() -> read("SELECT '[2:3]={1,2}'::int[]", List.of(TypeNames.parse("int[]"))))
        .hasMessageContaining("lower bound");
  }

  @Test
  void columnsOfOtherTypesThanPlannedAreRefused() {
    assertThatThrownBy(() -> read("SELECT now()", List.of(Type.INT8)))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("0A000"))
        .hasMessage(
            "column 1 of the server's rows is of type timestamp with time zone where bigint was"
                + " planned");
    assertThatThrownBy(() -> read("SELECT 1, 2", List.of(Type.INT4)))
        .hasMessage("the server returns 2 columns where 1 were planned");
  }
}
