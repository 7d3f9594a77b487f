package dev.braid.expr;

import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import dev.braid.vector.DictionaryColumn;
import dev.braid.vector.Validity;
import dev.braid.vector.Values;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// IN over constants: integers in a sorted array, everything else in a set of Java values, whose
/// equality is the types' own.
final class InListEvaluator implements Evaluator {
  private final Evaluator operand;
  private final Type type;
  private final boolean negated;
  private final boolean hasNull;
  private final long @Nullable [] numbers;
  private final Set<Object> values;
  private @Nullable Column dictionary;
  private @Nullable Column answer;

  private InListEvaluator(InList in) {
    operand = ExprCompiler.evaluator(in.operand());
    type = in.operand().type();
    negated = in.negated();
    values = empty(type);
    hasNull = in.values().stream().anyMatch(value -> value == null);
    for (Object value : in.values()) {
      if (value != null) {
        values.add(canonical(value));
      }
    }
    numbers =
        switch (type.storage()) {
          case INT, LONG ->
              values.stream().mapToLong(value -> ((Number) value).longValue()).sorted().toArray();
          default -> null;
        };
  }

  static Evaluator of(InList in) {
    return new InListEvaluator(in);
  }

  /// Types whose values may be the same and yet unlike go by their order.
  private static Set<Object> empty(Type type) {
    return switch (type.kind()) {
      case INTERVAL, JSONB, ARRAY -> new TreeSet<>(TypeOrder.of(type));
      default -> new HashSet<>();
    };
  }

  private Object canonical(Object value) {
    return switch (type.kind()) {
      case FLOAT4, FLOAT8 -> (double) value == 0 ? (Object) 0.0 : value;
      case BPCHAR -> ((String) value).stripTrailing();
      default -> value;
    };
  }

  @Override
  public Column evaluate(Batch batch, EvalContext context) {
    Column column = operand.evaluate(batch, context);
    if (column instanceof DictionaryColumn encoded
        && encoded.dictionary().size() <= 2 * Batch.CAPACITY) {
      if (!encoded.dictionary().equals(dictionary)) {
        dictionary = encoded.dictionary();
        answer = look(encoded.dictionary(), encoded.dictionary().size());
      }
      DictionaryColumn result =
          DictionaryColumn.of(
              encoded.indices(), java.util.Objects.requireNonNull(answer), batch.size());
      return result.withValidity(Validity.and(encoded.validity(), result.validity(), batch.size()));
    }
    return look(column, batch.size());
  }

  private Column look(Column column, int size) {
    boolean[] result = new boolean[size];
    long[] validity = column.validity();
    long[] valid = hasNull ? Validity.allValid(size) : null;
    long[] sorted = numbers;
    boolean ints = type.storage() == dev.braid.type.Storage.INT;
    for (int row = 0; row < size; row++) {
      if (!Validity.isValid(validity, row)) {
        continue;
      }
      boolean found;
      if (sorted != null) {
        long value = ints ? column.getInt(row) : column.getLong(row);
        found = contains(sorted, value);
      } else {
        Object value = Values.get(column, row, type);
        found = value != null && values.contains(canonical(value));
      }
      result[row] = found != negated;
      if (!found && valid != null) {
        Validity.clear(valid, row);
      }
    }
    return new BoolColumn(result, size, Validity.and(validity, valid, size));
  }

  private static boolean contains(long[] sorted, long value) {
    if (sorted.length > 8) {
      return Arrays.binarySearch(sorted, value) >= 0;
    }
    for (long candidate : sorted) {
      if (candidate == value) {
        return true;
      }
    }
    return false;
  }
}
