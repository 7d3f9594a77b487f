package dev.braid.expr.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hypothetical rows stand where PostgreSQL puts them, in any direction of the order.
class HypotheticalSetTest {
  @ParameterizedTest
  @ValueSource(strings = {"rank", "dense_rank", "percent_rank", "cume_dist"})
  void standsWherePostgresPutsIt(String name) {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      var key = new HypotheticalSet.Key(Type.INT4, random.nextBoolean(), random.nextBoolean());
      List<@Nullable Object> rows = new ArrayList<>();
      for (int i = 0; i < seed * 2; i++) {
        rows.add(random.nextInt(5) == 0 ? null : (Integer) random.nextInt(6));
      }
      Comparator<Object> order = ValueOrder.comparator(Type.INT4);
      order = key.descending() ? order.reversed() : order;
      rows.sort(key.nullsFirst() ? Comparator.nullsFirst(order) : Comparator.nullsLast(order));
      Integer direct = seed % 4 == 3 ? null : (Integer) random.nextInt(7);
      int cut = random.nextInt(rows.size() + 1);
      HypotheticalSet whole = new HypotheticalSet(name, List.of(key));
      whole.resize(1);
      for (List<@Nullable Object> part :
          List.of(rows.subList(0, cut), rows.subList(cut, rows.size()))) {
        HypotheticalSet one = new HypotheticalSet(name, List.of(key));
        one.resize(1);
        Column[] columns = {
          column(java.util.Collections.nCopies(part.size(), direct), part), column(part, part)
        };
        one.addAll(columns, part.size(), AggregateOracle.CONTEXT);
        whole.mergeState(new int[1], one.state(0, 1), 1, AggregateOracle.CONTEXT);
      }
      Type result = name.contains("_") && !name.equals("dense_rank") ? Type.FLOAT8 : Type.INT8;
      Object given = Values.get(whole.result(0, 1, AggregateOracle.CONTEXT), 0, result);
      String sql =
          "SELECT %s(%s::int) WITHIN GROUP (ORDER BY x %s NULLS %s) FROM unnest('{%s}'::int[]) x"
              .formatted(
                  name,
                  direct,
                  key.descending() ? "DESC" : "ASC",
                  key.nullsFirst() ? "FIRST" : "LAST",
                  rows.stream().map(String::valueOf).collect(Collectors.joining(",")));
      assertThat(Double.parseDouble(String.valueOf(given)))
          .as(sql)
          .isEqualTo(Double.parseDouble(TestPostgres.ask(sql)));
    }
  }

  private static Column column(
      List<? extends @Nullable Object> values, List<@Nullable Object> rows) {
    ColumnBuilder builder = ColumnBuilder.of(Type.INT4, Math.max(1, rows.size()));
    for (Object value : values) {
      Values.append(builder, Type.INT4, value);
    }
    return builder.build();
  }
}
