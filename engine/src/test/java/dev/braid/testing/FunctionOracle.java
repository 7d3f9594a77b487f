package dev.braid.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.expr.Call;
import dev.braid.expr.Cast;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Evaluator;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.expr.FunctionCatalog;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.SetFunction;
import dev.braid.expr.TextInput;
import dev.braid.expr.TextOutput;
import dev.braid.parallel.Cancellation;
import dev.braid.type.Kind;
import dev.braid.type.Timestamps;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Validity;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Compares compiled calls of catalogued functions with the server's answers, as texts, over many
/// arguments; an error is compared by its SQLSTATE and message.
///
/// Arguments are given as texts in SQL's form, null for NULL: one list of values per argument. All
/// combinations are tried, or a random few thousand where there are more. Each is calculated on
/// columns, once more with the rows that fail made NULL (whose leftovers must not raise an error),
/// and with each argument in turn as a constant.
public final class FunctionOracle {
  private static final int MOST_ROWS = 3_000;
  private static final int MOST_CONSTANTS = 12;

  private final FunctionCatalog catalog;
  private final String zoneName;
  private final Zone zone;
  private final Random random = new Random(42);
  private boolean refusalsAllowed;
  private boolean messagesCompared = true;

  /// @param zoneName the session's time zone
  public FunctionOracle(FunctionCatalog catalog, String zoneName) {
    this.catalog = catalog;
    this.zoneName = zoneName;
    this.zone = Zone.named(zoneName);
  }

  /// In UTC.
  public FunctionOracle(FunctionCatalog catalog) {
    this(catalog, "UTC");
  }

  /// Rows that Braid refuses with 0A000 are not compared; half of them at least must be answered.
  public FunctionOracle allowRefusals() {
    refusalsAllowed = true;
    return this;
  }

  /// Of errors only the SQLSTATE must be the same.
  public FunctionOracle ignoreMessages() {
    messagesCompared = false;
    return this;
  }

  /// The overload of a function with exactly these argument types.
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final void function(
      String name, List<Type> types, List<? extends @Nullable String>... values) {
    ScalarFunction function = overload(catalog.functions(name), name, types);
    compare(function, types, function.resultType(), functionSql(name, types), List.of(values));
  }

  /// All overloads of a function whose argument types all have values.
  public void functions(String name, Map<Kind, ? extends List<? extends @Nullable String>> values) {
    int compared = 0;
    for (ScalarFunction function : catalog.functions(name)) {
      List<Type> types = function.argumentTypes();
      if (types.stream().allMatch(type -> values.containsKey(type.kind()))) {
        compare(
            function, types, function.resultType(), functionSql(name, types), of(types, values));
        compared++;
      }
    }
    assertThat(compared).as(name).isPositive();
  }

  /// All overloads of an operator whose argument types all have values.
  public void operators(
      String symbol, Map<Kind, ? extends List<? extends @Nullable String>> values) {
    int compared = 0;
    for (ScalarFunction operator : catalog.operators(symbol)) {
      List<Type> types = operator.argumentTypes();
      if (types.stream().allMatch(type -> values.containsKey(type.kind()))) {
        compare(
            operator, types, operator.resultType(), operatorSql(symbol, types), of(types, values));
        compared++;
      }
    }
    assertThat(compared).as(symbol).isPositive();
  }

  /// The overload of an operator with exactly these argument types.
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final void operator(
      String symbol, List<Type> types, List<? extends @Nullable String>... values) {
    ScalarFunction operator = overload(catalog.operators(symbol), symbol, types);
    compare(operator, types, operator.resultType(), operatorSql(symbol, types), List.of(values));
  }

  /// A conversion; the target may have a modifier.
  public void cast(Type from, Type to, List<? extends @Nullable String> values) {
    Cast cast = Objects.requireNonNull(catalog.cast(from.kind(), to.kind()), from + " to " + to);
    ScalarFunction function = Objects.requireNonNull(cast.function(), "same values");
    String sql = "CAST(" + argument(0, from) + " AS " + to.sqlName() + ")";
    compare(function, List.of(from), to, sql, List.of(values));
  }

  /// A function that returns a set of one column, called once for each combination of arguments.
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final void set(String name, List<Type> types, List<? extends @Nullable String>... values) {
    SetFunction function =
        catalog.sets(name).stream()
            .filter(candidate -> candidate.argumentTypes().equals(types))
            .findFirst()
            .orElseThrow(() -> new AssertionError(name + types));
    String sql =
        "(SELECT string_agg(concat(x), ',') FROM " + functionSql(name, types) + " AS x(x))";
    try (ServerAnswers server = new ServerAnswers(zoneName)) {
      EvalContext context = context(server);
      List<@Nullable String[]> rows = rows(List.of(values));
      List<@Nullable String> given = new ArrayList<>();
      for (@Nullable String[] row : rows) {
        given.add(set(function, types, row, context));
      }
      check(sql, rows, server.ask(sql, "text", types.size(), rows), given);
    }
  }

  private @Nullable String set(
      SetFunction function, List<Type> types, @Nullable String[] row, EvalContext context) {
    @Nullable Object[] arguments = new @Nullable Object[row.length];
    for (int i = 0; i < row.length; i++) {
      arguments[i] = parse(types.get(i), row[i], context);
      if (arguments[i] == null && function.strict()) {
        return null;
      }
    }
    Type type = function.columnTypes().getFirst();
    try {
      Iterator<Batch> batches = function.generator().rows(arguments, types, 7, context);
      List<String> all = new ArrayList<>();
      while (batches.hasNext()) {
        Batch batch = batches.next();
        for (int i = 0; i < batch.size(); i++) {
          all.add(Objects.requireNonNullElse(show(batch.column(0), i, type), ""));
        }
      }
      return all.isEmpty() ? null : String.join(",", all);
    } catch (BraidException e) {
      return failure(e);
    }
  }

  /// Any function, under any spelling.
  ///
  /// @param result the type of the call, polymorphic ones resolved
  /// @param sql an expression over `(a[1]::type)`, `(a[2]::type)`, ...
  /// @param values of each argument
  public void compare(
      ScalarFunction function,
      List<Type> types,
      Type result,
      String sql,
      List<? extends List<? extends @Nullable String>> values) {
    try (ServerAnswers server = new ServerAnswers(zoneName)) {
      EvalContext context = context(server);
      List<@Nullable String[]> rows = rows(values);
      List<@Nullable String> wanted = server.ask(sql, result.sqlName(), types.size(), rows);
      check(sql, rows, wanted, answers(function, types, result, rows, -1, context));
      for (int constant = 0; constant < types.size(); constant++) {
        for (List<Integer> group : groups(rows, constant)) {
          List<@Nullable String[]> some = group.stream().map(rows::get).toList();
          List<@Nullable String> answers =
              answers(function, types, result, some, constant, context);
          List<@Nullable String> theirs = new ArrayList<>();
          group.forEach(row -> theirs.add(wanted.get(row)));
          check(sql + " with constant " + constant, some, theirs, answers);
        }
      }
    }
  }

  private EvalContext context(ServerAnswers server) {
    long now = Timestamps.parseInstant(server.now(), 0, zone);
    return new EvalContext(zone, now, "postgres", "postgres", new Cancellation());
  }

  /// Rows that share the value of one argument.
  private static List<List<Integer>> groups(List<@Nullable String[]> rows, int argument) {
    Map<@Nullable String, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      groups.computeIfAbsent(rows.get(i)[argument], _ -> new ArrayList<>()).add(i);
    }
    return groups.values().stream().limit(MOST_CONSTANTS).toList();
  }

  private List<@Nullable String> answers(
      ScalarFunction function,
      List<Type> types,
      Type result,
      List<@Nullable String[]> rows,
      int constant,
      EvalContext context) {
    List<Expr> arguments = new ArrayList<>();
    Column[] columns = new Column[types.size()];
    for (int i = 0; i < types.size(); i++) {
      Type type = types.get(i);
      List<@Nullable Object> parsed = new ArrayList<>();
      for (@Nullable String[] row : rows) {
        parsed.add(parse(type, row[i], context));
      }
      columns[i] = Values.column(type, parsed);
      arguments.add(
          i == constant ? new Constant(type, parsed.getFirst()) : new ColumnRef(i, type, "c" + i));
    }
    Call call = new Call(function, arguments, result);
    List<@Nullable String> answers = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += Batch.CAPACITY) {
      int size = Math.min(Batch.CAPACITY, rows.size() - from);
      Batch batch = new Batch(columns, rows.size()).slice(from, size);
      answers.addAll(answers(call, batch, context));
    }
    return answers;
  }

  private List<@Nullable String> answers(Call call, Batch batch, EvalContext context) {
    try {
      return shown(ExprCompiler.evaluator(call).evaluate(batch, context), batch.size(), call);
    } catch (BraidException e) {
      return oneByOne(call, batch, context);
    }
  }

  private List<@Nullable String> oneByOne(Call call, Batch batch, EvalContext context) {
    List<@Nullable String> answers = new ArrayList<>();
    long[] fine = Validity.allValid(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      try {
        Evaluator evaluator = ExprCompiler.evaluator(call);
        Batch one = batch.gather(new int[] {row}, 1);
        answers.addAll(shown(evaluator.evaluate(one, context), 1, call));
      } catch (BraidException e) {
        answers.add(failure(e));
        Validity.clear(fine, row);
      }
    }
    if (call.function().strict()
        && call.arguments().stream().anyMatch(ColumnRef.class::isInstance)) {
      Column[] columns = batch.columns().toArray(Column[]::new);
      for (int i = 0; i < columns.length; i++) {
        long[] valid = Validity.and(columns[i].validity(), fine, batch.size());
        columns[i] = columns[i].withValidity(valid);
      }
      Evaluator evaluator = ExprCompiler.evaluator(call);
      Column kept = evaluator.evaluate(new Batch(columns, batch.size()), context);
      List<@Nullable String> texts = shown(kept, batch.size(), call);
      for (int row = 0; row < batch.size(); row++) {
        String expected = Validity.isValid(fine, row) ? answers.get(row) : null;
        assertThat(texts.get(row)).as("beside rows without values").isEqualTo(expected);
      }
    }
    return answers;
  }

  private List<@Nullable String> shown(Column column, int size, Call call) {
    List<@Nullable String> texts = new ArrayList<>();
    Column flat = column.flat();
    for (int row = 0; row < size; row++) {
      texts.add(show(flat, row, call.type()));
    }
    return texts;
  }

  private @Nullable String show(Column column, int row, Type type) {
    Object value = Values.get(column, row, type);
    return value == null ? null : TextOutput.write(type, value, zone);
  }

  private static String failure(BraidException e) {
    return "!" + e.sqlState() + " " + e.message();
  }

  private static @Nullable Object parse(Type type, @Nullable String text, EvalContext context) {
    return text == null ? null : TextInput.parse(type, text, context);
  }

  private void check(
      String sql,
      List<@Nullable String[]> rows,
      List<@Nullable String> wanted,
      List<@Nullable String> given) {
    List<String> wrong = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < rows.size(); i++) {
      String expected = normal(wanted.get(i));
      String actual = normal(given.get(i));
      if (Objects.equals(expected, actual)) {
        continue;
      }
      if (refusalsAllowed && actual != null && actual.startsWith("!0A000")) {
        refused++;
        continue;
      }
      wrong.add(Arrays.toString(rows.get(i)) + "\n  server " + expected + "\n  braid  " + actual);
    }
    assertThat(wrong.stream().limit(12))
        .as("%s in %s: %d of %d differ", sql, zoneName, wrong.size(), rows.size())
        .isEmpty();
    assertThat(refused).as("%s: refused rows of %d", sql, rows.size()).isLessThan(rows.size() + 1);
  }

  private @Nullable String normal(@Nullable String answer) {
    return messagesCompared || answer == null || !answer.startsWith("!")
        ? answer
        : answer.substring(0, Math.min(6, answer.length()));
  }

  private static List<List<? extends @Nullable String>> of(
      List<Type> types, Map<Kind, ? extends List<? extends @Nullable String>> values) {
    List<List<? extends @Nullable String>> all = new ArrayList<>();
    types.forEach(type -> all.add(Objects.requireNonNull(values.get(type.kind()))));
    return all;
  }

  private List<@Nullable String[]> rows(List<? extends List<? extends @Nullable String>> values) {
    long combinations = 1;
    for (List<?> each : values) {
      combinations = Math.min(MOST_ROWS + 1L, combinations * each.size());
    }
    boolean all = combinations <= MOST_ROWS;
    List<@Nullable String[]> rows = new ArrayList<>();
    for (int n = 0; n < (all ? combinations : MOST_ROWS); n++) {
      @Nullable String[] row = new @Nullable String[values.size()];
      int rest = n;
      for (int i = 0; i < row.length; i++) {
        int size = values.get(i).size();
        row[i] = values.get(i).get(all ? rest % size : random.nextInt(size));
        rest /= size;
      }
      rows.add(row);
    }
    return rows;
  }

  private static ScalarFunction overload(
      List<ScalarFunction> candidates, String name, List<Type> types) {
    return candidates.stream()
        .filter(candidate -> candidate.argumentTypes().equals(types))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + name + types));
  }

  private static String argument(int index, Type type) {
    return "(a[" + (index + 1) + "]::" + type.sqlName() + ")";
  }

  private static String functionSql(String name, List<Type> types) {
    return "pg_catalog.\""
        + name
        + "\""
        + IntStream.range(0, types.size())
            .mapToObj(i -> argument(i, types.get(i)))
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String operatorSql(String symbol, List<Type> types) {
    return types.size() == 1
        ? symbol + " " + argument(0, types.getFirst())
        : argument(0, types.get(0)) + " " + symbol + " " + argument(1, types.get(1));
  }
}
