package dev.braid.type;

import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random values of every operation against PostgreSQL, in three time zones. Instants lie in the
/// years 1970 to 2037, for which both databases of zones agree.
class DateTimeOracleTest {
  private static final long Y1970 = Timestamps.UNIX_EPOCH;
  private static final long Y2037 = Dates.dayNumber(2037, 12, 1) * Timestamps.MICROS_PER_DAY;

  private static final String[] UNITS = {
    "microseconds",
    "milliseconds",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "millennium",
    "dow",
    "isodow",
    "doy",
    "isoyear",
    "julian",
    "epoch",
    "timezone",
    "timezone_hour",
    "timezone_minute",
    "fortnight"
  };

  private final Random random = new Random(42);

  private int date() {
    return switch (random.nextInt(12)) {
      case 0 -> Dates.INFINITY;
      case 1 -> Dates.NEGATIVE_INFINITY;
      case 2 ->
          random.nextBoolean() ? Dates.MIN + random.nextInt(40) : Dates.MAX - random.nextInt(40);
      case 3, 4 -> (int) random.nextLong(Dates.MIN, (long) Dates.MAX + 1);
      default -> random.nextInt(1_500_000) - 1_000_000;
    };
  }

  private long timestamp() {
    return switch (random.nextInt(12)) {
      case 0 -> Timestamps.INFINITY;
      case 1 -> Timestamps.NEGATIVE_INFINITY;
      case 2 -> Timestamps.MIN + random.nextLong(Timestamps.MICROS_PER_DAY * 20);
      case 3 -> Timestamps.END - 1 - random.nextLong(Timestamps.MICROS_PER_DAY * 20);
      case 4 -> random.nextLong(Timestamps.MIN, Timestamps.END);
      case 5 -> (random.nextInt(1_500_000) - 1_000_000) * Timestamps.MICROS_PER_DAY;
      default -> random.nextLong(-60_000_000_000_000_000L, 60_000_000_000_000_000L);
    };
  }

  private long instant() {
    if (random.nextInt(12) == 0) {
      return random.nextBoolean() ? Timestamps.INFINITY : Timestamps.NEGATIVE_INFINITY;
    }
    if (random.nextInt(3) == 0) {
      long day = Dates.dayNumber(1970 + random.nextInt(67), random.nextBoolean() ? 3 : 11, 1);
      return day * Timestamps.MICROS_PER_DAY + random.nextLong(14 * Timestamps.MICROS_PER_DAY);
    }
    return random.nextLong(Y1970, Y2037);
  }

  private Interval interval() {
    int months = random.nextInt(3) == 0 ? 0 : random.nextInt(2000) - 1000;
    int days = random.nextInt(3) == 0 ? 0 : random.nextInt(2000) - 1000;
    long micros = random.nextInt(3) == 0 ? 0 : random.nextLong(-1L << 41, 1L << 41);
    return switch (random.nextInt(30)) {
      case 0 -> Interval.INFINITY;
      case 1 -> Interval.NEGATIVE_INFINITY;
      case 2 -> new Interval(random.nextInt(), random.nextInt(), random.nextLong());
      default -> new Interval(months, days, micros);
    };
  }

  private static String sql(Interval value) {
    return value.isFinite()
        ? "interval '%d months %d days %d us'"
            .formatted(value.months(), value.days(), value.micros())
        : "interval '" + Intervals.format(value) + "'";
  }

  private static String sqlTimestamp(long value) {
    return "timestamp '" + Timestamps.format(value) + "'";
  }

  private static String sqlInstant(long value) {
    return "timestamptz '" + Timestamps.formatInstant(value, Zone.UTC) + "'";
  }

  private static String sqlDate(int value) {
    return "date '" + Dates.format(value) + "'";
  }

  private static @org.jspecify.annotations.Nullable Object shown(
      @org.jspecify.annotations.Nullable Number part) {
    return part instanceof java.math.BigDecimal number ? number.toPlainString() : part;
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC"})
  void datesAndTimestamps(String zoneName) {
    DateTimeOracle oracle = new DateTimeOracle(zoneName);
    for (int i = 0; i < 1500; i++) {
      int date = date();
      int other = date();
      int days = random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(5000) - 2500;
      long a = timestamp();
      long b = timestamp();
      Interval span = interval();
      oracle.expect(sqlDate(date), () -> Dates.format(date));
      oracle.expect(sqlDate(date) + " + " + days, () -> Dates.format(Dates.plus(date, days)));
      oracle.expect(
          sqlDate(date) + " - (" + days + ")", () -> Dates.format(Dates.minus(date, days)));
      oracle.expect(sqlDate(date) + " - " + sqlDate(other), () -> Dates.difference(date, other));
      oracle.expect(
          sqlDate(date) + " + " + sql(span),
          () -> Timestamps.format(TimestampMath.datePlus(date, span)));
      oracle.expect(sqlTimestamp(a), () -> Timestamps.format(a));
      oracle.expect(
          sqlTimestamp(a) + " + " + sql(span),
          () -> Timestamps.format(TimestampMath.plus(a, span)));
      oracle.expect(
          sqlTimestamp(a) + " - " + sql(span),
          () -> Timestamps.format(TimestampMath.minus(a, span)));
      oracle.expect(
          sqlTimestamp(a) + " - " + sqlTimestamp(b),
          () -> Intervals.format(TimestampMath.difference(a, b)));
      oracle.expect(
          "age(" + sqlTimestamp(a) + "," + sqlTimestamp(b) + ")",
          () -> Intervals.format(TimestampMath.age(a, b)));
      oracle.expect(sqlTimestamp(a) + "::date", () -> Dates.format(Timestamps.toDate(a)));
      int precision = random.nextInt(7);
      oracle.expect(
          sqlTimestamp(a) + "::timestamp(" + precision + ")",
          () -> Timestamps.format(Timestamps.round(a, precision)));
      Interval stride = new Interval(0, random.nextInt(40), random.nextLong(1L << 38));
      oracle.expect(
          "date_bin(" + sql(stride) + "," + sqlTimestamp(a) + "," + sqlTimestamp(b) + ")",
          () -> Timestamps.format(TimestampMath.bin(stride, a, b)));
      String unit = UNITS[random.nextInt(UNITS.length)];
      oracle.expect(
          "extract(" + unit + " from " + sqlDate(date) + ")",
          () -> shown(DateParts.ofDate(unit, date)));
      oracle.expect(
          "extract(" + unit + " from " + sqlTimestamp(a) + ")",
          () -> shown(DateParts.ofTimestamp(unit, a)));
      oracle.expect(
          "date_trunc('" + unit + "', " + sqlTimestamp(a) + ")",
          () -> Timestamps.format(DateTrunc.timestamp(unit, a)));
    }
    oracle.check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC"})
  void intervalsAndTimes(String zoneName) {
    DateTimeOracle oracle = new DateTimeOracle(zoneName);
    for (int i = 0; i < 1500; i++) {
      Interval a = interval();
      Interval b = interval();
      double factor = random.nextInt(4) == 0 ? random.nextInt(10) - 5 : random.nextGaussian() * 3;
      long time = random.nextLong(Timestamps.MICROS_PER_DAY);
      oracle.expect(sql(a), () -> Intervals.format(a));
      oracle.expect(sql(a) + " + " + sql(b), () -> Intervals.format(Intervals.plus(a, b)));
      oracle.expect(sql(a) + " - " + sql(b), () -> Intervals.format(Intervals.minus(a, b)));
      oracle.expect("- " + sql(a), () -> Intervals.format(Intervals.negate(a)));
      oracle.expect(
          sql(a) + " * float8 '" + factor + "'",
          () -> Intervals.format(Intervals.multiply(a, factor)));
      oracle.expect(
          sql(a) + " / float8 '" + factor + "'",
          () -> Intervals.format(Intervals.divide(a, factor)));
      oracle.expect(sql(a) + " < " + sql(b), () -> Intervals.compare(a, b) < 0);
      oracle.expect(
          "justify_hours(" + sql(a) + ")", () -> Intervals.format(Intervals.justifyHours(a)));
      oracle.expect(
          "justify_days(" + sql(a) + ")", () -> Intervals.format(Intervals.justifyDays(a)));
      oracle.expect(
          "justify_interval(" + sql(a) + ")", () -> Intervals.format(Intervals.justify(a)));
      String unit = UNITS[random.nextInt(UNITS.length)];
      oracle.expect(
          "extract(" + unit + " from " + sql(a) + ")", () -> shown(DateParts.ofInterval(unit, a)));
      oracle.expect(
          "date_trunc('" + unit + "'," + sql(a) + ")",
          () -> Intervals.format(DateTrunc.interval(unit, a)));
      String t = "time '" + Times.format(time) + "'";
      oracle.expect(
          "extract(" + unit + " from " + t + ")", () -> shown(DateParts.ofTime(unit, time)));
      oracle.expect(t + " + " + sql(a), () -> Times.format(Times.plus(time, a)));
      oracle.expect(t + " - " + sql(a), () -> Times.format(Times.minus(time, a)));
      int precision = random.nextInt(7);
      oracle.expect(
          sql(a) + "::interval(" + precision + ")",
          () -> Intervals.format(Intervals.restrict(a, IntervalFields.FULL, precision)));
    }
    oracle.check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void instants(String zoneName) {
    Zone zone = Zone.of(ZoneId.of(zoneName));
    DateTimeOracle oracle = new DateTimeOracle(zoneName);
    for (int i = 0; i < 600; i++) {
      long a = instant();
      long b = instant();
      Interval span =
          new Interval(
              random.nextInt(24) - 12, random.nextInt(100) - 50, random.nextLong(1L << 37));
      oracle.expect(sqlInstant(a), () -> Timestamps.formatInstant(a, zone));
      oracle.expect(
          sqlInstant(a) + "::timestamp", () -> Timestamps.format(Timestamps.toLocal(a, zone)));
      oracle.expect(
          sqlInstant(a) + "::date", () -> Dates.format(Timestamps.instantToDate(a, zone)));
      oracle.expect(
          sqlTimestamp(a) + "::timestamptz",
          () -> Timestamps.formatInstant(Timestamps.toInstant(a, zone), zone));
      oracle.expect(
          sqlInstant(a) + " + " + sql(span),
          () -> Timestamps.formatInstant(TimestampMath.plus(a, span, zone), zone));
      oracle.expect(
          "age(" + sqlInstant(a) + "," + sqlInstant(b) + ")",
          () -> Intervals.format(TimestampMath.age(a, b, zone)));
      String unit = UNITS[random.nextInt(UNITS.length)];
      oracle.expect(
          "extract(" + unit + " from " + sqlInstant(a) + ")",
          () -> shown(DateParts.ofInstant(unit, a, zone)));
      oracle.expect(
          "date_trunc('" + unit + "', " + sqlInstant(a) + ")",
          () -> Timestamps.formatInstant(DateTrunc.instant(unit, a, zone), zone));
    }
    oracle.check();
  }
}
