package dev.braid.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows sorted by numbers of 64 bits are in the order in which comparing their values puts them.
class SortKeysTest {
  private static final int ROWS = 700;

  /// Starts that texts have in common, shorter and longer than a number's eight bytes.
  private static final List<String> STARTS =
      List.of("", "a", "\u0001", "abcdefg", "abcdefgh", "abcdefghi", "é€😀", "x".repeat(31));

  private static final List<Type> TYPES =
      List.of(Type.BOOL, Type.INT4, Type.INT8, Type.FLOAT8, Type.NUMERIC, Type.TEXT, Type.BPCHAR);

  private static Object value(Type type, Random random) {
    return switch (type.kind()) {
      case BOOL -> random.nextBoolean();
      case INT4 -> pick(random, 0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT8 -> pick(random, 0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT8 ->
          pick(random, 0.0, -0.0, 1.5, -1.5, Double.NaN, Double.POSITIVE_INFINITY, -1e300);
      case NUMERIC ->
          Numeric.parse(pick(random, "1.0", "1.00", "-3", "1e30", "NaN", "-Infinity", "0.5"));
      case BPCHAR -> text(random) + " ".repeat(random.nextInt(3));
      default -> text(random);
    };
  }

  private static String text(Random random) {
    String start = STARTS.get(random.nextInt(STARTS.size()));
    return start + start.repeat(random.nextInt(3)) + pick(random, "", "", "b", "\u0001", "ü");
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  private static List<@Nullable Object> values(Type type, Random random, boolean nulls) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      values.add(nulls && random.nextInt(4) == 0 ? null : value(type, random));
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theOrderIsThatOfComparedValues(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      Column[] columns = new Column[TYPES.size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] =
            Values.column(TYPES.get(i), values(TYPES.get(i), random, random.nextBoolean()));
      }
      Batch rows = new Batch(columns, ROWS);
      List<SortKey> order = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(4); i++) {
        int column = random.nextInt(columns.length);
        order.add(new SortKey(column, random.nextBoolean(), random.nextBoolean()));
      }
      SortKeys keys = new SortKeys(order, TestRows.of(TYPES, List.of(), false).info());
      List<Integer> expected =
          IntStream.range(0, ROWS)
              .boxed()
              .sorted((a, b) -> keys.compare(rows, a, rows, b))
              .toList();
      assertThat(keys.sort(rows))
          .as(order.toString())
          .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
    }
  }
}
