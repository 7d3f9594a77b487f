package dev.braid.expr.library;

import dev.braid.type.Dates;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.Kind;
import dev.braid.type.Times;
import dev.braid.type.Timestamps;
import dev.braid.type.Zone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Texts of dates, times and intervals to test with: extremes, NULL and random ones.
///
/// Instants lie where the zones of `java.time` agree with the server's, or far out.
final class Moments {
  private Moments() {}

  static Map<Kind, List<@Nullable String>> values(int count) {
    Random random = new Random(count);
    Map<Kind, List<@Nullable String>> all = new EnumMap<>(Kind.class);
    all.put(Kind.DATE, dates(random, count));
    all.put(Kind.TIME, times(random, count));
    all.put(Kind.TIMESTAMP, timestamps(random, count));
    all.put(Kind.TIMESTAMPTZ, instants(random, count));
    all.put(Kind.INTERVAL, intervals(random, count));
    return all;
  }

  static List<@Nullable String> of(@Nullable String... values) {
    return new ArrayList<>(Arrays.asList(values));
  }

  private static List<@Nullable String> dates(Random random, int count) {
    List<@Nullable String> all =
        of(
            null,
            "infinity",
            "-infinity",
            "5874897-12-31",
            "294276-12-31",
            "294277-01-01",
            "4714-11-24 BC",
            "0001-01-01 BC",
            "0001-01-01",
            "2000-02-29",
            "1999-12-31",
            "2024-03-10",
            "2024-11-03");
    for (int i = 0; i < count; i++) {
      int date =
          i % 4 == 0 ? random.nextInt(Dates.MIN, 4_000_000) : random.nextInt(-10_000, 13_000);
      all.add(Dates.format(date));
    }
    return all;
  }

  private static List<@Nullable String> times(Random random, int count) {
    List<@Nullable String> all = of(null, "00:00", "24:00", "23:59:59.999999", "12:00:00.5");
    for (int i = 0; i < count; i++) {
      all.add(Times.format(random.nextLong(Timestamps.MICROS_PER_DAY)));
    }
    return all;
  }

  private static List<@Nullable String> timestamps(Random random, int count) {
    List<@Nullable String> all =
        of(
            null,
            "infinity",
            "-infinity",
            "294276-12-31 23:59:59.999999",
            "4714-11-24 00:00:00 BC",
            "4714-11-24 20:00:00 BC",
            "0001-12-31 12:00 BC",
            "1970-01-01",
            "2000-01-01",
            "1999-12-31 23:59:59.9999995",
            "2024-03-10 02:30",
            "2024-11-03 01:30",
            "2024-02-29 10:11:12.5");
    for (int i = 0; i < count; i++) {
      long at =
          i % 4 == 0
              ? random.nextLong(Timestamps.MIN, Timestamps.END)
              : random.nextLong(Timestamps.UNIX_EPOCH, 1_000_000_000_000_000L);
      all.add(Timestamps.format(i % 3 == 0 ? at : at - Math.floorMod(at, 60_000_000L)));
    }
    return all;
  }

  private static List<@Nullable String> instants(Random random, int count) {
    List<@Nullable String> all =
        of(
            null,
            "infinity",
            "-infinity",
            "294276-12-31 23:59:59.999999+00",
            "4714-11-24 00:00:00+00 BC",
            "1970-01-01 00:00+00",
            "2000-01-01 00:00+00",
            "2024-03-10 07:30+00",
            "2024-11-03 05:30+00",
            "2024-11-03 06:30+00",
            "2024-02-29 10:11:12.5+00");
    for (int i = 0; i < count; i++) {
      long at = random.nextLong(Timestamps.UNIX_EPOCH, 1_000_000_000_000_000L);
      all.add(
          Timestamps.formatInstant(
              i % 3 == 0 ? at : at - Math.floorMod(at, 60_000_000L), Zone.UTC));
    }
    return all;
  }

  private static List<@Nullable String> intervals(Random random, int count) {
    List<@Nullable String> all =
        of(
            null,
            "infinity",
            "-infinity",
            "0",
            "1 day",
            "24:00",
            "-1 day +24:00:00.000001",
            "1 mon",
            "30 days",
            "-1 mon",
            "1 year 2 mons 3 days 04:05:06.789",
            "2147483647 days",
            "-2147483648 days",
            "-2147483648 mons",
            "2562047788:00:54.775807",
            "-2562047788 hours -54.775808 s",
            "90 days",
            "-3 mons -40 days +100:00");
    for (int i = 0; i < count; i++) {
      int months = i % 2 == 0 ? 0 : random.nextInt(-600, 600);
      int days = i % 3 == 0 ? 0 : random.nextInt(-1000, 1000);
      long micros = i % 4 == 0 ? 0 : random.nextLong(-1L << 42, 1L << 42);
      all.add(Intervals.format(new Interval(months, days, micros)));
    }
    return all;
  }
}
