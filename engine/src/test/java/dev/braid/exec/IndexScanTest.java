package dev.braid.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.Settings;
import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.TableIndex;
import dev.braid.error.BraidException;
import dev.braid.exec.IndexCondition.Bound;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.expr.NullTest;
import dev.braid.parallel.Cancellation;
import dev.braid.parallel.MemoryBudget;
import dev.braid.parallel.Workers;
import dev.braid.testing.MemoryIndex;
import dev.braid.testing.MemoryTable;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Index scans, bitmaps and index nested loops give the rows that a search through the whole table
/// would, in the index's order, however they are run.
class IndexScanTest {
  private static final int ROWS = 700;
  private static final List<List<@Nullable Object>> DATA = data();
  private static final MemoryTable TABLE = table();
  private static final TableIndex BY_A = index(TABLE, "by_a", new IndexKey(0, false, false));
  private static final TableIndex BY_A_DOWN =
      index(TABLE, "by_a_down", new IndexKey(0, true, true));
  private static final TableIndex BY_A_FIRST =
      index(TABLE, "by_a_first", new IndexKey(0, false, true));
  private static final TableIndex BY_A_B =
      index(TABLE, "by_a_b", new IndexKey(0, false, false), new IndexKey(1, true, false));
  private static final List<TableIndex> INDEXES = List.of(BY_A, BY_A_DOWN, BY_A_FIRST, BY_A_B);

  private static List<List<@Nullable Object>> data() {
    Random random = new Random(7);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(random.nextInt(10) == 0 ? null : random.nextInt(40));
      row.add(random.nextInt(10) == 0 ? null : "t" + random.nextInt(9));
      row.add((long) i);
      rows.add(row);
    }
    return rows;
  }

  private static MemoryTable table() {
    MemoryTable table =
        new MemoryTable("t")
            .column("a", Type.INT4)
            .column("b", Type.TEXT)
            .column("c", Type.INT8)
            .morsels(37);
    DATA.forEach(row -> table.row(row.toArray()));
    return table;
  }

  private static TableIndex index(MemoryTable table, String name, IndexKey... keys) {
    EvalContext eval = new EvalContext(Zone.UTC, 0, "u", "d", new Cancellation());
    try (Workers workers = new Workers(2);
        Execution execution =
            new Execution(
                Settings.DEFAULT, eval, workers, new MemoryBudget(1L << 30, null), null)) {
      return MemoryIndex.build(execution, table, name, false, 16, keys);
    }
  }

  private static Expr value(@Nullable Object value) {
    return new Constant(value instanceof String ? Type.TEXT : Type.INT4, value);
  }

  private static IndexCondition.Values in(@Nullable Object... values) {
    List<Expr> exprs = new ArrayList<>();
    for (Object value : values) {
      exprs.add(value(value));
    }
    return new IndexCondition.Values(exprs, false);
  }

  private static IndexCondition equal(IndexCondition.Values... values) {
    return new IndexCondition(List.of(values), null, null, false, List.of());
  }

  private static IndexCondition range(@Nullable Bound low, @Nullable Bound high) {
    return new IndexCondition(List.of(), low, high, true, List.of());
  }

  private static NodeInfo info(int... columns) {
    List<OutputColumn> output = new ArrayList<>();
    for (int column : columns) {
      output.add(new OutputColumn("t" + column, TABLE.columns().get(column).type()));
    }
    return new NodeInfo(output, Estimate.NONE);
  }

  private static IndexScan scan(
      TableIndex index, IndexCondition condition, boolean backward, boolean parallel) {
    return new IndexScan(
        info(0, 1, 2),
        TABLE,
        "t",
        index,
        condition,
        List.of(2, 1, 0),
        List.of(),
        List.of(2, 1, 0),
        backward,
        parallel);
  }

  /// The rows in the order of an index.
  private static List<List<@Nullable Object>> expected(
      TableIndex index, Predicate<List<@Nullable Object>> wanted) {
    List<List<@Nullable Object>> rows = new ArrayList<>(DATA.stream().filter(wanted).toList());
    Comparator<List<@Nullable Object>> order = (_, _) -> 0;
    for (IndexKey key : index.keys()) {
      order = order.thenComparing((a, b) -> compare(key, a.get(key.column()), b.get(key.column())));
    }
    rows.sort(order);
    return rows;
  }

  @SuppressWarnings("unchecked")
  private static int compare(IndexKey key, @Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      int order = Boolean.compare(a == null, b == null);
      return key.nullsFirst() ? -order : order;
    }
    int order = ((Comparable<Object>) a).compareTo(b);
    return key.descending() ? -order : order;
  }

  private static void check(
      TableIndex index, IndexCondition condition, Predicate<List<@Nullable Object>> wanted) {
    List<List<@Nullable Object>> rows = expected(index, wanted);
    assertThat(Plans.everywhere(p -> scan(index, condition, false, p), Settings.DEFAULT))
        .as(index.name())
        .isEqualTo(rows);
    assertThat(Plans.everywhere(p -> scan(index, condition, true, p), Settings.DEFAULT))
        .as(index.name() + " backward")
        .isEqualTo(rows.reversed());
  }

  private static int a(List<@Nullable Object> row) {
    Object a = row.get(0);
    return a == null ? Integer.MIN_VALUE : (int) a;
  }

  @Test
  void wholeIndexGivesAllRowsInItsOrder() {
    INDEXES.forEach(index -> check(index, IndexCondition.ALL, _ -> true));
  }

  @Test
  void equalityFindsItsRows() {
    INDEXES.forEach(index -> check(index, equal(in(17)), row -> a(row) == 17));
  }

  @Test
  void nothingIsFoundForValuesThatAreNotThere() {
    INDEXES.forEach(index -> check(index, equal(in(1000)), _ -> false));
    INDEXES.forEach(index -> check(index, equal(in(-1)), _ -> false));
    INDEXES.forEach(index -> check(index, equal(in((Object) null)), _ -> false));
  }

  @Test
  void alternativesAreFoundInTheOrderOfTheIndexAndOnce() {
    INDEXES.forEach(
        index ->
            check(
                index,
                equal(in(30, 3, 30, null, 17)),
                row -> a(row) == 3 || a(row) == 17 || a(row) == 30));
  }

  @Test
  void nullsAreFoundAsSuch() {
    INDEXES.forEach(
        index -> check(index, equal(IndexCondition.Values.NULL), row -> row.get(0) == null));
  }

  @Test
  void rangesLeaveNullsOut() {
    for (TableIndex index : INDEXES) {
      check(index, range(new Bound(value(9), true), null), row -> a(row) >= 9);
      check(index, range(new Bound(value(9), false), null), row -> a(row) > 9);
      check(
          index, range(null, new Bound(value(9), true)), row -> row.get(0) != null && a(row) <= 9);
      check(
          index, range(null, new Bound(value(9), false)), row -> row.get(0) != null && a(row) < 9);
      check(
          index,
          range(new Bound(value(9), false), new Bound(value(20), true)),
          row -> a(row) > 9 && a(row) <= 20);
      check(index, range(new Bound(value(20), true), new Bound(value(9), true)), _ -> false);
      check(index, range(null, null), row -> row.get(0) != null);
      check(index, range(new Bound(value(null), true), null), _ -> false);
    }
  }

  @Test
  void laterKeysAreBoundedBehindEqualOnes() {
    check(
        BY_A_B,
        new IndexCondition(List.of(in(5, 6)), new Bound(value("t3"), true), null, false, List.of()),
        row ->
            (a(row) == 5 || a(row) == 6)
                && row.get(1) instanceof String b
                && b.compareTo("t3") >= 0);
    check(
        BY_A_B,
        new IndexCondition(List.of(in(5)), null, new Bound(value("t3"), false), false, List.of()),
        row -> a(row) == 5 && row.get(1) instanceof String b && b.compareTo("t3") < 0);
    check(
        BY_A_B,
        equal(in(5, 7), in("t1", "t2")),
        row ->
            (a(row) == 5 || a(row) == 7) && ("t1".equals(row.get(1)) || "t2".equals(row.get(1))));
    check(
        BY_A_B,
        equal(IndexCondition.Values.NULL, IndexCondition.Values.NULL),
        row -> row.get(0) == null && row.get(1) == null);
  }

  @Test
  void conditionsBeyondTheIndexAreTestedOnRows() {
    Expr notNull = new NullTest(new ColumnRef(1, Type.TEXT, "b"), true);
    assertThat(
            Plans.everywhere(
                parallel ->
                    new IndexScan(
                        info(2),
                        TABLE,
                        "t",
                        BY_A,
                        equal(in(5)),
                        List.of(2, 1),
                        List.of(notNull),
                        List.of(0),
                        false,
                        parallel),
                Settings.DEFAULT))
        .isEqualTo(
            expected(BY_A, row -> a(row) == 5 && row.get(1) != null).stream()
                .map(row -> row.subList(2, 3))
                .toList());
  }

  @Test
  void indexAloneGivesItsKeys() {
    Expr notNull = new NullTest(new ColumnRef(0, Type.TEXT, "b"), true);
    assertThat(
            Plans.everywhere(
                parallel ->
                    new IndexOnlyScan(
                        info(0, 1),
                        TABLE,
                        "t",
                        BY_A_B,
                        range(new Bound(value(30), true), null),
                        List.of(1, 0),
                        List.of(notNull),
                        List.of(1, 0),
                        false,
                        parallel),
                Settings.DEFAULT))
        .isEqualTo(
            expected(BY_A_B, row -> a(row) >= 30 && row.get(1) != null).stream()
                .map(row -> row.subList(0, 2))
                .toList());
  }

  private static BitmapIndexScan bitmap(TableIndex index, IndexCondition condition) {
    return new BitmapIndexScan(info(), TABLE, index, condition);
  }

  private static void check(BitmapNode bitmap, Predicate<List<@Nullable Object>> wanted) {
    Expr notNull = new NullTest(new ColumnRef(0, Type.TEXT, "b"), true);
    assertThat(
            Plans.everywhere(
                parallel ->
                    new BitmapHeapScan(
                        info(2, 1),
                        TABLE,
                        "t",
                        bitmap,
                        List.of(),
                        List.of(1, 2),
                        List.of(notNull),
                        List.of(1, 0),
                        parallel),
                Settings.DEFAULT))
        .isEqualTo(
            DATA.stream()
                .filter(wanted)
                .filter(row -> row.get(1) != null)
                .map(row -> List.of(row.get(2), row.get(1)))
                .toList());
  }

  @Test
  void bitmapsGiveRowsInTheOrderOfTheTable() {
    BitmapNode few = bitmap(BY_A, equal(in(3, 4)));
    BitmapNode low = bitmap(BY_A_DOWN, range(null, new Bound(value(3), true)));
    check(few, row -> a(row) == 3 || a(row) == 4);
    check(new BitmapAnd(info(), List.of(few, low)), row -> a(row) == 3);
    check(new BitmapOr(info(), List.of(few, low)), row -> row.get(0) != null && a(row) <= 4);
    check(bitmap(BY_A, equal(in(1000))), _ -> false);
    check(new BitmapAnd(info(), List.of(bitmap(BY_A, equal(in(1000))), few)), _ -> false);
    check(
        new BitmapOr(info(), List.of(bitmap(BY_A, equal(in(1000))), few)),
        row -> a(row) == 3 || a(row) == 4);
  }

  /// Outer rows of which many have the same key, and some none.
  private static List<List<@Nullable Object>> outer() {
    Random random = new Random(3);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add((long) i);
      row.add(random.nextInt(8) == 0 ? null : random.nextInt(60));
      rows.add(row);
    }
    return rows;
  }

  private static IndexLoop loop(JoinType type, boolean memoize, boolean only, boolean parallel) {
    List<Type> outerTypes = List.of(Type.INT8, Type.INT4);
    Expr key = new ColumnRef(1, Type.INT4, "o.k");
    IndexCondition condition = equal(new IndexCondition.Values(List.of(key), false));
    Expr notNull = new NullTest(new ColumnRef(1, Type.TEXT, "b"), true);
    IndexNode inner =
        only
            ? new IndexOnlyScan(
                info(0, 1),
                TABLE,
                "t",
                BY_A_B,
                condition,
                List.of(0, 1),
                List.of(notNull),
                List.of(0, 1),
                false,
                false)
            : new IndexScan(
                info(0, 2),
                TABLE,
                "t",
                BY_A,
                condition,
                List.of(0, 1, 2),
                List.of(notNull),
                List.of(0, 2),
                false,
                false);
    boolean outerOnly = type == JoinType.SEMI || type == JoinType.ANTI;
    List<OutputColumn> output = new ArrayList<>();
    output.add(new OutputColumn("o", Type.INT8));
    if (!outerOnly) {
      output.add(new OutputColumn("i", inner.info().type(1)));
    }
    return new IndexLoop(
        new NodeInfo(output, Estimate.NONE),
        type,
        TestRows.of(outerTypes, outer(), parallel),
        memoize ? new Memoize(inner.info(), inner, List.of(key)) : inner,
        null,
        outerOnly ? List.of(0) : List.of(0, 3));
  }

  private static List<List<@Nullable Object>> joined(JoinType type, boolean only) {
    TableIndex index = only ? BY_A_B : BY_A;
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> left : outer()) {
      List<List<@Nullable Object>> found =
          expected(
              index,
              row -> row.get(0) != null && row.get(0).equals(left.get(1)) && row.get(1) != null);
      for (List<@Nullable Object> right : found) {
        if (type == JoinType.INNER || type == JoinType.LEFT) {
          rows.add(List.of(left.get(0), right.get(only ? 1 : 2)));
        }
      }
      if (type == JoinType.SEMI ? !found.isEmpty() : type == JoinType.ANTI && found.isEmpty()) {
        rows.add(List.of(left.get(0)));
      }
      if (type == JoinType.LEFT && found.isEmpty()) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(left.get(0));
        row.add(null);
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void nestedLoopsLookTheirInnerRowsUp() {
    for (JoinType type : List.of(JoinType.INNER, JoinType.LEFT, JoinType.SEMI, JoinType.ANTI)) {
      for (boolean only : new boolean[] {false, true}) {
        for (boolean memoize : new boolean[] {false, true}) {
          assertThat(Plans.everywhere(p -> loop(type, memoize, only, p), Settings.DEFAULT))
              .as(type + (memoize ? " memoized" : "") + (only ? " index only" : ""))
              .isEqualTo(joined(type, only));
        }
      }
    }
  }

  @Test
  void memoizeForgetsWhatDoesNotFit() {
    Settings tiny =
        Settings.DEFAULT
            .with(dev.braid.catalog.Setting.WORK_MEM, "64kB")
            .with(dev.braid.catalog.Setting.HASH_MEM_MULTIPLIER, "1");
    assertThat(Plans.everywhere(p -> loop(JoinType.LEFT, true, false, p), tiny))
        .isEqualTo(joined(JoinType.LEFT, false));
  }

  @Test
  void memoizeCountsHitsAndMisses() {
    Instrumentation instrumentation = new Instrumentation();
    IndexLoop loop = loop(JoinType.INNER, true, false, false);
    Plans.run(loop, Settings.DEFAULT, 2048, 0, instrumentation);
    long keys = outer().stream().map(row -> row.get(1)).distinct().count();
    assertThat(instrumentation.of(loop.inner()).extra().get("Hits").toString())
        .startsWith("%d  Misses: %d  Evictions: 0  Overflows: 0".formatted(300 - keys, keys));
    assertThat(instrumentation.of(loop.inner()).loops()).isEqualTo(300);
  }

  @Test
  void uniqueIndexRefusesDuplicates() {
    EvalContext eval = new EvalContext(Zone.UTC, 0, "u", "d", new Cancellation());
    try (Workers workers = new Workers(2);
        Execution execution =
            new Execution(
                Settings.DEFAULT, eval, workers, new MemoryBudget(1L << 30, null), null)) {
      assertThatThrownBy(
              () ->
                  MemoryIndex.build(execution, TABLE, "u", true, 16, new IndexKey(0, false, false)))
          .isInstanceOf(BraidException.class)
          .hasMessageContaining("could not create unique index \"u\"");
      assertThat(
              MemoryIndex.build(execution, TABLE, "u", true, 16, new IndexKey(2, false, false))
                  .rows())
          .isEqualTo(ROWS);
    }
  }
}
