package dev.braid.expr.aggregate;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.type.Kind;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `percentile_disc` and `percentile_cont` of one fraction or an array of them. Rows come sorted;
/// NULLs among them do not count. A fraction outside 0 to 1 (22003) is only seen in groups that
/// have rows.
final class PercentileAccumulator implements Accumulator {
  private final Percentile percentile;
  private final Type fractionType;
  private final Type type;
  private final ValueLists lists;
  private @Nullable Object[] fractions = new @Nullable Object[0];

  /// @param types of the fraction and of the values
  PercentileAccumulator(Percentile percentile, List<Type> types) {
    this.percentile = percentile;
    fractionType = types.get(0);
    type = types.get(1);
    if (type.kind() == Kind.ARRAY && fractionType.kind() == Kind.ARRAY) {
      throw new BraidException(
          SqlState.UNDEFINED_OBJECT, "could not find array type for data type " + type);
    }
    lists = new ValueLists(type);
  }

  @Override
  public List<Type> stateTypes() {
    return List.of(fractionType, lists.arrayType());
  }

  @Override
  public void resize(int groups) {
    lists.resize(groups);
    fractions = Arrays.copyOf(fractions, Room.capacity(fractions.length, groups));
  }

  @Override
  public void add(int[] groups, Column[] arguments, int size, EvalContext context) {
    append(groups, arguments, size);
  }

  @Override
  public void addAll(Column[] arguments, int size, EvalContext context) {
    append(null, arguments, size);
  }

  private void append(int @Nullable [] groups, Column[] arguments, int size) {
    for (int i = 0; i < size; i++) {
      int group = groups == null ? 0 : groups[i];
      if (fractions[group] == null) {
        fractions[group] = Values.get(arguments[0], i, fractionType);
      }
      if (!arguments[1].isNull(i)) {
        lists.add(group, arguments[1], i);
      }
    }
  }

  @Override
  public Column[] state(int from, int count) {
    ColumnBuilder builder = ColumnBuilder.of(fractionType, count);
    for (int group = from; group < from + count; group++) {
      Values.append(builder, fractionType, fractions[group]);
    }
    return new Column[] {builder.build(), lists.column(from, count)};
  }

  @Override
  public void mergeState(int[] groups, Column[] state, int size, EvalContext context) {
    for (int i = 0; i < size; i++) {
      if (fractions[groups[i]] == null) {
        fractions[groups[i]] = Values.get(state[0], i, fractionType);
      }
    }
    lists.merge(groups, state[1], size);
  }

  @Override
  public Column result(int from, int count, EvalContext context) {
    boolean many = fractionType.kind() == Kind.ARRAY;
    Type result = many ? Type.arrayOf(type) : type;
    ColumnBuilder builder = ColumnBuilder.of(result, count);
    for (int group = from; group < from + count; group++) {
      Object fraction = fractions[group];
      Object value =
          switch (fraction) {
            case null -> null;
            case PgArray array -> many(group, array);
            default -> one(group, (double) fraction);
          };
      Values.append(builder, result, value);
    }
    return builder.build();
  }

  private @Nullable Object one(int group, double fraction) {
    double checked = Percentile.checked(fraction);
    return lists.size(group) == 0 ? null : percentile.of(lists, group, checked);
  }

  private @Nullable Object many(int group, PgArray array) {
    if (lists.size(group) == 0) {
      return null;
    }
    @Nullable Object[] results = new @Nullable Object[array.size()];
    for (int i = 0; i < results.length; i++) {
      if (array.elements()[i] instanceof Double fraction) {
        results[i] = percentile.of(lists, group, Percentile.checked(fraction));
      }
    }
    return new PgArray(type, results);
  }

  @Override
  public long memory() {
    return lists.memory() + 28L * fractions.length;
  }
}
