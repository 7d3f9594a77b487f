package dev.braid.expr.library;

import dev.braid.testing.FunctionOracle;
import dev.braid.type.IntervalFields;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Operators and conversions of dates, times and intervals answer as PostgreSQL's do.
class DateTimeOperatorsTest {
  private static final Map<Kind, List<@Nullable String>> VALUES = values();

  private static Map<Kind, List<@Nullable String>> values() {
    Map<Kind, List<@Nullable String>> all = Moments.values(60);
    all.put(Kind.INT4, Moments.of(null, "0", "1", "-1", "2147483647", "-2147483648", "90"));
    all.put(
        Kind.FLOAT8,
        Moments.of(
            null, "0", "1", "-1", "0.5", "-2.7", "1e10", "NaN", "Infinity", "-Infinity", "3.3e-5"));
    return all;
  }

  private static FunctionOracle oracle(String zone) {
    return new FunctionOracle(Library.CATALOG, zone);
  }

  private static Map<Kind, List<@Nullable String>> without(Kind... kinds) {
    Map<Kind, List<@Nullable String>> some = new java.util.EnumMap<>(VALUES);
    for (Kind kind : kinds) {
      some.remove(kind);
    }
    return some;
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void comparisons(String zone) {
    for (String symbol : new String[] {"=", "<>", "<", "<=", ">", ">="}) {
      oracle(zone).operators(symbol, without(Kind.INT4, Kind.FLOAT8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void arithmetic(String zone) {
    oracle(zone).operators("+", without(Kind.FLOAT8));
    oracle(zone).operators("-", without(Kind.FLOAT8));
    oracle(zone).operators("*", without(Kind.INT4));
    oracle(zone).operators("/", without(Kind.INT4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void casts(String zone) {
    Kind[] kinds = {Kind.DATE, Kind.TIME, Kind.TIMESTAMP, Kind.TIMESTAMPTZ, Kind.INTERVAL};
    for (Kind from : kinds) {
      for (Kind to : kinds) {
        if (Library.CATALOG.cast(from, to) == null) {
          continue;
        }
        oracle(zone).cast(Type.of(from), Type.of(to), VALUES.get(from));
        for (int precision = 0; precision <= 6 && to != Kind.DATE; precision += 3) {
          oracle(zone).cast(Type.of(from), Type.of(to, precision), VALUES.get(from));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"YEAR", "DAY_TO_MINUTE", "SECOND", "MONTH", "HOUR"})
  void intervalFields(IntervalFields fields) {
    Type type = Type.interval(fields, fields == IntervalFields.SECOND ? 2 : 6);
    oracle("UTC").cast(Type.INTERVAL, type, VALUES.get(Kind.INTERVAL));
    oracle("UTC").cast(Type.TIME, type, VALUES.get(Kind.TIME));
  }
}
