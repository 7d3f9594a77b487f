package dev.braid.type;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts of dates, times and intervals, good and bad, read as PostgreSQL reads them.
class DateTimeInputOracleTest {
  private static final String TEXTS =
      """
      1999-01-08|January 8, 1999|1/8/1999|1/18/1999|01/02/03|1999-Jan-08|Jan-08-1999|08-Jan-1999
      99-Jan-08|08-Jan-99|Jan-08-99|19990108|990108|1999.008|J2451187|January 8, 99 BC|1999-008
      04:05:06.789|04:05:06|04:05|040506|04:05 AM|04:05 PM|04:05:06.789-8|04:05:06-08:00|04:05-08:00
      040506-08|040506+0730|040506+07:30:00|04:05:06 PST|2003-04-12 04:05:06 America/New_York
      1999-01-08 04:05:06|1999-01-08 04:05:06 -8:00|January 8 04:05:06 1999 PST|2004-10-19 10:23:54+02
      20240131T101500Z|2024-01-31 04:05:06.789-8|2024-02-30|2024-13-30|10:00 2024-01-01|Mon 2024-01-01
      infinity|-infinity|+infinity|epoch|2024-01-01 10:00 MET DST|20240101 101500 EST|20240101T1015
      J2451187 04:05|J2451187.5|julian 2451187|99-1-8|2024-01-01 10:00:00 +5:30:15|2024-01-01 at 10:00
      d01|2024-01-01 y|epoch 10:00|2024-01-01T|13:00 PM|12:00 AM|12:00 PM|25:00|24:00|24:00:01|23:59:60
      2024-01-01 10:00+25|2024-01-01 10:00 Foo/Bar|2024-01-01 10:00 Foo|99999999-01-01|300000-01-01
      allballs|04:05 America/New_York|2024-01-01 04:05 America/New_York|10:00:00.1234567|04:05:06.7 utc
      2024-01-31 04:05 foo+3|2024-01-31 04:05 IST|2024-03-10 02:30|2024-11-03 01:30|1 day|abc|now()x
      2024-01-01 10:00 IST|Jan 8 1999|8 Jan 1999|1999 Jan 8|Jan 99 8|1/8|1-2-3-4|2024/01/31|31.1.2024
      2024-01-01 24:00:00|0001-01-01 BC|4714-11-24 BC|4714-11-23 BC|294276-12-31 23:59:59.999999
      5874897-12-31|5874898-01-01|0000-01-01|2024-366|2023-366|2024-1-1 1:2:3|Sat Jan 06 2024 10:00 EDT
      2024-01-01 10:00:60|2024-01-01 10:61|2024-01-01 10:00:61|99999999999-01-01|2024-01-01 -infinity
      """;

  private static final String INTERVALS =
      """
      1-2|3 4:05:06|1 year 2 months 3 days 4 hours 5 minutes 6 seconds|P1Y2M3DT4H5M6S|P0001-02-03T04:05:06
      P00010203T040506|1.5 months|1 year 2 mons -3 days 04:05:06|@ 1 minute ago|infinity|-infinity
      1 day infinity|1.5 years|-1.5 days|1d2h|1day|1 day 2 hours ago|ago|1|-1.7|1:30|-1:30:15.5|1.5 weeks
      P1W|PT1.5S|P1.5M|P|PT|P1|P1Y1|1 microsecond|2 millennia 3 centuries 4 decades|1 quarter|+1 day -2:03
      1-2 3 4:05:06|-1-2 +3 -4:05:06|1 12:59:10|1 day 1 day|2147483647 days|2147483648 days|1 day 25:00
      178956970 years 7 months|178956970 years 8 months|1e3 days|0.1 s|1.0000005 s|1 mon 0.5 day|5 ms|7 us
      9223372036854775807 us|-9223372036854775808 us|-2562047788:00:54.775808|-9223372036854.775808 s|PT-9223372036854.775808S|-2562047788 hours -54.775808 s|-1-11|-768614336404564650-8|1:60|1:2:61|100:00:00|p1y|1 foo|1 day foo|day 1|-0.5 mon
      1 year ago 2 days|.5 days|-.5 days|1 12|P1-2|P0001-02|PT04:05|P20240101|@ 1 day|1,2 days|
      """;

  private static void each(String texts, java.util.function.Consumer<String> body) {
    for (String line : texts.split("\n")) {
      for (String text : line.split("\\|", -1)) {
        body.accept(text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void datesAndTimes(String zoneName) {
    Zone zone = Zone.of(ZoneId.of(zoneName));
    DateTimeOracle oracle = new DateTimeOracle(zoneName);
    each(
        TEXTS,
        text -> {
          String q = DateTimeOracle.quote(text);
          oracle.expect(q + "::date", () -> Dates.format(Dates.parse(text, 0, zone)));
          oracle.expect(q + "::time", () -> Times.format(Times.parse(text, 0, zone)));
          oracle.expect(
              q + "::timestamp", () -> Timestamps.format(Timestamps.parse(text, 0, zone)));
          oracle.expect(
              q + "::timestamptz",
              () -> Timestamps.formatInstant(Timestamps.parseInstant(text, 0, zone), zone));
        });
    oracle.check();
  }

  @ParameterizedTest
  @ValueSource(strings = "UTC")
  void intervals(String zoneName) {
    DateTimeOracle oracle = new DateTimeOracle(zoneName);
    each(
        INTERVALS,
        text -> {
          String q = DateTimeOracle.quote(text);
          oracle.expect("interval " + q, () -> Intervals.format(Intervals.parse(text)));
          for (IntervalFields fields : IntervalFields.values()) {
            if (fields != IntervalFields.FULL) {
              oracle.expect(
                  "interval " + q + " " + fields.name().replace('_', ' '),
                  () -> Intervals.format(Intervals.parse(text, fields, -1)));
            }
          }
        });
    oracle.check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void formats(String zoneName) {
    Zone zone = Zone.of(ZoneId.of(zoneName));
    DateTimeOracle oracle = new DateTimeOracle(zoneName);
    String[] templates = {
      "YYYY-MM-DD HH24:MI:SS.US",
      "Y,YYY YYY YY Y AD b.c. CC FMCC",
      "IYYY-IW-ID IDDD IYY IY I DDD",
      "FMMonth|Month|MONTH|Mon|mon|TMMonth|Day|day|DY|FMDay",
      "DDth FMDDTH Q WW W J RM fmrm D",
      "HH12:MI:SS.MS AM p.m. SSSS SSSSS FF1 FF2 FF3 FF4 FF5 FF6",
      "TZ tz OF TZH:TZM",
      "\"quo\\\"ted\" \"YYYY\" \\YYYY xyz HH12TH FXMI é",
      "FMHH24 FMMI FMSS FMDDD FMWW FMIW FMYYYY"
    };
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 100; i++) {
      long at = random.nextLong(Timestamps.UNIX_EPOCH, 1_000_000_000_000_000L);
      long old = random.nextLong(Timestamps.MIN, Timestamps.END);
      Interval span =
          new Interval(
              random.nextInt(99) - 50,
              random.nextInt(99) - 50,
              random.nextLong(-1L << 40, 1L << 40));
      for (String template : templates) {
        String q = ", " + DateTimeOracle.quote(template) + ")";
        oracle.expect(
            "to_char(timestamptz '" + Timestamps.formatInstant(at, Zone.UTC) + "'" + q,
            () -> DateFormat.instant(at, template, zone));
        oracle.expect(
            "to_char(timestamp '" + Timestamps.format(old) + "'" + q,
            () -> DateFormat.timestamp(old, template));
        if (!template.contains("IW") && !template.contains("J")) {
          oracle.expect(
              "to_char(interval '" + Intervals.format(span) + "'" + q,
              () -> DateFormat.interval(span, template));
        }
      }
    }
    oracle.check();
  }
}
