package dev.braid.expr.aggregate;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.expr.TextOutput;
import dev.braid.type.Kind;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.json.Json;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `json_agg`, `jsonb_agg`, `json_object_agg`, `jsonb_object_agg` and their `_strict` variants. The
/// state is the text between the brackets; jsonb's is brought into its form at the end.
/// `jsonb_object_agg_strict` leaves out JSON's null as well as NULL.
final class JsonAggAccumulator implements Accumulator {
  private final boolean binary;
  private final boolean strict;
  private final boolean object;
  private final List<Type> types;
  private final Buffers buffers = new Buffers();
  private int groups;

  JsonAggAccumulator(boolean binary, boolean strict, List<Type> types) {
    this.binary = binary;
    this.strict = strict;
    this.types = types;
    object = types.size() == 2;
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(Type.TEXT);
  }

  @Override
  public void resize(int wanted) {
    buffers.resize(wanted);
    groups = Math.max(groups, wanted);
  }

  @Override
  public void add(int[] numbers, Column[] arguments, int size, EvalContext context) {
    append(numbers, arguments, size, context);
  }

  @Override
  public void addAll(Column[] arguments, int size, EvalContext context) {
    append(null, arguments, size, context);
  }

  private void append(int @Nullable [] numbers, Column[] arguments, int size, EvalContext context) {
    int last = arguments.length - 1;
    Type type = types.get(last);
    boolean array = type.kind() == Kind.ARRAY;
    for (int i = 0; i < size; i++) {
      if (object && arguments[0].isNull(i)) {
        throw nullKey();
      }
      Object value = Values.get(arguments[last], i, type);
      int group = numbers == null ? 0 : numbers[i];
      buffers.touch(group);
      if (value == null && strict) {
        continue;
      }
      String json = json(type, value, context);
      if (strict && object && binary && json.strip().equals("null")) {
        continue;
      }
      if (buffers.length(group) > 0) {
        buffers.append(group, !object && array && value != null ? ", \n " : ", ");
      }
      if (object) {
        buffers.append(group, key(arguments[0], i, context) + " : ");
      }
      buffers.append(group, json);
    }
  }

  private BraidException nullKey() {
    return binary
        ? new BraidException(SqlState.INVALID_PARAMETER_VALUE, "field name must not be null")
        : new BraidException(
            SqlState.NULL_VALUE_NOT_ALLOWED, "null value not allowed for object key");
  }

  private String key(Column keys, int row, EvalContext context) {
    Type type = types.get(0);
    Object key = Values.get(keys, row, type);
    Kind kind = type.kind();
    if (key == null || kind == Kind.ARRAY || kind == Kind.JSON || kind == Kind.JSONB) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE,
          "key value must be scalar, not array, composite, or json");
    }
    String json = json(type, key, context);
    return json.startsWith("\"") ? json : Json.toJson(json, Type.TEXT);
  }

  private static String json(Type type, @Nullable Object value, EvalContext context) {
    if (value instanceof PgArray array) {
      List<String> elements = new ArrayList<>();
      for (Object element : array.elements()) {
        elements.add(json(type.elementType(), element, context));
      }
      return Json.arrayOf(elements);
    }
    return Json.toJson(
        value == null ? null : TextOutput.write(type, value, context.timeZone()), type);
  }

  @Override
  public Column[] state(int from, int count) {
    return new Column[] {buffers.column(Type.TEXT, new int[groups], from, count)};
  }

  @Override
  public void mergeState(int[] numbers, Column[] state, int size, EvalContext context) {
    for (int i = 0; i < size; i++) {
      if (!state[0].isNull(i)) {
        String part = state[0].getString(i);
        if (buffers.length(numbers[i]) > 0 && !part.isEmpty()) {
          boolean broken = !object && types.get(0).kind() == Kind.ARRAY && !part.startsWith("null");
          buffers.append(numbers[i], broken ? ", \n " : ", ");
        }
        buffers.append(numbers[i], part);
      }
    }
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    ColumnBuilder builder = ColumnBuilder.of(Type.TEXT, count);
    for (int group = from; group < from + count; group++) {
      if (!buffers.isSeen(group)) {
        builder.appendNull();
      } else {
        String text = object ? "{ " + buffers.text(group) + " }" : "[" + buffers.text(group) + "]";
        builder.append(binary ? Json.jsonb(text) : text);
      }
    }
    return builder.build();
  }

  @Override
  public long memory() {
    return buffers.memory();
  }
}
