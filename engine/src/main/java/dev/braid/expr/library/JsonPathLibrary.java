package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.SetFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.Type;
import dev.braid.type.json.Json;
import dev.braid.type.json.JsonNode;
import dev.braid.type.json.path.JsonPath;
import dev.braid.type.json.path.PathVariables;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What paths find in jsonb. The functions take the path's variables, and whether its errors are
/// silent, as further arguments; the operators have no variables and are silent.
final class JsonPathLibrary {
  private JsonPathLibrary() {}

  /// What to do with one value and its path.
  @FunctionalInterface
  private interface Question {
    void ask(
        JsonPath path, JsonNode value, PathVariables variables, boolean silent, ColumnBuilder out);
  }

  static void register(Definitions d) {
    operator(d, "@?", JsonPathLibrary::exists);
    operator(d, "@@", JsonPathLibrary::match);
    function(d, "jsonb_path_exists", Type.BOOL, JsonPathLibrary::exists);
    function(d, "jsonb_path_match", Type.BOOL, JsonPathLibrary::match);
    function(d, "jsonb_path_query_array", Type.JSONB, JsonPathLibrary::array);
    function(d, "jsonb_path_query_first", Type.JSONB, JsonPathLibrary::first);
    for (Type[] arguments : arguments()) {
      d.catalog()
          .set(
              new SetFunction(
                  "jsonb_path_query",
                  List.of(arguments),
                  List.of("jsonb_path_query"),
                  List.of(Type.JSONB),
                  true,
                  Volatility.IMMUTABLE,
                  (values, _, batchSize, context) ->
                      SetRows.single(
                          Type.JSONB, query(values, context).iterator(), batchSize, context)));
    }
  }

  static JsonPath compile(String path, String flags, EvalContext context) {
    return JsonPath.parse(path, context.cancellation()::check);
  }

  private static Type[][] arguments() {
    return new Type[][] {
      {Type.JSONB, Type.JSONPATH},
      {Type.JSONB, Type.JSONPATH, Type.JSONB},
      {Type.JSONB, Type.JSONPATH, Type.JSONB, Type.BOOL}
    };
  }

  private static void operator(Definitions d, String symbol, Question question) {
    d.operator(
        symbol,
        Type.BOOL,
        asking(question, (_, _) -> PathVariables.NONE, true),
        Type.JSONB,
        Type.JSONPATH);
  }

  private static void function(Definitions d, String name, Type result, Question question) {
    for (Type[] arguments : arguments()) {
      d.function(name, result, asking(question, JsonPathLibrary::variables, false), arguments);
    }
  }

  /// @param silent where no argument says so
  private static ScalarFunction.Binder asking(
      Question question, BiFunction<Column[], Integer, PathVariables> variables, boolean silent) {
    return call -> {
      PatternCache<JsonPath> paths = new PatternCache<>(JsonPathLibrary::compile);
      return Definitions.perRow(
              (in, row, out, context) ->
                  question.ask(
                      paths.get(in[1], row, context),
                      Json.read(in[0].getString(row)),
                      variables.apply(in, row),
                      in.length > 3 ? in[3].getBoolean(row) : silent,
                      out))
          .bind(call);
    };
  }

  private static PathVariables variables(Column[] in, int row) {
    String object = in.length > 2 ? in[2].getString(row) : "{}";
    return PathVariables.of(Json.read(object));
  }

  private static List<String> query(@Nullable Object[] values, EvalContext context) {
    JsonPath path = compile(string(values[1]), "", context);
    String object = values.length > 2 ? string(values[2]) : "{}";
    boolean silent = values.length > 3 && Boolean.TRUE.equals(values[3]);
    List<String> items = new ArrayList<>();
    for (JsonNode item :
        path.find(Json.read(string(values[0])), PathVariables.of(Json.read(object)), silent)
            .items()) {
      items.add(Json.write(item));
    }
    return items;
  }

  private static String string(@Nullable Object value) {
    return (String) Objects.requireNonNull(value);
  }

  private static void exists(
      JsonPath path, JsonNode value, PathVariables variables, boolean silent, ColumnBuilder out) {
    append(out, path.exists(value, variables, silent));
  }

  private static void append(ColumnBuilder out, @Nullable Boolean value) {
    if (value == null) {
      out.appendNull();
    } else {
      out.append((boolean) value);
    }
  }

  private static void match(
      JsonPath path, JsonNode value, PathVariables variables, boolean silent, ColumnBuilder out) {
    List<JsonNode> items = path.find(value, variables, silent).items();
    if (items.size() == 1 && items.getFirst() instanceof JsonNode.Bool(boolean truth)) {
      out.append(truth);
    } else if (silent || items.size() == 1 && items.getFirst() instanceof JsonNode.Null) {
      out.appendNull();
    } else {
      throw new BraidException(
          SqlState.SINGLETON_SQL_JSON_ITEM_REQUIRED, "single boolean result is expected");
    }
  }

  private static void array(
      JsonPath path, JsonNode value, PathVariables variables, boolean silent, ColumnBuilder out) {
    out.append(Json.write(new JsonNode.Arr(path.find(value, variables, silent).items())));
  }

  private static void first(
      JsonPath path, JsonNode value, PathVariables variables, boolean silent, ColumnBuilder out) {
    List<JsonNode> items = path.find(value, variables, silent).items();
    Outputs.append(out, items.isEmpty() ? null : Json.write(items.getFirst()));
  }
}
