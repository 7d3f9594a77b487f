package dev.braid.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.error.BraidException;
import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.LongColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Hash joins give the rows of two nested loops, in their order, however they are run.
class HashJoinTest {
  private static final Settings TINY =
      Settings.DEFAULT.with(Setting.WORK_MEM, "64kB").with(Setting.HASH_MEM_MULTIPLIER, "1");
  private static final List<Type> TYPES = List.of(Type.INT4, Type.TEXT, Type.NUMERIC, Type.INT8);
  private static final int WIDTH = TYPES.size();
  private static final ScalarFunction LESS =
      new ScalarFunction(
          "<",
          List.of(Type.INT8, Type.INT8),
          Type.BOOL,
          false,
          true,
          Volatility.IMMUTABLE,
          _ ->
              (arguments, size, validity, _) -> {
                long[] a = ((LongColumn) arguments[0]).values();
                long[] b = ((LongColumn) arguments[1]).values();
                boolean[] less = new boolean[size];
                for (int i = 0; i < size; i++) {
                  less[i] = a[i] < b[i];
                }
                return new BoolColumn(less, size, validity);
              });

  /// What is joined by what.
  private record Setup(
      JoinType type, List<Integer> keys, boolean residual, boolean nullSafe, Settings settings) {}

  private static List<List<@Nullable Object>> random(
      int seed, int count, int distinct, double nulls, boolean unique) {
    Random random = new Random(seed);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int n = unique ? (i * 7919 + 13) % count : random.nextInt(distinct);
      List<@Nullable Object> row = new ArrayList<>();
      row.add(random.nextDouble() < nulls ? null : n);
      row.add(random.nextDouble() < nulls ? null : "text of a key " + n % 7);
      row.add(
          random.nextDouble() < nulls
              ? null
              : Numeric.parse(n % 5 + "." + "0".repeat(random.nextInt(4))));
      row.add(random.nextDouble() < nulls / 2 ? null : (long) random.nextInt(100));
      rows.add(row);
    }
    return rows;
  }

  private static Expr column(int place, Type type) {
    return new ColumnRef(place, type, "c" + place);
  }

  private static HashJoin plan(Setup setup, PlanNode outer, PlanNode inner, boolean parallel) {
    List<Integer> projection = new ArrayList<>();
    List<OutputColumn> output = new ArrayList<>();
    boolean rightOnly = setup.type == JoinType.RIGHT_SEMI || setup.type == JoinType.RIGHT_ANTI;
    boolean leftOnly =
        setup.type == JoinType.SEMI || setup.type == JoinType.ANTI || setup.type == JoinType.MARK;
    for (int i = 0; i < 2 * WIDTH; i++) {
      if (i < WIDTH ? !rightOnly : !leftOnly) {
        projection.add(i);
        output.add(new OutputColumn("c" + i, TYPES.get(i % WIDTH)));
      }
    }
    if (setup.type == JoinType.MARK) {
      projection.add(2 * WIDTH);
      output.add(new OutputColumn("mark", Type.BOOL));
    }
    List<Expr> keys = setup.keys.stream().map(key -> column(key, TYPES.get(key))).toList();
    Expr residual =
        new Call(LESS, List.of(column(3, Type.INT8), column(WIDTH + 3, Type.INT8)), Type.BOOL);
    return new HashJoin(
        new NodeInfo(output, Estimate.NONE),
        setup.type,
        outer,
        new Hash(inner.info(), inner, parallel),
        keys,
        keys,
        setup.residual ? residual : null,
        setup.nullSafe,
        projection);
  }

  /// TRUE, FALSE or NULL.
  private static @Nullable Boolean matches(
      Setup setup, List<@Nullable Object> left, List<@Nullable Object> right) {
    boolean unknown = false;
    for (int key : setup.keys) {
      Object a = left.get(key);
      Object b = right.get(key);
      if (a == null || b == null) {
        if (!setup.nullSafe) {
          unknown = true;
        } else if (a != b) {
          return false;
        }
      } else if (!a.equals(b)) {
        return false;
      }
    }
    if (setup.residual) {
      if (left.get(3) == null || right.get(3) == null) {
        unknown = true;
      } else if ((long) left.get(3) >= (long) right.get(3)) {
        return false;
      }
    }
    return unknown ? null : Boolean.TRUE;
  }

  private static List<List<@Nullable Object>> expected(
      Setup setup, List<List<@Nullable Object>> outer, List<List<@Nullable Object>> inner) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    boolean[] matched = new boolean[inner.size()];
    for (List<@Nullable Object> left : outer) {
      boolean found = false;
      boolean unknown = false;
      for (int i = 0; i < inner.size(); i++) {
        Boolean match = matches(setup, left, inner.get(i));
        unknown |= match == null;
        if (Boolean.TRUE.equals(match)) {
          found = true;
          matched[i] = true;
          switch (setup.type) {
            case INNER, LEFT, RIGHT, FULL, SINGLE -> rows.add(both(left, inner.get(i)));
            case SEMI, ANTI, RIGHT_SEMI, RIGHT_ANTI, MARK -> {}
          }
        }
      }
      switch (setup.type) {
        case LEFT, FULL, SINGLE -> {
          if (!found) {
            rows.add(both(left, nulls()));
          }
        }
        case SEMI, ANTI -> {
          if (found == (setup.type == JoinType.SEMI)) {
            rows.add(left);
          }
        }
        case MARK -> {
          List<@Nullable Object> row = new ArrayList<>(left);
          row.add(found ? Boolean.TRUE : unknown ? null : Boolean.FALSE);
          rows.add(row);
        }
        case INNER, RIGHT, RIGHT_SEMI, RIGHT_ANTI -> {}
      }
    }
    for (int i = 0; i < inner.size(); i++) {
      switch (setup.type) {
        case RIGHT, FULL -> {
          if (!matched[i]) {
            rows.add(both(nulls(), inner.get(i)));
          }
        }
        case RIGHT_SEMI, RIGHT_ANTI -> {
          if (matched[i] == (setup.type == JoinType.RIGHT_SEMI)) {
            rows.add(inner.get(i));
          }
        }
        case INNER, LEFT, SEMI, ANTI, MARK, SINGLE -> {}
      }
    }
    return rows;
  }

  private static List<@Nullable Object> both(
      List<@Nullable Object> left, List<@Nullable Object> right) {
    List<@Nullable Object> row = new ArrayList<>(left);
    row.addAll(right);
    return row;
  }

  private static List<@Nullable Object> nulls() {
    List<@Nullable Object> row = new ArrayList<>();
    TYPES.forEach(_ -> row.add(null));
    return row;
  }

  private static void check(
      Setup setup, List<List<@Nullable Object>> outer, List<List<@Nullable Object>> inner) {
    List<List<@Nullable Object>> found =
        Plans.everywhere(
            parallel ->
                plan(
                    setup,
                    TestRows.of(TYPES, outer, parallel),
                    TestRows.of(TYPES, inner, parallel),
                    parallel),
            setup.settings);
    assertThat(found)
        .as(setup.toString())
        .usingElementComparator((a, b) -> Objects.toString(a).compareTo(Objects.toString(b)))
        .containsExactlyElementsOf(expected(setup, outer, inner));
  }

  private static Setup setup(JoinType type, Integer... keys) {
    return new Setup(type, List.of(keys), false, false, Settings.DEFAULT);
  }

  private static Setup withResidual(JoinType type, Integer... keys) {
    return new Setup(type, List.of(keys), true, false, Settings.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SINGLE")
  void duplicateKeysOfAllTypes(JoinType type) {
    List<List<@Nullable Object>> outer = random(1, 60, 30, 0.1, false);
    List<List<@Nullable Object>> inner = random(2, 50, 25, 0.1, false);
    for (int key = 0; key < 3; key++) {
      check(setup(type, key), outer, inner);
    }
    check(setup(type, 0, 1), outer, inner);
    check(setup(type, 2, 0), outer, inner);
  }

  @ParameterizedTest
  @EnumSource
  void uniqueKeys(JoinType type) {
    List<List<@Nullable Object>> outer = random(3, 70, 60, 0.1, false);
    check(setup(type, 0), outer, random(4, 50, 0, 0, true));
    check(setup(type, 0), outer, random(4, 50, 0, 0.2, true));
  }

  @ParameterizedTest
  @EnumSource
  void keysFarApartAreHashed(JoinType type) {
    List<List<@Nullable Object>> outer = random(3, 70, 60, 0.1, false);
    List<List<@Nullable Object>> inner = random(4, 50, 0, 0.1, true);
    for (List<List<@Nullable Object>> side : List.of(outer, inner)) {
      for (List<@Nullable Object> row : side) {
        Object key = row.getFirst();
        row.set(0, key == null ? null : (int) key * 10_000_019);
      }
    }
    check(setup(type, 0), outer, inner);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SINGLE")
  void furtherConditions(JoinType type) {
    List<List<@Nullable Object>> outer = random(5, 60, 12, 0.1, false);
    List<List<@Nullable Object>> inner = random(6, 50, 12, 0.1, false);
    check(withResidual(type, 0), outer, inner);
    check(withResidual(type, 1), outer, inner);
    check(withResidual(type, 0, 2), outer, inner);
    check(withResidual(type, 0), outer, random(7, 40, 0, 0, true));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SINGLE")
  void nullsThatEqualEachOther(JoinType type) {
    List<List<@Nullable Object>> outer = random(8, 40, 12, 0.2, false);
    List<List<@Nullable Object>> inner = random(9, 40, 12, 0.2, false);
    check(new Setup(type, List.of(0), false, true, Settings.DEFAULT), outer, inner);
    check(new Setup(type, List.of(1, 2), true, true, Settings.DEFAULT), outer, inner);
    List<List<@Nullable Object>> complete = random(9, 40, 0, 0, true);
    check(new Setup(type, List.of(0), false, true, Settings.DEFAULT), outer, complete);
  }

  @ParameterizedTest
  @EnumSource
  void emptySides(JoinType type) {
    List<List<@Nullable Object>> some = random(10, 30, 10, 0.1, false);
    check(setup(type, 0), some, List.of());
    check(setup(type, 1), List.of(), some);
    check(setup(type, 1), List.of(), List.of());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SINGLE")
  void allKeysEqual(JoinType type) {
    check(setup(type, 0), random(11, 60, 1, 0, false), random(12, 70, 1, 0, false));
    check(setup(type, 1), random(11, 60, 1, 0, false), random(12, 70, 1, 0, false));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SINGLE")
  void spillsWithoutADifference(JoinType type) {
    List<List<@Nullable Object>> outer = random(13, 600, 1500, 0.1, false);
    List<List<@Nullable Object>> inner = random(14, 1500, 1500, 0.1, false);
    for (Setup setup : List.of(setup(type, 0), withResidual(type, 0), setup(type, 0, 1))) {
      List<List<@Nullable Object>> wanted = expected(setup, outer, inner);
      for (int workers : new int[] {0, 2}) {
        HashJoin plan =
            plan(setup, TestRows.of(TYPES, outer, true), TestRows.of(TYPES, inner, true), true);
        Instrumentation counts = new Instrumentation();
        assertThat(Plans.run(plan, TINY, 100, workers, counts))
            .usingElementComparator((a, b) -> Objects.toString(a).compareTo(Objects.toString(b)))
            .containsExactlyElementsOf(wanted);
        if (type == JoinType.INNER || type == JoinType.FULL) {
          assertThat(counts.of(plan.inner()).extra()).containsKey("Hash Batches");
        }
      }
    }
  }

  @Test
  void emptyBuildSideLeavesTheOuterSideAlone() {
    PlanNode unread =
        new PlanNode() {
          @Override
          public NodeInfo info() {
            return TestRows.of(TYPES, List.of(), false).info();
          }

          @Override
          public List<PlanNode> children() {
            return List.of();
          }

          @Override
          public String title() {
            return "Unread";
          }

          @Override
          public Pipe open(Execution execution) {
            throw new AssertionError("opened");
          }
        };
    for (JoinType type : List.of(JoinType.INNER, JoinType.SEMI, JoinType.RIGHT)) {
      HashJoin plan = plan(setup(type, 0), unread, TestRows.of(TYPES, List.of(), false), false);
      assertThat(Plans.run(plan, Settings.DEFAULT, 10, 0)).isEmpty();
    }
  }

  @Test
  void secondPartnerOfASingleJoinIsAnError() {
    List<List<@Nullable Object>> outer = random(15, 60, 10, 0, false);
    List<List<@Nullable Object>> inner = random(16, 60, 10, 0, false);
    for (int key : new int[] {0, 1}) {
      HashJoin plan =
          plan(
              setup(JoinType.SINGLE, key),
              TestRows.of(TYPES, outer, true),
              TestRows.of(TYPES, inner, true),
              true);
      assertThatThrownBy(() -> Plans.run(plan, Settings.DEFAULT, 10, 2))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("21000"));
    }
  }
}
