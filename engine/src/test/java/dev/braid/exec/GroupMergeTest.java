package dev.braid.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Sums by (text, integer) from runs that say what the hashes of their keys are.
class GroupMergeTest {
  private static final EvalContext EVAL =
      new EvalContext(Zone.UTC, 0, "user", "database", new Cancellation());

  private static final List<Type> KEYS = List.of(Type.TEXT, Type.INT4);

  private static AggregateShape shape() {
    List<OutputColumn> output =
        List.of(
            new OutputColumn("a", Type.TEXT),
            new OutputColumn("b", Type.INT4),
            new OutputColumn("sum", Type.INT8));
    TestRows child = TestRows.of(List.of(Type.TEXT, Type.INT4, Type.INT8), List.of(), true);
    return new AggregateShape(
        new Aggregate(
            new NodeInfo(output, Estimate.NONE),
            child,
            Aggregate.Strategy.HASHED,
            Aggregate.Phase.COMPLETE,
            List.of(0, 1),
            List.of(),
            List.of(TestAggregates.sum(2)),
            true));
  }

  private static List<@Nullable Object> row(
      long hash, @Nullable String a, @Nullable Integer b, long sum) {
    return Arrays.asList(hash, a, b, sum);
  }

  @SafeVarargs
  private static Batch run(List<@Nullable Object>... rows) {
    List<Type> types = List.of(Type.INT8, KEYS.get(0), KEYS.get(1), Type.INT8);
    Column[] columns = new Column[types.size()];
    for (int i = 0; i < columns.length; i++) {
      int place = i;
      List<@Nullable Object> values = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        values.add(row.get(place));
      }
      columns[i] = Values.column(types.get(i), values);
    }
    return new Batch(columns, rows.length);
  }

  private static @Nullable List<List<@Nullable Object>> merged(Batch... runs) {
    AggregateShape shape = shape();
    Batch rows = GroupMerge.results(shape, new int[] {0, 1}, 0, List.of(runs), EVAL);
    if (rows == null) {
      return null;
    }
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      List<@Nullable Object> one = new ArrayList<>();
      for (int i = 0; i < rows.width(); i++) {
        one.add(Values.get(rows.column(i), row, shape.node.info().type(i)));
      }
      values.add(one);
    }
    return values;
  }

  @Test
  void groupsComeInTheOrderOfTheirHashesAsUnsignedNumbers() {
    assertThat(
            merged(
                run(row(1, "a", 1, 10), row(5, null, 2, 20), row(-1, "z", null, 30)),
                run(row(0, "b", 3, 1), row(5, null, 2, 2)),
                run(row(1, "a", 1, 100), row(-2, "y", 4, 3), row(-1, "z", null, 300))))
        .containsExactly(
            Arrays.asList("b", 3, 1L),
            Arrays.asList("a", 1, 110L),
            Arrays.asList(null, 2, 22L),
            Arrays.asList("y", 4, 3L),
            Arrays.asList("z", null, 330L));
    assertThat(merged(run(), run(row(7, "a", 1, 1)))).containsExactly(Arrays.asList("a", 1, 1L));
  }

  @Test
  void twoKeysWithOneHashAreNotMerged() {
    assertThat(merged(run(row(5, "a", 1, 1)), run(row(5, "b", 1, 2)))).isNull();
    assertThat(merged(run(row(5, "a", 1, 1)), run(row(5, "a", null, 2)))).isNull();
    assertThat(merged(run(row(5, "a", 1, 1), row(5, "b", 1, 2)), run(row(6, "c", 1, 3)))).isNull();
  }
}
