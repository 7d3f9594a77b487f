package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Floats;
import dev.braid.type.Integers;
import dev.braid.type.Numeric;
import dev.braid.type.json.Json;
import dev.braid.type.json.JsonNode;
import dev.braid.type.json.path.PathRun.Outcome;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The methods of items: `.size()`, `.double()` ...
final class PathMethods {
  private static final int MOST_DIGITS = 1000;

  private final PathRun run;

  PathMethods(PathRun run) {
    this.run = run;
  }

  Outcome call(Chain chain, Step.Method method, JsonNode item, @Nullable List<JsonNode> found) {
    return switch (method) {
      case TYPE -> run.next(chain, new JsonNode.Str(typeName(item)), found);
      case SIZE -> size(chain, item, found);
      case ABS, CEILING, FLOOR -> number(chain, method, item, found);
      case DOUBLE -> doubleOf(chain, item, found);
      case BIGINT ->
          convert(chain, method, "bigint", item, found, PathMethods::bigint, Integers::parseInt8);
      case INTEGER ->
          convert(chain, method, "integer", item, found, PathMethods::integer, Integers::parseInt4);
      case NUMBER -> decimal(chain, "number", null, item, found);
      case BOOLEAN -> booleanOf(chain, item, found);
      case STRING -> string(chain, item, found);
      case KEYVALUE -> keyValue(chain, item, found);
    };
  }

  private static String typeName(JsonNode item) {
    return switch (item) {
      case JsonNode.Null _ -> "null";
      case JsonNode.Bool _ -> "boolean";
      case JsonNode.Num _ -> "number";
      case JsonNode.Str _ -> "string";
      case JsonNode.Arr _ -> "array";
      case JsonNode.Obj _ -> "object";
    };
  }

  private Outcome size(Chain chain, JsonNode item, @Nullable List<JsonNode> found) {
    if (item instanceof JsonNode.Arr(List<JsonNode> elements)) {
      return run.next(chain, PathRun.number(elements.size()), found);
    }
    return run.lax
        ? run.next(chain, PathRun.number(1), found)
        : run.structural(SqlState.SQL_JSON_ARRAY_NOT_FOUND, applicable("size", "an array"));
  }

  private static String applicable(String method, String what) {
    return "jsonpath item method .%s() can only be applied to %s".formatted(method, what);
  }

  private Outcome number(
      Chain chain, Step.Method method, JsonNode item, @Nullable List<JsonNode> found) {
    if (!(item instanceof JsonNode.Num number)) {
      return run.fail(
          SqlState.NON_NUMERIC_SQL_JSON_ITEM, applicable(method.word(), "a numeric value"));
    }
    Numeric value = Numeric.of(number.value());
    Numeric result =
        switch (method) {
          case ABS -> value.abs();
          case CEILING -> value.ceil();
          default -> value.floor();
        };
    return run.next(chain, number(result), found);
  }

  private static JsonNode.Num number(Numeric value) {
    return new JsonNode.Num(value.toBigDecimal(), "");
  }

  private Outcome invalid(String argument, String method, String type) {
    return run.fail(
        SqlState.NON_NUMERIC_SQL_JSON_ITEM,
        "argument \"%s\" of jsonpath item method .%s() is invalid for type %s"
            .formatted(argument, method, type));
  }

  private Outcome notFinite(String method) {
    return run.fail(
        SqlState.NON_NUMERIC_SQL_JSON_ITEM,
        "NaN or Infinity is not allowed for jsonpath item method ." + method + "()");
  }

  private Outcome doubleOf(Chain chain, JsonNode item, @Nullable List<JsonNode> found) {
    if (!(item instanceof JsonNode.Num) && !(item instanceof JsonNode.Str)) {
      return run.fail(
          SqlState.NON_NUMERIC_SQL_JSON_ITEM, applicable("double", "a string or numeric value"));
    }
    String text = text(item);
    double value;
    try {
      value = Floats.parseFloat8(text);
    } catch (BraidException _) {
      return invalid(text, "double", "double precision");
    }
    if (!Double.isFinite(value)) {
      return notFinite("double");
    }
    JsonNode result = item instanceof JsonNode.Num ? item : number(Numeric.fromDouble(value));
    return run.next(chain, result, found);
  }

  private static String text(JsonNode item) {
    return item instanceof JsonNode.Str(String value) ? value : Json.write(item);
  }

  private static long bigint(Numeric number) {
    return number.toInt8();
  }

  private static long integer(Numeric number) {
    return number.toInt4();
  }

  /// An integer of a number, or of a text.
  private Outcome convert(
      Chain chain,
      Step.Method method,
      String type,
      JsonNode item,
      @Nullable List<JsonNode> found,
      java.util.function.ToLongFunction<Numeric> rounded,
      java.util.function.ToLongFunction<String> parsed) {
    if (!(item instanceof JsonNode.Num) && !(item instanceof JsonNode.Str)) {
      return run.fail(
          SqlState.NON_NUMERIC_SQL_JSON_ITEM,
          applicable(method.word(), "a string or numeric value"));
    }
    long value;
    try {
      value =
          item instanceof JsonNode.Num number
              ? rounded.applyAsLong(Numeric.of(number.value()))
              : parsed.applyAsLong(text(item));
    } catch (BraidException _) {
      return invalid(text(item), method.word(), type);
    }
    return run.next(chain, PathRun.number(value), found);
  }

  Outcome decimal(Chain chain, Step.Decimal it, JsonNode item, @Nullable List<JsonNode> found) {
    return decimal(chain, "decimal", it, item, found);
  }

  private Outcome decimal(
      Chain chain,
      String method,
      Step.@Nullable Decimal modifier,
      JsonNode item,
      @Nullable List<JsonNode> found) {
    Numeric value;
    if (item instanceof JsonNode.Num number) {
      value = Numeric.of(number.value());
    } else if (item instanceof JsonNode.Str(String text)) {
      try {
        value = Numeric.parse(text);
      } catch (BraidException _) {
        return invalid(text, method, "numeric");
      }
    } else {
      return run.fail(
          SqlState.NON_NUMERIC_SQL_JSON_ITEM, applicable(method, "a string or numeric value"));
    }
    if (!value.isFinite()) {
      return notFinite(method);
    }
    if (modifier != null && modifier.precision() != null) {
      Integer precision = integer(modifier.precision());
      if (precision == null) {
        return outOfRange("precision");
      }
      Integer scale = modifier.scale() == null ? Integer.valueOf(0) : integer(modifier.scale());
      if (scale == null) {
        return outOfRange("scale");
      }
      String wrong = wrongModifier(precision, scale);
      if (wrong != null) {
        return run.fail(SqlState.INVALID_PARAMETER_VALUE, wrong);
      }
      try {
        value = value.applyModifier(precision, scale);
      } catch (BraidException _) {
        return invalid(text(item), "decimal", "numeric");
      }
    }
    return run.next(chain, number(value), found);
  }

  private static @Nullable Integer integer(JsonNode.Num number) {
    try {
      return Numeric.of(number.value()).toInt4();
    } catch (BraidException _) {
      return null;
    }
  }

  private Outcome outOfRange(String what) {
    return run.fail(
        SqlState.NON_NUMERIC_SQL_JSON_ITEM,
        what + " of jsonpath item method .decimal() is out of range for type integer");
  }

  private static @Nullable String wrongModifier(int precision, int scale) {
    if (precision < 1 || precision > MOST_DIGITS) {
      return "NUMERIC precision " + precision + " must be between 1 and " + MOST_DIGITS;
    }
    return Math.abs((long) scale) > MOST_DIGITS
        ? "NUMERIC scale " + scale + " must be between -1000 and 1000"
        : null;
  }

  private Outcome booleanOf(Chain chain, JsonNode item, @Nullable List<JsonNode> found) {
    Boolean value;
    switch (item) {
      case JsonNode.Bool(boolean same) -> value = same;
      case JsonNode.Num _ -> {
        try {
          value = Integers.parseInt4(text(item)) != 0;
        } catch (BraidException _) {
          value = null;
        }
      }
      case JsonNode.Str(String text) -> value = truth(text.toLowerCase(Locale.ROOT));
      default -> {
        return run.fail(
            SqlState.NON_NUMERIC_SQL_JSON_ITEM,
            applicable("boolean", "a boolean, string, or numeric value"));
      }
    }
    return value == null
        ? invalid(text(item), "boolean", "boolean")
        : run.next(chain, new JsonNode.Bool(value), found);
  }

  /// As boolean's input, but without blanks around the word.
  private static @Nullable Boolean truth(String word) {
    if (word.isEmpty()) {
      return null;
    }
    if ("true".startsWith(word)
        || "yes".startsWith(word)
        || word.equals("on")
        || word.equals("1")) {
      return true;
    }
    boolean no =
        "false".startsWith(word)
            || "no".startsWith(word)
            || word.length() > 1 && "off".startsWith(word)
            || word.equals("0");
    return no ? Boolean.FALSE : null;
  }

  private Outcome string(Chain chain, JsonNode item, @Nullable List<JsonNode> found) {
    if (!item.isScalar() || item instanceof JsonNode.Null) {
      return run.fail(
          SqlState.NON_NUMERIC_SQL_JSON_ITEM,
          applicable("string", "a boolean, string, numeric, or datetime value"));
    }
    return run.next(chain, new JsonNode.Str(text(item)), found);
  }

  private Outcome keyValue(Chain chain, JsonNode item, @Nullable List<JsonNode> found) {
    if (!(item instanceof JsonNode.Obj object)) {
      return run.fail(SqlState.SQL_JSON_OBJECT_NOT_FOUND, applicable("keyvalue", "an object"));
    }
    if (object.fields().isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    if (chain.next() == null && found == null) {
      return Outcome.OK;
    }
    JsonNode id = run.ids.of(object);
    Outcome outcome = Outcome.OK;
    for (JsonNode.Field field : object.fields()) {
      JsonNode made =
          Json.object(
              List.of(
                  new JsonNode.Field("key", new JsonNode.Str(field.key()), 0, 0),
                  new JsonNode.Field("value", field.value(), 0, 0),
                  new JsonNode.Field("id", id, 0, 0)));
      ObjectIds.Base before = run.ids.fromMade(made);
      outcome = run.next(chain, made, found);
      run.ids.restore(before);
      if (outcome == Outcome.ERROR || outcome == Outcome.OK && found == null) {
        return outcome;
      }
    }
    return outcome;
  }
}
