package dev.braid.slt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values of each type as SQL, and the columns that have it.
final class SampleValues {
  /// The first is harmless, the second too, others are extreme.
  static final Map<String, List<String>> OF = new LinkedHashMap<>();

  /// Columns of `t_mid` and its like.
  static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    put("bool", "b", "true", "false", "NULL::bool");
    put("int2", "s", "7::int2", "(-3)::int2", "32767::int2", "NULL::int2");
    put("int4", "i", "5", "(-2)", "2147483647", "(-2147483648)", "NULL::int4", "0");
    put("int8", "l", "9::int8", "(-4)::int8", "9223372036854775807", "NULL::int8", "0::int8");
    put("float4", "f", "1.5::float4", "(-0.25)::float4", "'NaN'::float4", "NULL::float4");
    put(
        "float8",
        "d",
        "2.5::float8",
        "(-0.5)::float8",
        "'Infinity'::float8",
        "'NaN'::float8",
        "1e308::float8",
        "NULL::float8",
        "0::float8");
    put(
        "numeric",
        "n",
        "3.75",
        "(-1.20)",
        "'NaN'::numeric",
        "1e40",
        "NULL::numeric",
        "0.0",
        "'-Infinity'::numeric");
    put("text", "h", "'abc'::text", "'Héllo wörld'::text", "''::text", "NULL::text", "'12'::text");
    put("varchar", "v", "'xyz'::varchar", "'v1'::varchar(3)", "NULL::varchar");
    put("bpchar", "c", "'ab'::char(4)", "'abcd'::char(2)", "NULL::bpchar");
    put("bytea", "y", "'\\x6162ff'::bytea", "'\\x'::bytea", "NULL::bytea");
    put(
        "date",
        "dt",
        "date '2024-02-29'",
        "date '1999-12-31'",
        "date 'infinity'",
        "NULL::date",
        "date '0044-03-15 BC'");
    put("time", "ti", "time '12:34:56.789'", "time '00:00'", "time '24:00'", "NULL::time");
    put(
        "timestamp",
        "ts",
        "timestamp '2024-02-29 12:34:56.789'",
        "timestamp '1999-12-31 23:59:59'",
        "timestamp '-infinity'",
        "NULL::timestamp");
    put(
        "timestamptz",
        "tz",
        "timestamptz '2024-02-29 12:34:56.789+02'",
        "timestamptz '1999-12-31 23:59:59+00'",
        "timestamptz 'infinity'",
        "NULL::timestamptz");
    put(
        "interval",
        "iv",
        "interval '1 year 2 mons 3 days 04:05:06.7'",
        "interval '-1 day'",
        "interval 'infinity'",
        "NULL::interval",
        "interval '0'");
    put(
        "uuid",
        "u",
        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid",
        "'00000000-0000-0000-0000-000000000000'::uuid",
        "NULL::uuid");
    put(
        "jsonpath",
        "NULL::jsonpath",
        "'$.a[*] ? (@ > 1)'::jsonpath",
        "'strict $[0]'::jsonpath",
        "NULL::jsonpath");
    put("json", "NULL::json", "'{\"a\": [1,2]}'::json", "'[1, \"x\", null]'::json", "NULL::json");
    put(
        "jsonb",
        "j",
        "'{\"a\": [1,2], \"b\": \"x\"}'::jsonb",
        "'[1, \"x\", null]'::jsonb",
        "'5'::jsonb",
        "NULL::jsonb");
    put("int4[]", "ARRAY[i, 1]", "ARRAY[1,2,3]", "'{}'::int4[]", "NULL::int4[]", "ARRAY[5,NULL]");
    put(
        "text[]",
        "ARRAY[h, 'z']",
        "ARRAY['a','b']",
        "'{}'::text[]",
        "NULL::text[]",
        "ARRAY['x',NULL]");
    put("unknown", "NULL", "'1'", "'a'", "NULL");
  }

  private SampleValues() {}

  private static void put(String type, String column, String... values) {
    OF.put(type, List.of(values));
    COLUMNS.put(type, column);
  }

  static List<String> types() {
    return List.copyOf(OF.keySet());
  }

  static String value(String type, int which) {
    List<String> values = OF.get(type);
    return values.get(which % values.size());
  }
}
