package dev.braid.fuzz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// More operators and functions, written as texts with a type in braces for each argument.
///
/// Nothing here tells equal values apart (`1.0` from `1.00`, `1 mon` from `30 days`), and floats
/// stay multiples of a power of two, so that their sums are exact.
final class Templates {
  private static final Map<FuzzType, List<String>> ALL = new EnumMap<>(FuzzType.class);

  static {
    put(
        FuzzType.INT,
        "(({INT} % 1000)::smallint * 2::smallint)::integer",
        "(({INT} % 100)::real * 1.5)::integer",
        "ascii({TEXT})",
        "octet_length({TEXT})",
        "strpos({TEXT}, {TEXT})",
        "array_position({INTS}, {INT})",
        "array_length({INTS}, 1)",
        "gcd({INT} % 100, {INT} % 100)",
        "num_nulls({INT}, {TEXT}, {DATE})",
        "cardinality(string_to_array({TEXT}, ' '))",
        "regexp_count({TEXT}, '[ab]')",
        "(extract(day FROM {INTERVAL})::integer % 50)",
        "({DATE} - date '2024-01-01')",
        "({INT} # 5)",
        "(1 << ({INT} & 7))");
    put(
        FuzzType.BIGINT,
        "({BIGINT} # {INT})",
        "(({INT} % 100)::bigint << 3)",
        "mod({BIGINT}, 7)",
        "extract(epoch FROM {INTERVAL})::bigint",
        "length({TEXT})::bigint",
        "(({INT} % 1000) * 5000000000)");
    put(
        FuzzType.NUMERIC,
        "extract(epoch FROM {TIMESTAMP})",
        "extract(hour FROM {INTERVAL})",
        "round({NUMERIC}, {INT} % 3)",
        "div({NUMERIC}, 3)",
        "mod({NUMERIC}, 0.7)",
        "({NUMERIC} / nullif({NUMERIC}, 0))",
        "trim_scale({NUMERIC})",
        "power({INT} % 20, 3)::numeric",
        "sqrt(abs({INT}::numeric))",
        "ln(abs({INT}::numeric) + 1)",
        "({INT}::numeric / 7)",
        "{BIGINT}::numeric(30, 2)",
        "(-{NUMERIC})");
    put(
        FuzzType.FLOAT,
        "({FLOAT} / 4)",
        "{FLOAT}::real::double precision",
        "date_part('hour', {TIMESTAMP})",
        "(-{FLOAT})",
        "trunc({FLOAT})",
        "power(({INT} % 20)::double precision, 2)");
    put(
        FuzzType.TEXT,
        "initcap({TEXT})",
        "translate({TEXT}, 'ab', 'b')",
        "split_part({TEXT}, 'a', 2)",
        "overlay({TEXT} PLACING 'Z' FROM 2 FOR 1)",
        "{TEXT}::varchar(2)::text",
        "{TEXT}::char(4)::text",
        "({TEXT}::char(4) || '|')",
        "regexp_replace({TEXT}, '[ab]+', '<\\&>', 'g')",
        "regexp_replace({TEXT}, '(.)(.)', '\\2\\1')",
        "to_char({TIMESTAMP}, 'Dy DD Mon YYYY HH24:MI')",
        "to_char({INT} % 1000, 'S9990')",
        "to_char({INT}::numeric / 7, 'FM99990.00')",
        "{TIMESTAMPTZ}::text",
        "{INTS}::text",
        "{JSONB}::text",
        "{BOOL}::text",
        "quote_literal({TEXT})",
        "format('%s/%L', {TEXT}, {INT})",
        "array_to_string({INTS}, ',', '*')",
        "repeat({TEXT}, 2)",
        "concat_ws('-', {TEXT}, {INT}, {BOOL})",
        "chr(97 + abs({INT} % 20))",
        "({JSONB} #>> '{c,1,a}')",
        "jsonb_typeof({JSONB})",
        "{TIMESTAMP}::time::text",
        "ltrim({TEXT}, 'a ')");
    put(
        FuzzType.DATE,
        "make_date(2024, 1 + abs({INT} % 12), 1 + abs({INT} % 28))",
        "{TIMESTAMPTZ}::date",
        "date_trunc('month', {TIMESTAMP})::date",
        "({DATE} + {INTERVAL})::date");
    put(
        FuzzType.TIMESTAMP,
        "date_bin('3 hours', {TIMESTAMP}, timestamp '2024-01-01')",
        "({DATE} + time '13:45:10')",
        "{TIMESTAMP}::timestamp(0)",
        "{TIMESTAMPTZ}::timestamp",
        "date_trunc('week', {TIMESTAMP})",
        "({TIMESTAMP} + interval '1 mon')");
    put(
        FuzzType.TIMESTAMPTZ,
        "date_trunc('month', {TIMESTAMPTZ})",
        "date_trunc('day', {TIMESTAMPTZ}, 'Europe/Berlin')",
        "{TIMESTAMP}::timestamptz",
        "to_timestamp({INT})",
        "({TIMESTAMPTZ} - interval '1 mon 3 hours')");
    put(
        FuzzType.INTERVAL,
        "({TIMESTAMP} - {TIMESTAMP})",
        "({TIMESTAMPTZ} - {TIMESTAMPTZ})",
        "age({TIMESTAMP}, {TIMESTAMP})",
        "justify_hours({INTERVAL})",
        "({INT} % 100 * interval '1 hour')",
        "({INTERVAL} / 2)",
        "({TIMESTAMP}::time - time '12:00')");
    put(
        FuzzType.INTS,
        "array_append({INTS}, {INT})",
        "array_prepend({INT}, {INTS})",
        "array_replace({INTS}, 1, {INT})",
        "ARRAY[{INT}, NULL, {INT}]",
        "({INTS})[2:]");
    put(
        FuzzType.JSONB,
        "to_jsonb({INTS})",
        "to_jsonb({DATE})",
        "to_jsonb({BOOL})",
        "jsonb_build_object('k', {DATE}, 'l', {JSONB})",
        "jsonb_strip_nulls({JSONB})",
        "({JSONB} #> '{c,1}')",
        "jsonb_build_array({BOOL}, {TIMESTAMP}, {INT})");
    put(
        FuzzType.BOOL,
        "starts_with({TEXT}, 'a')",
        "isfinite({DATE})",
        "({TEXT} SIMILAR TO '(a|b)%')",
        "({INT} = ANY (ARRAY[1, 2, {INT}]))",
        "({INT} <> ALL ('{1,3}'))",
        "({INTS} < {INTS})",
        "({DATE} < {TIMESTAMP})",
        "({DATE} >= {TIMESTAMPTZ})",
        "({INT} < {FLOAT})",
        "({BIGINT} = {NUMERIC})",
        "({TEXT}::char(3) = {TEXT}::char(3))",
        "({TEXT} LIKE {TEXT} || '%')",
        "({INT}, {TEXT}) IS DISTINCT FROM ({INT}, {TEXT})",
        "(({INT}, {DATE}) IN ((1, date '2024-01-01'), ({INT}, {DATE})))",
        "({BOOL} = {BOOL})");
  }

  private final Expressions expressions;

  Templates(Expressions expressions) {
    this.expressions = expressions;
  }

  private static void put(FuzzType type, String... texts) {
    ALL.put(type, List.of(texts));
  }

  static boolean has(FuzzType type) {
    return ALL.containsKey(type);
  }

  Piece make(FuzzType type, Scope scope, int depth) {
    List<String> texts = ALL.getOrDefault(type, List.of());
    String text = texts.get(expressions.random.nextInt(texts.size()));
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      int close = text.indexOf('}', open);
      String name = text.substring(open + 1, close);
      if (name.chars().allMatch(Character::isUpperCase)) {
        parts.add(text.substring(from, open));
        parts.add(expressions.make(FuzzType.valueOf(name), scope, depth));
      } else {
        parts.add(text.substring(from, close + 1));
      }
      from = close + 1;
    }
    parts.add(text.substring(from));
    return expressions.expression(type, parts.toArray());
  }
}
