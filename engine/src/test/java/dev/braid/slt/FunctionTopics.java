package dev.braid.slt;

import dev.braid.expr.ScalarFunction;
import dev.braid.expr.SetFunction;
import dev.braid.expr.Volatility;
import dev.braid.expr.library.Library;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Every function of the catalogue with sample arguments.
final class FunctionTopics {
  /// Answers that depend on the clock, the session or the server.
  private static final Set<String> OTHERS =
      Set.of(
          "random",
          "now",
          "clock_timestamp",
          "version",
          "current_user",
          "current_database",
          "session_user",
          "current_date",
          "current_time",
          "timeofday",
          "age",
          "localtime",
          "localtimestamp",
          "current_timestamp",
          "statement_timestamp",
          "transaction_timestamp",
          "gen_random_uuid",
          "uuidv4",
          "uuidv7",
          "pg_sleep",
          "current_schema",
          "current_setting",
          "current_catalog",
          "setseed",
          "random_normal",
          "user",
          "current_role",
          "pg_backend_pid");

  private FunctionTopics() {}

  static List<Topic> all() {
    return List.of(functions(), misuse(), sets(), numbers());
  }

  /// The name under which [SampleValues] has a type.
  static String sampleType(Type type) {
    return switch (type.kind()) {
      case ARRAY -> type.elementType().equals(Type.TEXT) ? "text[]" : "int4[]";
      case ANYARRAY, ANYCOMPATIBLEARRAY -> "int4[]";
      case ANYELEMENT, ANYNONARRAY, ANYCOMPATIBLE, ANY -> "int4";
      case BPCHAR -> "bpchar";
      default -> type.kind().name().toLowerCase(java.util.Locale.ROOT);
    };
  }

  private static Topic functions() {
    Topic topic = new Topic("functions");
    List<ScalarFunction> all =
        Library.CATALOG.functions().stream()
            .filter(f -> f.volatility() != Volatility.VOLATILE && !OTHERS.contains(f.name()))
            .sorted(
                Comparator.comparing(ScalarFunction::name)
                    .thenComparing(f -> f.argumentTypes().toString()))
            .toList();
    for (ScalarFunction function : all) {
      String name =
          function.name().equals("overlaps") ? "\"overlaps\"" : "\"" + function.name() + "\"";
      List<String> types =
          function.argumentTypes().stream().map(FunctionTopics::sampleType).toList();
      for (int[] which : new int[][] {{0, 0, 0}, {1, 1, 0}, {2, 0, 1}, {3, 3, 1}, {0, 3, 2}}) {
        topic.add("SELECT " + call(name, types, which));
        if (types.isEmpty()) {
          break;
        }
      }
      if (!types.isEmpty()) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
          columns.add(
              i == 0
                  ? SampleValues.COLUMNS.get(types.get(i))
                  : SampleValues.value(types.get(i), 0));
        }
        topic.ordered(
            "SELECT id, %s(%s) FROM t_mid WHERE id <= 20 ORDER BY id"
                .formatted(name, String.join(", ", columns)));
      }
    }
    return topic;
  }

  private static String call(String name, List<String> types, int[] which) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      arguments.add(SampleValues.value(types.get(i), which[Math.min(i, 2)]));
    }
    return name + "(" + String.join(", ", arguments) + ")";
  }

  private static Topic misuse() {
    Topic topic = new Topic("function_misuse");
    Set<String> names = new java.util.TreeSet<>();
    Library.CATALOG.functions().forEach(f -> names.add(f.name()));
    Library.CATALOG.aggregates().forEach(f -> names.add(f.name()));
    names.removeAll(OTHERS);
    for (String name : names) {
      String quoted = '"' + name + '"';
      topic.add(
          "SELECT " + quoted + "(true, 'x'::text, 5, date '2000-01-01')",
          "SELECT " + quoted + "('{\"a\":1}'::jsonb)",
          "SELECT " + quoted + "('1')",
          "SELECT " + quoted + "(NULL, NULL)");
    }
    return topic;
  }

  private static Topic sets() {
    Topic topic = new Topic("set_functions");
    for (SetFunction function : Library.CATALOG.sets()) {
      List<String> types =
          function.argumentTypes().stream().map(FunctionTopics::sampleType).toList();
      for (int[] which : new int[][] {{0, 0, 0}, {1, 0, 0}, {4, 0, 0}, {3, 3, 1}}) {
        topic.ordered("SELECT * FROM " + call(function.name(), types, which) + " LIMIT 20");
      }
    }
    topic.ordered(
        "SELECT * FROM generate_series({{1, 5;;5, 1;;5, 1, -2;;1, 1;;NULL, 3;;1, 10, 3;;1, 2,"
            + " 0;;2147483645, 2147483647;;1.5, 3.0;;1.0, 2, 0.25;;1::int8, 3}}) AS g(x)",
        "SELECT * FROM generate_series({{timestamp '2024-01-30', '2024-04-01', '1 month';;date"
            + " '2024-01-01', date '2024-01-03', '1 day';;timestamptz '2024-03-30 12:00+00',"
            + " '2024-04-01 00:00+00', '12 hours';;timestamp '2024-01-03', '2024-01-01', '-1"
            + " day';;timestamp '2024-01-01', '2024-01-02', '0'}})",
        "SELECT generate_series(1, 3), generate_series(1, 2)",
        "SELECT generate_series(1, 3) + 1 AS x, 'c'",
        "SELECT id, generate_series(1, s) FROM t_int WHERE s < 10 ORDER BY 1, 2",
        "SELECT * FROM unnest(ARRAY[1,2,NULL]) WITH ORDINALITY AS u(x, n)",
        "SELECT * FROM unnest(ARRAY[1,2], ARRAY['a','b','c']) AS u(x, y)",
        "SELECT unnest(ARRAY[[1,2],[3,4]])",
        "SELECT * FROM ROWS FROM (generate_series(1,2), generate_series(1,3)) AS r(a, b)",
        "SELECT regexp_split_to_table('a1b22c', '\\d+')",
        "SELECT regexp_matches('abcabd', 'ab(.)', 'g')",
        "SELECT string_to_table('a,b,,c', ',', '')",
        "SELECT * FROM jsonb_array_elements('[1,\"a\",null]')",
        "SELECT * FROM jsonb_each('{\"a\":1,\"b\":[2]}')",
        "SELECT jsonb_object_keys('{\"b\":1,\"a\":2}')",
        "SELECT * FROM jsonb_each_text('{\"a\":null,\"b\":\"x\"}')",
        "SELECT * FROM jsonb_array_elements('{\"a\":1}')",
        "SELECT g FROM generate_series(1, 3) g",
        "SELECT g.g, x FROM generate_series(1, 2) g, unnest(ARRAY['a','b']) x ORDER BY 1, 2",
        "SELECT count(*), sum(g) FROM generate_series(1, 100000) g",
        "SELECT generate_subscripts(ARRAY[5,6,7], 1)");
    return topic;
  }

  private static Topic numbers() {
    return new Topic("number_functions")
        .add(
            "SELECT"
                + " {{ceil;;floor;;round;;trunc;;sign;;abs;;sqrt;;cbrt;;exp;;ln;;log;;log10}}({{0;;2;;-2;;0.5;;-0.5;;2.5;;-2.5::float8;;1e10::float8;;'NaN'::float8;;'Infinity'::numeric;;NULL}})",
            "SELECT"
                + " {{sin;;cos;;tan;;asin;;acos;;atan;;sinh;;cosh;;tanh;;asinh;;acosh;;atanh;;degrees;;radians;;sind;;cosd;;tand;;cot}}({{0;;1;;-0.5;;60;;'Infinity';;'NaN'}})",
            "SELECT round({{1234.5678;;-1234.5678;;0.5;;1e20;;'NaN'::numeric}},"
                + " {{0;;2;;-2;;10;;-5}}), trunc({{1234.5678;;-1234.5678}}, {{1;;-3}})",
            "SELECT {{div;;mod;;power;;atan2;;log}}({{7;;-7;;2.5;;0}}, {{2;;-3;;0;;0.5}})",
            "SELECT {{gcd;;lcm}}({{12;;0;;-8;;2147483647}}, {{18;;0;;(-2147483648)}}),"
                + " factorial({{0;;5;;20}})",
            "SELECT factorial(-1)",
            "SELECT width_bucket({{5.35;;-1;;10.06;;'NaN'::float8}}, {{0.024, 10.06;;10.06,"
                + " 0.024;;1, 1}}, {{5;;0}})",
            "SELECT width_bucket({{5;;0;;100}}, ARRAY[1,5,10])",
            "SELECT scale({{1.50;;10;;'NaN'}}), min_scale({{1.500;;1e-5}}),"
                + " trim_scale({{1.500;;100}})",
            "SELECT to_char({{1234.567;;-0.5;;0;;'NaN'::numeric;;1e10}},"
                + " '{{9999.99;;0000.0;;FM999,999.000;;S9999;;9999MI;;9.99EEEE;;RN;;L999;;999PR;;$9.99;;99V99;;999th;;}}')",
            "SELECT to_number('{{1,234.5;;-12;;12-;;<5>;;abc;;}}',"
                + " '{{9,999.9;;S99;;99MI;;99PR;;999}}')",
            "SELECT {{to_hex;;to_oct;;to_bin}}({{255;;-1;;0::int8}})",
            "SELECT num_nulls(1, NULL, 'a'), num_nonnulls(NULL, NULL), numeric_inc(1)",
            "SELECT erf({{0;;0.5;;-3}}), erfc(1), gamma({{5;;0.5;;-1}}), lgamma({{5;;0.5}})");
  }
}
