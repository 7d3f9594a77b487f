package dev.braid.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.exec.Aggregate.Phase;
import dev.braid.exec.Aggregate.Strategy;
import dev.braid.type.Interval;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Aggregates give the same rows in the same order for all batch sizes, workers and budgets.
class AggregateTest {
  private static final Settings TINY =
      Settings.DEFAULT.with(Setting.WORK_MEM, "64kB").with(Setting.HASH_MEM_MULTIPLIER, "1");

  private static Aggregate aggregate(
      PlanNode child,
      Strategy strategy,
      Phase phase,
      List<Integer> keys,
      List<List<Integer>> sets,
      List<AggregateSpec> specs,
      boolean parallel) {
    List<Type> types = new ArrayList<>();
    keys.forEach(key -> types.add(child.info().type(key)));
    if (phase == Phase.PARTIAL) {
      List<Type> partial =
          Aggregate.partialTypes(List.copyOf(types), specs, Aggregate.Strategy.HASHED);
      types.clear();
      types.addAll(partial);
    } else {
      specs.forEach(spec -> types.add(spec.resultType()));
    }
    if (!sets.isEmpty()) {
      types.add(Type.INT4);
    }
    List<OutputColumn> output = types.stream().map(type -> new OutputColumn("x", type)).toList();
    return new Aggregate(
        new NodeInfo(output, Estimate.NONE), child, strategy, phase, keys, sets, specs, parallel);
  }

  private static List<List<@Nullable Object>> complete(
      Strategy strategy,
      List<Type> types,
      List<List<@Nullable Object>> rows,
      List<Integer> keys,
      List<List<Integer>> sets,
      List<AggregateSpec> specs,
      Settings settings) {
    return Plans.everywhere(
        parallel ->
            aggregate(
                TestRows.of(types, rows, parallel),
                strategy,
                Phase.COMPLETE,
                keys,
                sets,
                specs,
                parallel),
        settings);
  }

  /// Rows (key..., long value, boolean) with NULLs.
  private static List<List<@Nullable Object>> random(List<Type> keys, int count, int distinct) {
    Random random = new Random(42 + keys.size());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (Type key : keys) {
        row.add(random.nextInt(10) == 0 ? null : value(key, random.nextInt(distinct), random));
      }
      row.add(random.nextInt(9) == 0 ? null : (long) random.nextInt(20));
      row.add(random.nextInt(9) == 0 ? null : random.nextBoolean());
      rows.add(row);
    }
    return rows;
  }

  private static Object value(Type type, int n, Random random) {
    return switch (type.kind()) {
      case INT4 -> n - 3;
      case INT8 -> n * 1_000_000_007L;
      case TEXT -> "value number " + n;
      case BPCHAR -> "x" + n + " ".repeat(random.nextInt(3));
      case NUMERIC ->
          n == 0 ? Numeric.NAN : Numeric.parse(n + ".5" + "0".repeat(random.nextInt(4)));
      case FLOAT8 -> n == 0 ? (random.nextBoolean() ? -0.0 : 0.0) : n == 1 ? Double.NaN : n / 3.0;
      case INTERVAL -> random.nextBoolean() ? new Interval(n, 0, 0) : new Interval(0, 30 * n, 0);
      default -> throw new AssertionError();
    };
  }

  /// Sums by keys as SQL sees them, keys as in the first row.
  private static Map<List<@Nullable Object>, List<@Nullable Object>> expected(
      List<List<@Nullable Object>> rows, int keys) {
    Map<List<@Nullable Object>, List<@Nullable Object>> groups = new LinkedHashMap<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> key = new ArrayList<>();
      row.subList(0, keys).forEach(value -> key.add(canonical(value)));
      List<@Nullable Object> group =
          groups.computeIfAbsent(
              key,
              _ -> {
                List<@Nullable Object> fresh = new ArrayList<>(row.subList(0, keys));
                fresh.add(0L);
                return fresh;
              });
      Object value = row.get(keys);
      group.set(keys, (long) group.get(keys) + (value == null ? 0 : (long) value));
    }
    return groups;
  }

  private static @Nullable Object canonical(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Double d -> d + 0.0;
      case String s -> s.stripTrailing();
      case Interval i -> i.months() * 30 + i.days();
      default -> value;
    };
  }

  private static void assertSums(List<Type> keys, int count, int distinct, Settings settings) {
    List<List<@Nullable Object>> rows = random(keys, count, distinct);
    List<Type> types = new ArrayList<>(keys);
    types.add(Type.INT8);
    types.add(Type.BOOL);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      places.add(i);
    }
    List<List<@Nullable Object>> found =
        complete(
            Strategy.HASHED,
            types,
            rows,
            places,
            List.of(),
            List.of(TestAggregates.sum(keys.size())),
            settings);
    assertThat(text(found))
        .containsExactlyInAnyOrderElementsOf(
            text(new ArrayList<>(expected(rows, keys.size()).values())));
  }

  /// Shows display scales and signs of zeros, which equality does not see.
  private static List<String> text(List<List<@Nullable Object>> rows) {
    return rows.stream().map(Object::toString).toList();
  }

  @Test
  void groupsByOneInteger() {
    assertSums(List.of(Type.INT4), 400, 30, Settings.DEFAULT);
    assertSums(List.of(Type.INT8), 400, 200, Settings.DEFAULT);
  }

  @Test
  void groupsByText() {
    assertSums(List.of(Type.TEXT), 300, 50, Settings.DEFAULT);
  }

  @Test
  void groupsBySeveralKeys() {
    assertSums(List.of(Type.INT4, Type.TEXT, Type.INT8), 400, 4, Settings.DEFAULT);
  }

  @Test
  void keysThatLookDifferentAreShownAsInTheFirstRow() {
    for (Type type : List.of(Type.NUMERIC, Type.FLOAT8, Type.BPCHAR, Type.INTERVAL)) {
      assertSums(List.of(type), 300, 12, Settings.DEFAULT);
    }
    assertSums(List.of(Type.NUMERIC, Type.BPCHAR), 300, 5, Settings.DEFAULT);
  }

  @Test
  void spillsWithoutADifference() {
    for (List<Type> keys : List.of(List.of(Type.INT8), List.of(Type.NUMERIC, Type.TEXT))) {
      List<List<@Nullable Object>> rows = random(keys, 6000, 4000);
      List<Type> types = new ArrayList<>(keys);
      types.add(Type.INT8);
      types.add(Type.BOOL);
      List<List<List<@Nullable Object>>> found = new ArrayList<>();
      for (Settings settings : List.of(Settings.DEFAULT, TINY)) {
        for (int workers : new int[] {0, 4}) {
          Aggregate plan =
              aggregate(
                  TestRows.of(types, rows, true),
                  Strategy.HASHED,
                  Phase.COMPLETE,
                  keys.size() == 1 ? List.of(0) : List.of(0, 1),
                  List.of(),
                  List.of(TestAggregates.sum(keys.size()), TestAggregates.joined(keys.size())),
                  true);
          found.add(Plans.run(plan, settings, 100, workers));
        }
      }
      assertThat(found).allSatisfy(one -> assertThat(text(one)).isEqualTo(text(found.getFirst())));
      assertThat(found.getFirst()).hasSize(expected(rows, keys.size()).size());
    }
  }

  @Test
  void aggregateWithoutKeysHasOneRowEvenOfNothing() {
    List<AggregateSpec> specs = List.of(TestAggregates.sum(0), TestAggregates.joined(0));
    assertThat(
            complete(
                Strategy.PLAIN,
                List.of(Type.INT8),
                List.of(),
                List.of(),
                List.of(),
                specs,
                Settings.DEFAULT))
        .containsExactly(List.of(0L, ""));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (long i = 0; i < 100; i++) {
      rows.add(List.of(i));
      all.append(i).append(' ');
    }
    assertThat(
            complete(
                Strategy.PLAIN,
                List.of(Type.INT8),
                rows,
                List.of(),
                List.of(),
                specs,
                Settings.DEFAULT))
        .containsExactly(List.of(4950L, all.toString()));
  }

  @Test
  void partsAreMergedByFinalize() {
    for (Type key : List.of(Type.INT4, Type.NUMERIC)) {
      List<List<@Nullable Object>> rows = random(List.of(key), 500, 40);
      List<AggregateSpec> specs = List.of(TestAggregates.sum(1));
      List<List<@Nullable Object>> found =
          Plans.everywhere(
              parallel -> {
                Aggregate partial =
                    aggregate(
                        TestRows.of(List.of(key, Type.INT8, Type.BOOL), rows, parallel),
                        Strategy.HASHED,
                        Phase.PARTIAL,
                        List.of(0),
                        List.of(),
                        specs,
                        parallel);
                return aggregate(
                    new Gather(partial.info(), partial, 4),
                    Strategy.HASHED,
                    Phase.FINALIZE,
                    List.of(0),
                    List.of(),
                    specs,
                    false);
              },
              Settings.DEFAULT);
      assertThat(text(found))
          .containsExactlyInAnyOrderElementsOf(text(new ArrayList<>(expected(rows, 1).values())));
    }
  }

  @Test
  void sortedInputNeedsNoTable() {
    List<List<@Nullable Object>> rows = random(List.of(Type.INT4, Type.TEXT), 700, 30);
    rows.sort(Comparator.comparing(row -> row.get(0) + "|" + row.get(1)));
    List<List<@Nullable Object>> found =
        Plans.everywhere(
            _ ->
                aggregate(
                    TestRows.of(List.of(Type.INT4, Type.TEXT, Type.INT8, Type.BOOL), rows, false),
                    Strategy.SORTED,
                    Phase.COMPLETE,
                    List.of(0, 1),
                    List.of(),
                    List.of(TestAggregates.sum(2)),
                    false),
            Settings.DEFAULT);
    assertThat(found).containsExactlyElementsOf(expected(rows, 2).values());
    assertThat(found).hasSizeGreaterThan(256);
  }

  @Test
  void groupingSetsAreNumbered() {
    List<List<@Nullable Object>> rows = random(List.of(Type.INT4, Type.TEXT), 300, 6);
    List<List<@Nullable Object>> found =
        complete(
            Strategy.MIXED,
            List.of(Type.INT4, Type.TEXT, Type.INT8, Type.BOOL),
            rows,
            List.of(0, 1),
            List.of(List.of(0, 1), List.of(1), List.of()),
            List.of(TestAggregates.sum(2)),
            Settings.DEFAULT);
    List<List<@Nullable Object>> wanted = new ArrayList<>();
    expected(rows, 2).values().forEach(group -> wanted.add(with(group, 0)));
    List<List<@Nullable Object>> byText = new ArrayList<>();
    rows.forEach(row -> byText.add(row.subList(1, 4)));
    expected(byText, 1)
        .values()
        .forEach(
            group -> {
              List<@Nullable Object> row = new ArrayList<>();
              row.add(null);
              row.addAll(group);
              wanted.add(with(row, 1));
            });
    List<@Nullable Object> all = new ArrayList<>();
    all.add(null);
    all.add(null);
    all.add(rows.stream().mapToLong(row -> row.get(2) == null ? 0 : (long) row.get(2)).sum());
    wanted.add(with(all, 2));
    assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(found.getLast()).isEqualTo(wanted.getLast());
  }

  private static List<@Nullable Object> with(List<@Nullable Object> row, Object last) {
    List<@Nullable Object> longer = new ArrayList<>(row);
    longer.add(last);
    return longer;
  }

  @Test
  void emptyGroupingSetHasARowOfNothing() {
    assertThat(
            complete(
                Strategy.MIXED,
                List.of(Type.INT4, Type.INT8),
                List.of(),
                List.of(0),
                List.of(List.of(0), List.of()),
                List.of(TestAggregates.sum(1)),
                Settings.DEFAULT))
        .hasSize(1);
  }

  @Test
  void distinctFilterAndOrder() {
    List<List<@Nullable Object>> rows = random(List.of(Type.INT4), 400, 3);
    List<SortKey> descending = List.of(new SortKey(1, true, true));
    List<AggregateSpec> specs =
        List.of(
            TestAggregates.spec(TestAggregates.SUM, 1, true, List.of(), -1),
            TestAggregates.spec(TestAggregates.SUM, 1, false, List.of(), 2),
            TestAggregates.spec(TestAggregates.JOINED, 1, true, descending, -1),
            TestAggregates.spec(TestAggregates.JOINED, 1, false, descending, 2),
            TestAggregates.joined(1));
    for (Settings settings : List.of(Settings.DEFAULT, TINY)) {
      List<List<@Nullable Object>> found =
          complete(
              Strategy.HASHED,
              List.of(Type.INT4, Type.INT8, Type.BOOL),
              rows,
              List.of(0),
              List.of(),
              specs,
              settings);
      assertThat(found).hasSize(4).allSatisfy(row -> assertThat(row).isEqualTo(byHand(row, rows)));
    }
  }

  private static List<@Nullable Object> byHand(
      List<@Nullable Object> found, List<List<@Nullable Object>> rows) {
    List<@Nullable Object> inOrder = new ArrayList<>();
    List<@Nullable Object> filtered = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      if (java.util.Objects.equals(row.getFirst(), found.getFirst())) {
        inOrder.add(row.get(1));
        if (Boolean.TRUE.equals(row.get(2))) {
          filtered.add(row.get(1));
        }
      }
    }
    Comparator<@Nullable Object> order =
        Comparator.nullsFirst(Comparator.comparing(value -> -(long) value));
    List<@Nullable Object> distinct = new ArrayList<>(new HashSet<>(inOrder));
    distinct.sort(order);
    List<@Nullable Object> result = new ArrayList<>();
    result.add(found.getFirst());
    result.add(sum(distinct));
    result.add(sum(filtered));
    result.add(joined(distinct));
    filtered.sort(order);
    result.add(joined(filtered));
    result.add(joined(inOrder));
    return result;
  }

  private static long sum(List<@Nullable Object> values) {
    return values.stream().mapToLong(value -> value == null ? 0 : (long) value).sum();
  }

  private static String joined(List<@Nullable Object> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(value -> text.append(value).append(' '));
    return text.toString();
  }
}
