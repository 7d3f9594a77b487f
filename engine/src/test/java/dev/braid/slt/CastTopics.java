package dev.braid.slt;

import java.util.List;

/// Conversions between all types.
final class CastTopics {
  private CastTopics() {}

  static List<Topic> all() {
    return List.of(casts(), input(), modifiers());
  }

  private static Topic casts() {
    Topic topic = new Topic("casts");
    for (String from : SampleValues.types()) {
      for (String to : SampleValues.types()) {
        if (to.equals("unknown")) {
          continue;
        }
        for (int i = 0; i < 3; i++) {
          topic.add("SELECT CAST(%s AS %s)".formatted(SampleValues.value(from, i), to));
        }
        if (!from.equals("unknown")) {
          topic.ordered(
              "SELECT id, CAST(%s AS %s) FROM t_mid WHERE id < 30 ORDER BY id"
                  .formatted(SampleValues.COLUMNS.get(from), to));
        }
      }
    }
    return topic;
  }

  private static Topic input() {
    return new Topic("input")
        .add(
            "SELECT '{{1; 0 ;t;TRUE;yes;on;of;off;n;2;tr;;;maybe;NULL}}'::bool".replace(";", ";;"),
            "SELECT '{{1;; 12 ;;-5;;+7;;0x10;;1_000;;1.0;;;;abc;;32768;;2147483648;;9223372036854775808;;1e3;;--1;;٣}}'::{{int2;;int4;;int8}}",
            "SELECT '{{1;; 1.50 ;;-.5;;5.;;1e400;;1e-400;;NaN;;nan;;inf;;-Infinity;;infinit;;abc;;;;0x1F;;1_000.5;;1e5;;1e;;-0;;3.4028236e38;;1.00000001}}'::{{float4;;float8;;numeric;;numeric(6,2)}}",
            "SELECT '{{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11;;{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11};;A0EEBC999C0B4EF8BB6D6BB9BD380A11;;a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11;;a0eebc99;;}}'::uuid",
            "SELECT '{{\\x;;\\xDEAD;;\\xabc;;\\x0g;;abc;;\\000\\377;;\\400;;a\\\\b}}'::bytea",
            "SELECT '{{{\"a\":1, \"a\":2};;[1,2;;\"x;;nul;;null;;1.500;;1e3;;\"\\u00e9\\u0000\";;\"\\ud83d\\ude00\";;{\"b\":1,\"aa\":2};;  [ ] ;;01;;-0;;'' }}'::{{json;;jsonb}}".replace("'' ", ""),
            "SELECT '{{{1,2,3};;{1,NULL};;{{1,2},{3,4}} ;;{};;{1,2;;{a};;1;;[0:1]={1,2};;{ 1 , 2 };;{1,,2};;{\"1\"}}}'::int4[]",
            "SELECT '{{{a,b};;{\"a b\",NULL};;{\"NULL\"};;{a\"b};;{\"a\\\"b\"};;{ a , b c };;{};;{\"\"}}}'::text[]",
            "SELECT DATE '{{2024-02-29;;2023-02-29;;20240229;;Feb 29 2024;;29.02.2024;;02/29/2024;;29/02/2024;;infinity;;epoch;;2024-060;;J2451545;;5874898-01-01;;4714-01-01 BC;;;;garbage;;2024-13-01;;2024-2-3;;99-1-8;;January 8, 1999}}'",
            "SELECT TIME '{{12:34;;12:34:56.7891234;;24:00:00;;24:00:01;;04:05 PM;;0405;;12:60;;noon;;allballs;;;;23:59:60;;12:34:56+02}}'",
            "SELECT TIMESTAMP '{{2024-02-29 12:34:56;;2024-02-29T12:34:56Z;;2024-02-29 24:00:00;;2024-02-29 12:34:56.9999999;;infinity;;-infinity;;epoch;;2024-02-30;;294277-01-01;;4714-11-24 BC;;20240229T123456;;2024-02-29 25:00;;garbage}}'",
            "SELECT TIMESTAMPTZ '{{2024-02-29 12:34:56;;2024-02-29T12:34:56Z;;2024-02-29 12:34:56+05:30;;2024-02-29 12:34:56 Europe/Berlin;;2024-02-29 12:34:56 EST;;2024-02-29 12:34 Nowhere/City;;infinity;;2024-02-29 12:34:56-15:59;;2024-02-29 12:34:56+17}}'",
            "SELECT INTERVAL '{{1 day;;1-2;;3 4:05:06;;1 year 2 months 3 days ago;;P1Y2M3DT4H5M6S;;P1W;;1.5 hours;;1.5 months;;-1-2 +3 -4:05:06;;@ 1 minute;;1 century 1 decade;;1;;1:2;;infinity;;garbage;;1 dayz;;;;178956970 years;;178956971 years;;1e3 seconds;;0.1 us}}'")
        .add(
            "SELECT INTERVAL '{{1;;1.5;;-3;;1-2}}' {{YEAR;;MONTH;;DAY;;HOUR;;MINUTE;;SECOND;;YEAR TO MONTH;;DAY TO SECOND;;SECOND(1)}}",
            "SELECT INTERVAL(2) '1.23456 s', INTERVAL '1 2:03' DAY TO MINUTE, INTERVAL '2:03' MINUTE TO SECOND");
  }

  private static Topic modifiers() {
    return new Topic("type_modifiers")
        .add(
            "SELECT {{1234.567;;-0.005;;0.005;;999.995;;'NaN'::numeric;;NULL;;'12.345';;1e10;;'Infinity'::numeric}}::{{numeric(5,2);;numeric(6,3);;numeric(3);;numeric(2,-1);;numeric(3,5);;numeric}}",
            "SELECT {{'abc';;'abcdef  ';;'äöüß';;'a';;'';;12345;;true}}::{{varchar(3);;char(3);;char(8);;varchar;;char;;bpchar;;text}}",
            "SELECT length({{'abc';;'a  ';;''}}::{{char(5);;varchar(5);;text}}), octet_length('é '::{{char(5);;varchar(5)}})",
            "SELECT 'a '::char(3) || 'b', 'a '::char(3) = 'a', 'a '::varchar = 'a', 'a '::char(2) = 'a '::text, 'a'::char(3) LIKE 'a', 'a'::char(3) LIKE 'a  '",
            "SELECT {{timestamp '2024-02-29 12:34:56.789612';;timestamp 'infinity';;'2024-12-31 23:59:59.999999'}}::timestamp({{0;;1;;3;;6}})",
            "SELECT {{time '12:34:56.789612';;'23:59:59.9999999'}}::time({{0;;2;;6}}), {{timestamptz '2024-02-29 12:34:56.789612+00';;'2024-02-29 12:34:56.5'}}::timestamptz(0)",
            "SELECT interval '1 day 02:03:04.56789'::interval({{0;;1;;3}}), interval '1 year 2 mons 3 days 04:05:06'::interval {{year;;month;;day;;hour;;day to hour;;year to month}}",
            "SELECT {{2.5;;3.5;;-2.5;;0.5;;1.4999999999;;2147483647.5;;-2147483648.4;;'NaN'::numeric}}::int4, {{2.5;;3.5;;-2.5;;0.5}}::float8::int4",
            "SELECT {{2147483647.5;;32767.5;;1e300;;'NaN';;'Infinity';;-32768.4}}::float8::{{int2;;int4;;int8}}",
            "SELECT {{1e-45;;3.4e38;;1e39;;1e-50;;0.1;;16777217}}::float8::float4, {{0.1;;16777217;;3.4e38;;1e-45}}::float4::float8, {{0.1;;1.17549e-38}}::float4::numeric",
            "SELECT {{0.1;;1e15;;123456789012345678;;1e-7;;1e22;;123456.7}}::float8::{{numeric;;text;;numeric(20,5)}}",
            "SELECT CAST(' {{t;;5;;1.5;;2020-01-01}} ' AS {{bool;;int;;numeric;;date}})",
            "SELECT {{int2;;bool;;text;;date}} '1'", "SELECT '1'::int::text::numeric::float8::int2, true::int::bool, 'x'::text::varchar(1)::char(2)::text || '|'",
            "SELECT {{numeric(0);;numeric(1001);;numeric(5,1001);;varchar(0);;char(10485761);;timestamp(7);;float(24);;float(25);;float(54);;bit(3);;money;;inet;;xml;;point;;int4range;;tsvector;;oid;;name;;\"char\";;regclass;;nosuch}} '1'");
  }
}
