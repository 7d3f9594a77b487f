package dev.braid.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.exec.WindowFrame.Bound;
import dev.braid.exec.WindowFrame.Exclusion;
import dev.braid.exec.WindowFrame.Mode;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.FunctionCatalog;
import dev.braid.expr.TextOutput;
import dev.braid.expr.aggregate.Aggregates;
import dev.braid.expr.aggregate.ValueOrder;
import dev.braid.parallel.Cancellation;
import dev.braid.parallel.MemoryBudget;
import dev.braid.parallel.Workers;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Interval;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Window functions over random partitions and frames give PostgreSQL's answers.
class WindowAggTest {
  private static final FunctionCatalog CATALOG = new FunctionCatalog();
  private static final Connection CONNECTION = TestPostgres.superuser();

  static {
    Aggregates.register(CATALOG);
  }

  /// Columns: id, p, o, x, y, t, f, k.
  private static final List<String> NAMES = List.of("id", "p", "o", "x", "y", "t", "f", "k");

  /// Calls and the places of their arguments.
  private static final String[][] CALLS = {
    {"row_number"},
    {"rank"},
    {"dense_rank"},
    {"percent_rank"},
    {"cume_dist"},
    {"ntile", "k"},
    {"lag", "t"},
    {"lead", "x"},
    {"lag", "t", "k"},
    {"lead", "x", "k"},
    {"lag", "t", "k", "t"},
    {"first_value", "t"},
    {"last_value", "x"},
    {"nth_value", "t", "k"},
    {"count"},
    {"count", "x"},
    {"sum", "x"},
    {"avg", "x"},
    {"min", "t"},
    {"max", "x"},
    {"sum", "y"},
    {"stddev", "y"},
    {"bool_and", "f"},
    {"array_agg", "x"},
    {"string_agg", "t", "t"},
    {"var_pop", "x"},
    {"min", "y"}
  };

  /// Sorted rows, cut into morsels and batches.
  private record Leaf(NodeInfo info, List<@Nullable Object[]> rows) implements PlanNode {
    @Override
    public List<PlanNode> children() {
      return List.of();
    }

    @Override
    public String title() {
      return "Rows";
    }

    @Override
    public Pipe open(Execution execution) {
      return Pipe.of(
          new Source() {
            @Override
            public int morsels() {
              return (rows.size() + 9) / 10;
            }

            @Override
            public void run(int morsel, Participant participant, BatchConsumer out) {
              int end = Math.min(rows.size(), morsel * 10 + 10);
              for (int from = morsel * 10; from < end; from += execution.batchSize()) {
                int to = Math.min(end, from + execution.batchSize());
                out.accept(batch(rows.subList(from, to)));
              }
            }
          },
          false);
    }

    private Batch batch(List<@Nullable Object[]> part) {
      Column[] columns = new Column[info.output().size()];
      for (int c = 0; c < columns.length; c++) {
        ColumnBuilder builder = ColumnBuilder.of(info.type(c), part.size());
        for (@Nullable Object[] row : part) {
          Values.append(builder, info.type(c), row[c]);
        }
        columns[c] = builder.build();
      }
      return new Batch(columns, part.size());
    }
  }

  private record Call(WindowSpec spec, String sql) {}

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int2",
        "int4",
        "int8",
        "float4",
        "float8",
        "numeric",
        "date",
        "time",
        "timestamp",
        "timestamptz",
        "interval"
      })
  void randomFrames(String orderName) throws SQLException {
    Type order = type(orderName);
    for (int round = 0; round < 6; round++) {
      boolean descending = random.nextBoolean();
      boolean nullsFirst = random.nextBoolean();
      boolean total = round % 3 == 2;
      List<@Nullable Object[]> rows = rows(order, round, descending, nullsFirst);
      List<Type> types =
          List.of(
              Type.INT4, Type.INT4, order, Type.INT4, Type.FLOAT8, Type.TEXT, Type.BOOL, Type.INT4);
      load(rows, types);
      List<SortKey> keys = new ArrayList<>();
      keys.add(new SortKey(2, descending, nullsFirst));
      String window =
          "PARTITION BY p ORDER BY o"
              + (descending ? " DESC" : "")
              + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
      if (total) {
        keys.add(new SortKey(0, false, false));
        window += ", id";
      }
      List<Call> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(call(order, total, window, types, CALLS[random.nextInt(CALLS.length)]));
      }
      check(rows, types, keys, calls, window);
    }
  }

  private void check(
      List<@Nullable Object[]> rows,
      List<Type> types,
      List<SortKey> keys,
      List<Call> calls,
      String window)
      throws SQLException {
    List<OutputColumn> output = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      output.add(new OutputColumn(NAMES.get(i), types.get(i)));
    }
    Leaf leaf = new Leaf(new NodeInfo(output, Estimate.NONE), rows);
    calls.forEach(call -> output.add(new OutputColumn("w", call.spec.resultType())));
    List<WindowSpec> specs = calls.stream().map(Call::spec).toList();
    WindowAgg node =
        new WindowAgg(new NodeInfo(output, Estimate.NONE), leaf, List.of(1), keys, specs, false);
    List<List<@Nullable String>> given = run(node, 2048);
    assertThat(run(node, 1)).isEqualTo(given);
    assertThat(run(node, 3)).isEqualTo(given);
    String sql =
        "SELECT id, "
            + calls.stream().map(Call::sql).collect(Collectors.joining(", "))
            + " FROM (SELECT * FROM w ORDER BY p, "
            + window.substring(window.indexOf("o", window.indexOf("BY o")))
            + ", id) w";
    try (Statement statement = CONNECTION.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int count = 0;
      for (int row = 0; result.next(); row++) {
        count++;
        assertThat(given.get(row).get(0)).isEqualTo(result.getString(1));
        for (int i = 0; i < calls.size(); i++) {
          String wanted = result.getString(i + 2);
          String answer = given.get(row).get(types.size() + i);
          if (!same(calls.get(i).spec.resultType(), wanted, answer)) {
            assertThat(answer).as("row %d of %s", row, calls.get(i).sql).isEqualTo(wanted);
          }
        }
      }
      assertThat(count).isEqualTo(rows.size());
    }
  }

  private static boolean same(Type type, @Nullable String wanted, @Nullable String given) {
    if (wanted == null || given == null) {
      return wanted == null && given == null;
    }
    if (type.kind().isFloat()) {
      double a = Double.parseDouble(wanted);
      double b = Double.parseDouble(given);
      return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
    }
    return type.equals(Type.BOOL) ? wanted.startsWith(given) : wanted.equals(given);
  }

  private static List<List<@Nullable String>> run(WindowAgg node, int batchSize) {
    Settings settings =
        Settings.DEFAULT.with(Setting.BRAID_BATCH_SIZE, Integer.toString(batchSize));
    EvalContext eval = new EvalContext(Zone.UTC, 0, "user", "test", new Cancellation());
    MemoryBudget memory = new MemoryBudget(1L << 30, null);
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Workers workers = new Workers(0);
        Execution execution = new Execution(settings, eval, workers, memory, null)) {
      execution.send(
          execution.open(node),
          new BatchConsumer() {
            @Override
            public boolean accept(Batch batch) {
              assertThat(batch.size()).isLessThanOrEqualTo(batchSize);
              for (int row = 0; row < batch.size(); row++) {
                List<@Nullable String> texts = new ArrayList<>();
                for (int i = 0; i < batch.width(); i++) {
                  Object value = Values.get(batch.column(i), row, node.info().type(i));
                  texts.add(
                      value == null
                          ? null
                          : TextOutput.write(node.info().type(i), value, Zone.UTC));
                }
                rows.add(texts);
              }
              return true;
            }

            @Override
            public void endMorsel() {}
          });
    }
    assertThat(memory.used()).isZero();
    return rows;
  }

  private Call call(Type order, boolean total, String window, List<Type> types, String[] parts) {
    List<Integer> places = new ArrayList<>();
    List<Type> argumentTypes = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      int place = NAMES.indexOf(parts[i]);
      places.add(place);
      argumentTypes.add(types.get(place));
      arguments.add(parts[i]);
    }
    AggregateFunction function =
        CATALOG.aggregates(parts[0]).stream()
            .filter(f -> fits(f.argumentTypes(), argumentTypes))
            .findFirst()
            .orElseThrow();
    boolean aggregate = function.form() == AggregateFunction.Form.PLAIN;
    int filter = aggregate && random.nextInt(4) == 0 ? 6 : -1;
    Type result =
        switch (function.resultType().kind()) {
          case ANYELEMENT, ANYCOMPATIBLE -> argumentTypes.get(0);
          case ANYARRAY -> Type.arrayOf(argumentTypes.get(0));
          default -> function.resultType();
        };
    StringBuilder frame = new StringBuilder();
    WindowSpec spec =
        new WindowSpec(function, places, argumentTypes, result, filter, frame(order, total, frame));
    String list = parts[0].equals("count") && places.isEmpty() ? "*" : String.join(", ", arguments);
    return new Call(
        spec,
        "(%s(%s)%s OVER (%s %s))::text"
            .formatted(parts[0], list, filter < 0 ? "" : " FILTER (WHERE f)", window, frame));
  }

  private static boolean fits(List<Type> declared, List<Type> given) {
    if (declared.size() != given.size()) {
      return false;
    }
    for (int i = 0; i < given.size(); i++) {
      if (!declared.get(i).kind().isPseudo() && !declared.get(i).sameKind(given.get(i))) {
        return false;
      }
    }
    return true;
  }

  private WindowFrame frame(Type order, boolean total, StringBuilder sql) {
    if (random.nextInt(6) == 0) {
      return WindowFrame.DEFAULT;
    }
    Mode mode = Mode.values()[random.nextInt(3)];
    Bound[] bounds = Bound.values();
    Bound start = bounds[random.nextInt(4)];
    Bound end = bounds[1 + random.nextInt(4)];
    if (end.ordinal() < start.ordinal()) {
      end = start;
    }
    if (mode == Mode.RANGE && total) {
      start = start == Bound.UNBOUNDED_PRECEDING ? start : Bound.CURRENT_ROW;
      end = end == Bound.UNBOUNDED_FOLLOWING ? end : Bound.CURRENT_ROW;
    }
    Constant startOffset = offset(mode, order, start);
    Constant endOffset = offset(mode, order, end);
    Exclusion exclusion = Exclusion.values()[random.nextInt(4)];
    sql.append(mode).append(" BETWEEN ");
    sql.append(text(start, startOffset)).append(" AND ").append(text(end, endOffset));
    sql.append(" EXCLUDE ").append(exclusion.name().replace('_', ' '));
    return new WindowFrame(mode, start, startOffset, end, endOffset, exclusion);
  }

  private static String text(Bound bound, @Nullable Constant offset) {
    String name = bound.name().replace('_', ' ');
    return offset == null
        ? name
        : "'"
            + TextOutput.write(
                offset.type(), java.util.Objects.requireNonNull(offset.value()), Zone.UTC)
            + "'::"
            + offset.type().sqlName()
            + " "
            + name;
  }

  private @Nullable Constant offset(Mode mode, Type order, Bound bound) {
    if (bound != Bound.PRECEDING && bound != Bound.FOLLOWING) {
      return null;
    }
    if (mode != Mode.RANGE) {
      return new Constant(Type.INT8, (long) random.nextInt(5));
    }
    int distance = random.nextInt(6);
    return switch (order.kind()) {
      case INT2, INT4 ->
          random.nextBoolean()
              ? new Constant(Type.INT4, distance)
              : new Constant(Type.INT8, random.nextInt(5) == 0 ? Long.MAX_VALUE : distance);
      case INT8 -> new Constant(Type.INT8, random.nextInt(5) == 0 ? Long.MAX_VALUE : distance);
      case FLOAT4, FLOAT8 ->
          new Constant(
              Type.FLOAT8, random.nextInt(5) == 0 ? Double.POSITIVE_INFINITY : distance / 2.0);
      case NUMERIC ->
          new Constant(
              Type.NUMERIC,
              random.nextInt(5) == 0 ? Numeric.INFINITY : Numeric.ofUnscaled(distance, 1));
      case TIME -> new Constant(Type.INTERVAL, new Interval(1, -3, distance * 600_000_000L));
      default ->
          new Constant(
              Type.INTERVAL,
              random.nextInt(6) == 0
                  ? Interval.INFINITY
                  : new Interval(random.nextInt(2), distance, distance * 3_600_000_000L));
    };
  }

  private List<@Nullable Object[]> rows(
      Type order, int round, boolean descending, boolean nullsFirst) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    int count = round == 0 ? 1 : 60;
    for (int id = 0; id < count; id++) {
      rows.add(
          new @Nullable Object[] {
            id,
            random.nextInt(9) == 0 ? null : (Integer) random.nextInt(1 + round),
            random.nextInt(6) == 0 ? null : value(order),
            random.nextInt(5) == 0 ? null : (Integer) random.nextInt(100),
            random.nextInt(5) == 0 ? null : (Double) random.nextGaussian(),
            random.nextInt(5) == 0 ? null : "t" + random.nextInt(20),
            random.nextInt(5) == 0 ? null : (Boolean) (random.nextInt(3) > 0),
            1 + random.nextInt(4)
          });
    }
    Comparator<Object> values = ValueOrder.comparator(order);
    Comparator<@Nullable Object> keys = descending ? values.reversed() : values;
    Comparator<@Nullable Object> withNulls =
        nullsFirst ? Comparator.nullsFirst(keys) : Comparator.nullsLast(keys);
    Comparator<Object> ints = ValueOrder.comparator(Type.INT4);
    rows.sort(
        (a, b) -> {
          int result = Comparator.nullsLast(ints).compare(a[1], b[1]);
          return result != 0 ? result : withNulls.compare(a[2], b[2]);
        });
    return rows;
  }

  private Object value(Type order) {
    int near = random.nextInt(20) - 5;
    boolean far = random.nextInt(12) == 0;
    boolean high = random.nextBoolean();
    return switch (order.kind()) {
      case INT2 -> far ? (high ? Short.MAX_VALUE : Short.MIN_VALUE) + 0 : near;
      case INT4 -> far ? (high ? Integer.MAX_VALUE : Integer.MIN_VALUE) : near;
      case INT8 -> far ? (high ? Long.MAX_VALUE : Long.MIN_VALUE) : (long) near;
      case FLOAT4, FLOAT8 ->
          far
              ? random.nextInt(3) == 0
                  ? Double.NaN
                  : high ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY
              : near / 2.0;
      case NUMERIC ->
          far
              ? random.nextInt(3) == 0
                  ? Numeric.NAN
                  : high ? Numeric.INFINITY : Numeric.NEGATIVE_INFINITY
              : Numeric.ofUnscaled(near, random.nextInt(2));
      case DATE -> far ? (high ? Integer.MAX_VALUE : Integer.MIN_VALUE) : near * 3;
      case TIME -> (near + 5) * 600_000_000L * 7;
      case TIMESTAMP, TIMESTAMPTZ ->
          far ? (high ? Long.MAX_VALUE : Long.MIN_VALUE) : near * 40_000_000_000L;
      case INTERVAL ->
          far
              ? (high ? Interval.INFINITY : Interval.NEGATIVE_INFINITY)
              : new Interval(random.nextInt(2), near, random.nextInt(3) * 3_600_000_000L);
      default -> throw new AssertionError(order);
    };
  }

  private static void load(List<@Nullable Object[]> rows, List<Type> types) throws SQLException {
    StringBuilder sql = new StringBuilder("DROP TABLE IF EXISTS pg_temp.w; CREATE TEMP TABLE w (");
    for (int i = 0; i < types.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(NAMES.get(i)).append(' ').append(types.get(i));
    }
    sql.append("); INSERT INTO w VALUES ");
    for (int row = 0; row < rows.size(); row++) {
      sql.append(row == 0 ? "(" : ", (");
      for (int i = 0; i < types.size(); i++) {
        Object value = rows.get(row)[i];
        sql.append(i == 0 ? "" : ", ");
        sql.append(
            value == null ? "NULL" : "'" + TextOutput.write(types.get(i), value, Zone.UTC) + "'");
      }
      sql.append(")");
    }
    try (Statement statement = CONNECTION.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute(sql.toString());
    }
  }

  private static Type type(String name) {
    return switch (name) {
      case "int2" -> Type.INT2;
      case "int4" -> Type.INT4;
      case "int8" -> Type.INT8;
      case "float4" -> Type.FLOAT4;
      case "float8" -> Type.FLOAT8;
      case "numeric" -> Type.NUMERIC;
      case "date" -> Type.DATE;
      case "time" -> Type.TIME;
      case "timestamp" -> Type.TIMESTAMP;
      case "timestamptz" -> Type.TIMESTAMPTZ;
      case "interval" -> Type.INTERVAL;
      default -> throw new AssertionError(name);
    };
  }
}
