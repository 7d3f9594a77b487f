package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Volatility;
import dev.braid.type.Kind;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.json.Json;
import dev.braid.type.json.JsonbFunctions;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// JSON of arrays: objects of keys and values, arrays over several lines; and `jsonb_set_lax`.
final class JsonMakers {
  private static final Type TEXTS = Type.arrayOf(Type.TEXT);

  private JsonMakers() {}

  static void register(Definitions d) {
    for (Type json : new Type[] {Type.JSON, Type.JSONB}) {
      String name = json.equals(Type.JSONB) ? "jsonb_object" : "json_object";
      RowFunction object = (in, row, out, _) -> object(in, row, out, json.equals(Type.JSONB));
      d.function(name, json, object, TEXTS);
      d.function(name, json, object, TEXTS, TEXTS);
    }
    d.function(
        "array_to_json",
        Type.JSON,
        Volatility.STABLE,
        Definitions.perRow(
            (in, row, out, context) ->
                out.append(
                    array(ArrayOperators.array(in[0], row), in[1].getBoolean(row), context))),
        Type.of(Kind.ANYARRAY),
        Type.BOOL);
    List<Type> types = List.of(Type.JSONB, TEXTS, Type.JSONB, Type.BOOL, Type.TEXT);
    for (int count = 3; count <= types.size(); count++) {
      d.nullable(
          "jsonb_set_lax",
          Type.JSONB,
          Volatility.IMMUTABLE,
          (in, row, out, _) -> setLax(in, row, out),
          types.subList(0, count).toArray(Type[]::new));
    }
  }

  private static void object(Column[] in, int row, ColumnBuilder out, boolean binary) {
    @Nullable Object[] first = ArrayOperators.array(in[0], row).elements();
    List<@Nullable String> keys = new ArrayList<>();
    List<String> values = new ArrayList<>();
    if (in.length > 1) {
      @Nullable Object[] second = ArrayOperators.array(in[1], row).elements();
      if (first.length != second.length) {
        boolean one = first.length > 0 && second.length > 0;
        throw misfit(one ? "mismatched array dimensions" : "wrong number of array subscripts");
      }
      for (int i = 0; i < first.length; i++) {
        keys.add((String) first[i]);
        values.add(Json.toJson((String) second[i], Type.TEXT));
      }
    } else {
      if (first.length % 2 != 0) {
        throw misfit("array must have even number of elements");
      }
      for (int i = 0; i < first.length; i += 2) {
        keys.add((String) first[i]);
        values.add(Json.toJson((String) first[i + 1], Type.TEXT));
      }
    }
    String json = Json.buildObject(keys, values);
    out.append(binary ? Json.jsonb(json) : json);
  }

  private static BraidException misfit(String message) {
    return new BraidException(SqlState.ARRAY_SUBSCRIPT_ERROR, message);
  }

  private static String array(PgArray array, boolean lines, EvalContext context) {
    List<String> elements = new ArrayList<>();
    for (Object element : array.elements()) {
      elements.add(JsonBuilders.json(element, array.elementType(), context));
    }
    return "[" + String.join(lines ? ",\n " : ",", elements) + "]";
  }

  private static void setLax(Column[] in, int row, ColumnBuilder out) {
    if (in[0].isNull(row) || in[1].isNull(row) || in.length > 3 && in[3].isNull(row)) {
      out.appendNull();
      return;
    }
    if (in.length == 5 && in[4].isNull(row)) {
      throw unknownTreatment();
    }
    String treatment = in.length < 5 ? "use_json_null" : in[4].getString(row);
    String target = in[0].getString(row);
    @Nullable String[] path = JsonOperators.strings(in[1], row);
    boolean create = in.length < 4 || in[3].getBoolean(row);
    if (!in[2].isNull(row)) {
      out.append(JsonbFunctions.set(target, path, in[2].getString(row), create));
      return;
    }
    switch (treatment) {
      case "use_json_null" -> out.append(JsonbFunctions.set(target, path, "null", create));
      case "delete_key" -> out.append(JsonbFunctions.deletePath(target, path));
      case "return_target" -> out.append(target);
      case "raise_exception" ->
          throw new BraidException(SqlState.NULL_VALUE_NOT_ALLOWED, "JSON value must not be null");
      default -> throw unknownTreatment();
    }
  }

  private static BraidException unknownTreatment() {
    return new BraidException(
        SqlState.INVALID_PARAMETER_VALUE,
        "null_value_treatment must be \"delete_key\", \"return_target\", \"use_json_null\", or"
            + " \"raise_exception\"");
  }
}
