package dev.braid.expr.library;

import static dev.braid.expr.Cast.Context.ASSIGNMENT;
import static dev.braid.expr.Cast.Context.EXPLICIT;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.ScalarFunction;
import dev.braid.type.Kind;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.type.json.Json;
import dev.braid.type.json.JsonbFunctions;
import dev.braid.vector.Values;

/// Between json and jsonb, and from jsonb's scalars to SQL's.
final class JsonCasts {
  private JsonCasts() {}

  static void register(Definitions d) {
    d.cast(
        Kind.JSON,
        Kind.JSONB,
        ASSIGNMENT,
        (in, row, out, _) -> out.append(Json.jsonb(in[0].getString(row))));
    d.sameValues(Kind.JSONB, Kind.JSON, ASSIGNMENT);
    for (Kind kind :
        new Kind[] {
          Kind.BOOL, Kind.INT2, Kind.INT4, Kind.INT8, Kind.FLOAT4, Kind.FLOAT8, Kind.NUMERIC
        }) {
      d.cast(Kind.JSONB, kind, EXPLICIT, JsonCasts::scalar);
    }
  }

  /// JSON's null becomes NULL.
  private static ScalarFunction.Kernel scalar(Call call) {
    Type to = call.type();
    String wanted = to.kind() == Kind.BOOL ? "boolean" : "number";
    return Definitions.perRow(
            (in, row, out, _) -> {
              String json = in[0].getString(row);
              String type = JsonbFunctions.typeOf(json);
              if (type.equals("null")) {
                out.appendNull();
              } else if (!type.equals(wanted)) {
                throw new BraidException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "cannot cast jsonb " + named(type) + " to type " + to.plain().sqlName());
              } else {
                Values.append(out, to, value(json, to));
              }
            })
        .bind(call);
  }

  private static String named(String type) {
    return type.equals("number") ? "numeric" : type;
  }

  private static Object value(String json, Type to) {
    if (to.kind() == Kind.BOOL) {
      return json.equals("true");
    }
    Numeric number = Numeric.parse(json);
    return switch (to.kind()) {
      case INT2 -> (Object) (int) number.toInt2();
      case INT4 -> number.toInt4();
      case INT8 -> number.toInt8();
      case FLOAT4 -> (double) number.toFloat();
      case FLOAT8 -> number.toDouble();
      default -> to.hasModifier() ? number.applyModifier(to.precision(), to.scale()) : number;
    };
  }
}
