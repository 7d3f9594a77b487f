package dev.braid.expr.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.FunctionOracle;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions of dates, times and intervals answer as PostgreSQL's do.
class DateTimeFunctionsTest {
  private static final List<@Nullable String> FIELDS =
      Moments.of(
          "year",
          "month",
          "day",
          "hour",
          "minute",
          "second",
          "quarter",
          "week",
          "dow",
          "isodow",
          "doy",
          "epoch",
          "milliseconds",
          "microseconds",
          "julian",
          "decade",
          "century",
          "millennium",
          "isoyear",
          "timezone",
          "timezone_hour",
          "timezone_minute",
          "YEARS",
          "mons",
          "foo",
          "");
  private static final List<@Nullable String> ZONES =
      Moments.of(
          "UTC",
          "America/New_York",
          "asia/kolkata",
          "EST",
          "EDT",
          "IST",
          "+5",
          "-03:30",
          "PST8",
          "Foo/Bar",
          "Europe/Berlin",
          "zulu",
          null);

  private static FunctionOracle oracle(String zone) {
    return new FunctionOracle(Library.CATALOG, zone);
  }

  private static Map<Kind, List<@Nullable String>> values(List<@Nullable String> texts, int count) {
    Map<Kind, List<@Nullable String>> all = new EnumMap<>(Moments.values(count));
    all.put(Kind.TEXT, texts);
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void fields(String zone) {
    for (int i = 0; i < FIELDS.size(); i += 10) {
      List<@Nullable String> some = FIELDS.subList(i, Math.min(i + 10, FIELDS.size()));
      oracle(zone).functions("extract", values(some, 90));
      oracle(zone).functions("date_part", values(some, 90));
      Map<Kind, List<@Nullable String>> two = values(some, 90);
      for (Kind kind : new Kind[] {Kind.TIMESTAMP, Kind.TIMESTAMPTZ, Kind.INTERVAL}) {
        Type type = Type.of(kind);
        oracle(zone).function("date_trunc", List.of(Type.TEXT, type), some, two.get(kind));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void zones(String zone) {
    Map<Kind, List<@Nullable String>> values = values(ZONES, 80);
    oracle(zone).functions("timezone", values);
    oracle(zone).functions("date_add", values);
    oracle(zone).functions("date_subtract", values);
    oracle(zone)
        .function(
            "date_trunc",
            List.of(Type.TEXT, Type.TIMESTAMPTZ, Type.TEXT),
            FIELDS,
            values.get(Kind.TIMESTAMPTZ),
            ZONES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void agesAndBins(String zone) {
    Map<Kind, List<@Nullable String>> values = values(ZONES, 60);
    oracle(zone).functions("age", values);
    oracle(zone).functions("date_bin", values);
    for (String name :
        new String[] {"isfinite", "justify_hours", "justify_days", "justify_interval"}) {
      oracle(zone).functions(name, values);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void overlaps(String zone) {
    oracle(zone).functions("overlaps", values(ZONES, 25));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void made(String zone) {
    List<@Nullable String> years =
        Moments.of("2024", "1", "-1", "0", "-4713", "294277", "2147483647");
    List<@Nullable String> months = Moments.of("1", "3", "11", "0", "13", null);
    List<@Nullable String> days = Moments.of("1", "29", "10", "0", "32", "31");
    List<@Nullable String> hours = Moments.of("0", "2", "24", "-1", "25");
    List<@Nullable String> minutes = Moments.of("0", "30", "59", "60");
    List<@Nullable String> seconds =
        Moments.of(
            "0", "59.999999", "60", "0.0000005", "12.3456785", "NaN", "-1", "61", "59.9999999");
    oracle(zone)
        .function("make_date", List.of(Type.INT4, Type.INT4, Type.INT4), years, months, days);
    oracle(zone)
        .function("make_time", List.of(Type.INT4, Type.INT4, Type.FLOAT8), hours, minutes, seconds);
    List<Type> types = List.of(Type.INT4, Type.INT4, Type.INT4, Type.INT4, Type.INT4, Type.FLOAT8);
    oracle(zone).function("make_timestamp", types, years, months, days, hours, minutes, seconds);
    oracle(zone).function("make_timestamptz", types, years, months, days, hours, minutes, seconds);
    oracle(zone)
        .function(
            "make_timestamptz",
            List.of(Type.INT4, Type.INT4, Type.INT4, Type.INT4, Type.INT4, Type.FLOAT8, Type.TEXT),
            Moments.of("2024", "-1"),
            Moments.of("3", "11", "13"),
            Moments.of("3", "10"),
            Moments.of("1", "2"),
            Moments.of("30"),
            Moments.of("0", "1.5"),
            Moments.of(
                "UTC",
                "+5",
                "-03:30:10",
                "EST",
                "PST8PDT",
                "5",
                "+25",
                "Foo",
                "IST",
                "Asia/Kolkata",
                "",
                "+0530",
                "+15:60",
                "-15:59"));
    oracle(zone)
        .function(
            "to_timestamp",
            List.of(Type.FLOAT8),
            Moments.of(
                "0",
                "1.5",
                "-1e9",
                "1700000000.123456",
                "1e15",
                "-3e11",
                "-210866803200",
                "-210866803201",
                "9224318016000",
                "9224318015999.999",
                "NaN",
                "Infinity",
                "-Infinity",
                "1e300",
                null));
  }

  @Test
  void intervalsMade() {
    List<@Nullable String> numbers = Moments.of("0", "1", "-7", "2147483647", "-2147483648", "100");
    for (int count = 0; count <= 7; count++) {
      List<Type> types = new java.util.ArrayList<>();
      List<List<@Nullable String>> values = new java.util.ArrayList<>();
      for (int i = 0; i < count; i++) {
        types.add(i < 6 ? Type.INT4 : Type.FLOAT8);
        values.add(i < 6 ? numbers : Moments.of("0", "1.5", "-1e-7", "NaN", "Infinity", "1e13"));
      }
      @SuppressWarnings({"unchecked", "rawtypes"})
      List<@Nullable String>[] each = values.toArray(new List[0]);
      oracle("UTC").function("make_interval", types, each);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void clocks(String zone) {
    for (String name : new String[] {"now", "transaction_timestamp"}) {
      oracle(zone).function(name, List.of());
    }
    for (String name :
        new String[] {"current_timestamp", "current_date", "localtimestamp", "localtime"}) {
      var function = Library.CATALOG.functions(name).getFirst();
      oracle(zone).compare(function, List.of(), function.resultType(), name, List.of());
    }
    assertThat(Library.CATALOG.functions("current_time")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void series(String zone) {
    List<@Nullable String> starts =
        Moments.of("2024-01-31", "2024-03-09 02:30", "2023-11-02 01:30", null);
    List<@Nullable String> ends =
        Moments.of("2024-01-31", "2024-03-31 02:30", "2024-11-05 01:30", "2023-12-31");
    List<@Nullable String> steps =
        Moments.of(
            "1 day",
            "-1 day",
            "1 mon",
            "12 hours",
            "0",
            "-1 day +24:00",
            "infinity",
            "40 days",
            "-infinity");
    for (Type type : new Type[] {Type.TIMESTAMP, Type.TIMESTAMPTZ}) {
      oracle(zone)
          .set(
              "generate_series",
              List.of(type, type, Type.INTERVAL),
              starts.subList(0, 3),
              ends,
              steps);
    }
    oracle(zone)
        .set(
            "generate_series",
            List.of(Type.TIMESTAMPTZ, Type.TIMESTAMPTZ, Type.INTERVAL, Type.TEXT),
            starts,
            ends.subList(3, 4),
            steps,
            ZONES);
  }
}
