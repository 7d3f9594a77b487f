package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.TextOutput;
import dev.braid.expr.Volatility;
import dev.braid.type.Kind;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.json.Json;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// json and jsonb made of other values: `to_json`, `json_build_object` and their kin.
final class JsonBuilders {
  private static final Type ANY = Type.of(Kind.ANY);

  private JsonBuilders() {}

  static void register(Definitions d) {
    for (Type json : new Type[] {Type.JSON, Type.JSONB}) {
      boolean binary = json.equals(Type.JSONB);
      String name = binary ? "jsonb" : "json";
      d.function(
          "to_" + name,
          json,
          Volatility.STABLE,
          call -> toJson(call, binary),
          Type.of(Kind.ANYELEMENT));
      build(d, name + "_build_array", json, call -> array(call, binary));
      build(d, name + "_build_object", json, call -> object(call, binary));
    }
    d.function(
        "array_to_json",
        Type.JSON,
        Volatility.STABLE,
        call -> toJson(call, false),
        Type.of(Kind.ANYARRAY));
  }

  private static void build(Definitions d, String name, Type json, ScalarFunction.Binder binder) {
    d.catalog()
        .function(
            new ScalarFunction(name, List.of(ANY), json, true, false, Volatility.STABLE, binder));
    d.catalog()
        .function(
            new ScalarFunction(name, List.of(), json, false, false, Volatility.STABLE, binder));
  }

  /// A value as JSON.
  static String json(@Nullable Object value, Type type, EvalContext context) {
    if (value == null) {
      return "null";
    }
    if (type.kind() == Kind.ARRAY) {
      List<String> elements = new ArrayList<>();
      for (Object element : ((PgArray) value).elements()) {
        elements.add(json(element, type.elementType(), context));
      }
      return Json.arrayOf(elements);
    }
    return Json.toJson(TextOutput.write(type, value, context.timeZone()), type);
  }

  private static ScalarFunction.Kernel toJson(Call call, boolean binary) {
    Type type = call.arguments().getFirst().type();
    return Definitions.perRow(
            (in, row, out, context) -> {
              String json = json(Values.get(in[0], row, type), type, context);
              out.append(binary ? Json.jsonb(json) : json);
            })
        .bind(call);
  }

  private static ScalarFunction.Kernel array(Call call, boolean binary) {
    List<Type> types = call.arguments().stream().map(Expr::type).toList();
    return Definitions.perRow(
            (in, row, out, context) -> {
              List<String> elements = new ArrayList<>();
              for (int i = 0; i < in.length; i++) {
                Type type = types.get(i);
                elements.add(json(Values.get(in[i], row, type), type, context));
              }
              String json = Json.buildArray(elements);
              out.append(binary ? Json.jsonb(json) : json);
            })
        .bind(call);
  }

  private static ScalarFunction.Kernel object(Call call, boolean binary) {
    List<Type> types = call.arguments().stream().map(Expr::type).toList();
    return Definitions.perRow(
            (in, row, out, context) -> {
              if (in.length % 2 != 0) {
                throw new BraidException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "argument list must have even number of elements");
              }
              List<@Nullable String> keys = new ArrayList<>();
              List<String> values = new ArrayList<>();
              for (int i = 0; i < in.length; i += 2) {
                keys.add(key(Values.get(in[i], row, types.get(i)), types.get(i), context));
                Type type = types.get(i + 1);
                values.add(json(Values.get(in[i + 1], row, type), type, context));
              }
              out.append(binary ? Json.buildObjectb(keys, values) : Json.buildObject(keys, values));
            })
        .bind(call);
  }

  private static @Nullable String key(@Nullable Object value, Type type, EvalContext context) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case ARRAY, JSON, JSONB ->
          throw new BraidException(
              SqlState.INVALID_PARAMETER_VALUE,
              "key value must be scalar, not array, composite, or json");
      case BOOL -> (boolean) value ? "true" : "false";
      case TIMESTAMP, TIMESTAMPTZ -> {
        String quoted = json(value, type, context);
        yield quoted.substring(1, quoted.length() - 1);
      }
      default -> TextOutput.write(type, value, context.timeZone());
    };
  }
}
