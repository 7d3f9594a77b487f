package dev.braid.slt;

import java.util.List;

/// Dates and times.
final class TimeTopics {
  private TimeTopics() {}

  static List<Topic> all() {
    String fields =
        "{{century;;day;;decade;;dow;;doy;;epoch;;hour;;isodow;;isoyear;;julian;;microseconds;;millennium;;milliseconds;;minute;;month;;quarter;;second;;timezone;;timezone_hour;;week;;year;;nosuch}}";
    String values =
        "{{date '2024-12-30';;timestamp '2024-02-29 12:34:56.789';;timestamptz '2001-01-01"
            + " 00:00:00+00';;time '12:34:56.789';;interval '1 year 2 mons 3 days 04:05:06.7';;date"
            + " 'infinity';;timestamp '-infinity';;interval '-1 mon -5 days';;timestamp '0044-03-15"
            + " 10:00 BC'}}";
    return List.of(
        new Topic("extract")
            .add(
                "SELECT EXTRACT(" + fields + " FROM " + values + ")",
                "SELECT date_part('"
                    + fields
                    + "', {{timestamp '2024-02-29 12:34:56.789';;date '2000-01-01';;interval"
                    + " '25:00:00'}})")
            .ordered(
                "SELECT id, EXTRACT({{year;;month;;day;;dow;;epoch;;week;;isoyear;;quarter}} FROM"
                    + " {{dt;;ts;;tz}}) FROM t_time ORDER BY id",
                "SELECT id, EXTRACT({{hour;;second;;epoch;;microseconds}} FROM {{ti;;iv;;ts}}) FROM"
                    + " t_time ORDER BY id"),
        new Topic("date_trunc")
            .add(
                "SELECT"
                    + " date_trunc('{{microseconds;;milliseconds;;second;;minute;;hour;;day;;week;;month;;quarter;;year;;decade;;century;;millennium;;nosuch}}',"
                    + " {{timestamp '2024-02-29 12:34:56.789123';;timestamptz '2024-12-30"
                    + " 23:34:56+00';;interval '1 year 5 mons 20 days 04:05:06.789123';;date"
                    + " '1999-12-31';;timestamp 'infinity';;timestamp '0001-06-01 BC'}})",
                "SELECT date_trunc('{{day;;hour;;month}}', timestamptz '2024-03-31 01:30:00+00',"
                    + " '{{Europe/Berlin;;America/New_York;;UTC;;nosuch}}')",
                "SELECT date_bin('{{15 minutes;;1 day;;1 month;;0}}', timestamp '2024-02-29"
                    + " 12:34:56', timestamp '2001-01-01')")
            .ordered(
                "SELECT id, date_trunc('{{year;;month;;week;;hour;;quarter}}', {{dt;;ts;;tz;;iv}})"
                    + " FROM t_time WHERE id NOT IN (5) ORDER BY id",
                "SELECT date_trunc('month', ts), count(*), sum(i) FROM t_big GROUP BY 1 ORDER BY 1",
                "SELECT extract(year FROM dt), extract(month FROM dt), count(*) FROM t_big GROUP BY"
                    + " 1, 2 ORDER BY 1, 2",
                "SELECT to_char(ts, 'YYYY-MM'), count(*) FROM t_big GROUP BY 1 ORDER BY 1"),
        new Topic("date_arithmetic")
            .add(
                "SELECT {{date '2024-01-31';;timestamp '2024-01-31 10:00';;timestamptz '2024-03-30"
                    + " 12:00+00';;date 'infinity'}} {{+;;-}} interval '{{1 day;;1 month;;1"
                    + " year;;-1 month;;1 hour;;1.5 days;;infinity}}'",
                "SELECT date '2024-03-01' {{+;;-}} {{1;;-60;;2::int2;;1::int8;;1.5;;'1';;date"
                    + " '2024-02-01';;time '12:00';;timestamp '2024-02-01'}}",
                "SELECT {{timestamp '2024-03-01 10:00';;timestamptz '2024-03-01 10:00+00'}} -"
                    + " {{timestamp '2023-02-28 12:00';;date '2024-01-01';;timestamptz"
                    + " '2024-01-01+00';;interval '1 mon';;'2024-01-01';;1}}",
                "SELECT time '23:00' {{+;;-}} {{interval '2 hours';;time '01:00';;interval '1"
                    + " day';;date '2024-01-01'}}",
                "SELECT interval '{{1 day;;1 mon 2 days 03:04:05;;-1 year}}' {{+;;-}} interval '{{1"
                    + " hour;;-1 mon;;0}}', interval '{{1 day;;1 mon 3 days}}' {{*;;/}}"
                    + " {{2;;0.5;;-1.5::float8;;3}}",
                "SELECT interval '1 day' / 0",
                "SELECT 2 * interval '1 day', interval '1 mon' = '30 days', interval '1 day' > '23"
                    + " hours', -interval '1 day 2 hours'",
                "SELECT age(timestamp '2024-03-31', {{timestamp '2023-02-28';;timestamp"
                    + " '2024-03-31';;timestamp '2025-01-01';;date '2000-02-29'}})",
                "SELECT {{justify_days;;justify_hours;;justify_interval}}(interval '{{35 days"
                    + " 30:00;;-1 mon 1 day;;100 hours}}')",
                "SELECT make_date({{2024, 2, 29;;-44, 3, 15}}), make_time(12, 34, 56.7),"
                    + " make_timestamp(2024, 2, 29, 12, 34, 56.7), make_timestamptz(2024, 2, 29,"
                    + " 12, 34, 56.7), make_interval(1, 2, 3, 4, 5, 6, 7.5)",
                "SELECT make_interval(days => 10, hours => 2)",
                "SELECT timestamp '2024-07-01 12:00' AT TIME ZONE"
                    + " '{{UTC;;Europe/Berlin;;America/New_York;;+02;;EST;;-05:30;;Asia/Kolkata}}',"
                    + " timestamptz '2024-07-01 12:00+00' AT TIME ZONE"
                    + " '{{UTC;;Europe/Berlin;;America/New_York;;Asia/Tokyo}}'",
                "SELECT timestamp '{{2024-03-31 02:30;;2024-10-27 02:30}}' AT TIME ZONE"
                    + " 'Europe/Berlin'",
                "SELECT timestamptz '2024-07-01 12:00+00' AT TIME ZONE interval"
                    + " '{{02:00;;-03:30}}', timestamptz '2024-07-01 12:00+00' AT LOCAL,"
                    + " timezone('UTC', timestamp '2024-01-01')",
                "SELECT (date '2024-01-01', {{date '2024-02-01';;interval '10 days'}}) OVERLAPS"
                    + " ({{date '2024-01-05';;date '2024-02-01';;NULL}}, date '2024-03-01')",
                "SELECT isfinite({{date 'infinity';;timestamp '2024-01-01';;interval"
                    + " '-infinity'}}), to_timestamp({{0;;1e9;;-1.5;;'Infinity'}})",
                "SELECT date '2024-01-31' + interval '1 month' + interval '1 month', date"
                    + " '2024-01-31' + interval '2 months'",
                "SELECT current_date - current_date, now() - now(), current_timestamp = now(),"
                    + " localtimestamp::date = current_date",
                "SELECT date '2024-01-01' {{<;;=;;>}} {{timestamp '2024-01-01 00:00';;timestamptz"
                    + " '2024-01-01 01:00+02';;'2024-01-02'}}")
            .ordered(
                "SELECT id, {{dt + 1;;dt - 1;;dt + interval '1 mon';;ts + interval '1 day';;ts -"
                    + " interval '1 hour';;tz + interval '1 mon';;ts - timestamp '2000-01-01';;dt -"
                    + " date '2000-01-01';;ti + interval '1 hour';;ti - time '01:00';;-iv;;iv +"
                    + " interval '1 day';;dt + ti;;age(ts, timestamp"
                    + " '2000-01-01');;ts::date;;ts::time;;dt::timestamp;;tz::date;;tz AT TIME ZONE"
                    + " 'Europe/Berlin';;ts AT TIME ZONE 'Asia/Tokyo';;iv * 2;;iv /"
                    + " 3;;justify_interval(iv);;isfinite(ts);;dt::text;;iv::text;;ts::text}} FROM"
                    + " t_time WHERE {{id NOT IN (5, 6, 7, 8, 10);;id IN (7, 8, 9);;id < 13}} ORDER"
                    + " BY id",
                "SELECT {{dt;;ti;;ts;;tz;;iv}} FROM t_time ORDER BY 1 {{;;DESC}}, id",
                "SELECT {{min;;max;;count}}({{dt;;ti;;ts;;tz;;iv}}) FROM t_time",
                "SELECT id, (ts - dt), tz - ts, dt - ts::date FROM t_mid WHERE id < 20 ORDER BY id",
                "SELECT {{sum;;avg}}(iv) FROM t_mid",
                "SELECT avg(ti), sum(ti) FROM t_mid"),
        new Topic("to_char")
            .add(
                "SELECT to_char({{timestamp '2024-02-09 15:04:05.678901';;timestamptz '0044-03-15"
                    + " 00:00+00 BC';;date '1999-12-31'}}, '{{YYYY-MM-DD HH24:MI:SS.US;;HH12:MI"
                    + " AM;;Day, DDth Month YYYY;;DY MON DD;;FMDay FMMonth FMDD;;IYYY-IW-ID;;Q WW W"
                    + " J;;YY Y YYY Y,YYY;;CC AD B.C.;;SSSS SSSSS MS;;TZ tz OF TZH:TZM;;RM"
                    + " rm;;\"text\" YYYY;;DDD D;;TMMonth;;FF3 FF6;;xyz;;}}')",
                "SELECT to_char(interval '1 year 2 mons 3 days 04:05:06.7', '{{YYYY MM DD"
                    + " HH24:MI:SS;;HH12;;DDD}}')",
                "SELECT to_date('{{2024-02-09;;09 Feb 2024;;20240209;;2024-040;;24}}',"
                    + " '{{YYYY-MM-DD;;DD Mon YYYY;;YYYYMMDD;;YYYY-DDD;;YY}}')",
                "SELECT to_timestamp('{{2024-02-09 15:04:05;;2024-02-09 03:04 PM}}', '{{YYYY-MM-DD"
                    + " HH24:MI:SS;;YYYY-MM-DD HH:MI AM;;YYYY}}')")
            .ordered(
                "SELECT id, to_char({{dt;;ts;;tz}}, '{{YYYY-MM-DD;;FMMonth DD,"
                    + " HH24:MI:SS.MS;;IYYY-\"W\"IW;;Dy}}') FROM t_time ORDER BY id"));
  }
}
