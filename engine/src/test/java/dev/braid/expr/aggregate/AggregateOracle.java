package dev.braid.expr.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.expr.Accumulator;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.EvalContext;
import dev.braid.expr.FunctionCatalog;
import dev.braid.expr.TextOutput;
import dev.braid.parallel.Cancellation;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Kind;
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
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Aggregates rows in one pass, in parts that are merged in any order, and on the server, and
/// compares.
final class AggregateOracle {
  static final FunctionCatalog CATALOG = new FunctionCatalog();
  private static final Connection CONNECTION = TestPostgres.superuser();
  static final EvalContext CONTEXT =
      new EvalContext(Zone.UTC, 0, "reader", "test", new Cancellation());

  static {
    Aggregates.register(CATALOG);
  }

  private final Random random;
  private final List<Type> types;
  private final int groups;
  private final List<@Nullable Object[]> rows;
  private final int[] group;

  /// Group 0 stays empty.
  AggregateOracle(Random random, int groups, List<Type> types, List<@Nullable Object[]> rows) {
    this.random = random;
    this.types = types;
    this.groups = groups;
    this.rows = rows;
    group = new int[rows.size()];
    for (int i = 0; i < group.length; i++) {
      group[i] = 1 + random.nextInt(groups - 1);
    }
  }

  static AggregateFunction function(String name, List<Type> types) {
    for (AggregateFunction function : CATALOG.aggregates(name)) {
      if (function.argumentTypes().size() == types.size()) {
        boolean fits = true;
        for (int i = 0; i < types.size(); i++) {
          Type wanted = function.argumentTypes().get(i);
          fits &=
              wanted.sameKind(types.get(i))
                  || wanted.kind() == Kind.ANYELEMENT
                  || wanted.kind() == Kind.ANY
                  || wanted.kind() == Kind.ANYNONARRAY && types.get(i).kind() != Kind.ARRAY
                  || wanted.kind() == Kind.ANYARRAY && types.get(i).kind() == Kind.ARRAY;
        }
        if (fits) {
          return function;
        }
      }
    }
    throw new AssertionError(name + types);
  }

  /// Compares all ways.
  void check(String name) {
    check(name, 0);
  }

  /// @param tolerance relative, for floats
  void check(String name, double tolerance) {
    AggregateFunction function = function(name, types);
    Type result = resultType(function);
    List<@Nullable String> once = onePass(function, result);
    assertThat(inParts(function, result)).as("%s%s in parts", name, types).isEqualTo(once);
    assertThat(inParts(function, result)).as("%s%s in parts", name, types).isEqualTo(once);
    List<@Nullable String> wanted = server(name);
    for (int i = 0; i < wanted.size(); i++) {
      if (!same(result, wanted.get(i), once.get(i), tolerance)) {
        int bad = i;
        assertThat(once.get(i))
            .as(
                "%s%s of %s",
                name,
                types,
                rows.stream()
                    .filter(r -> group[rows.indexOf(r)] == bad)
                    .limit(20)
                    .map(r -> java.util.Arrays.asList(r).toString())
                    .collect(Collectors.joining(" ")))
            .isEqualTo(wanted.get(i));
      }
    }
  }

  static boolean same(
      Type type, @Nullable String wanted, @Nullable String given, double tolerance) {
    if (type.kind() == Kind.BOOL && given != null && wanted != null) {
      return wanted.startsWith(given);
    }
    if (type.kind() == Kind.BPCHAR && given != null) {
      return given.stripTrailing().equals(wanted);
    }
    if (wanted == null || given == null || !type.kind().isFloat()) {
      return wanted == null ? given == null : wanted.equals(given);
    }
    if (wanted.startsWith("!") || given.startsWith("!")) {
      return wanted.equals(given);
    }
    double a = Double.parseDouble(wanted);
    double b = Double.parseDouble(given);
    return Double.compare(a, b) == 0
        || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
  }

  private Type resultType(AggregateFunction function) {
    Type last = types.isEmpty() ? Type.INT8 : types.get(types.size() - 1);
    return switch (function.resultType().kind()) {
      case ANYELEMENT -> last;
      case ANYARRAY ->
          function.name().equals("array_agg") || types.size() == 2 ? Type.arrayOf(last) : last;
      case ARRAY -> function.resultType();
      default -> function.resultType();
    };
  }

  private Column[] columns(List<Integer> picked) {
    Column[] columns = new Column[types.size()];
    for (int c = 0; c < columns.length; c++) {
      ColumnBuilder builder = ColumnBuilder.of(types.get(c), picked.size());
      for (int row : picked) {
        Values.append(builder, types.get(c), rows.get(row)[c]);
      }
      columns[c] = builder.build();
    }
    return columns;
  }

  private void feed(Accumulator accumulator, List<Integer> picked) {
    for (int from = 0; from < picked.size(); from += 7) {
      List<Integer> part = picked.subList(from, Math.min(from + 7, picked.size()));
      int[] numbers = part.stream().mapToInt(row -> group[row]).toArray();
      accumulator.add(numbers, columns(part), part.size(), CONTEXT);
    }
  }

  private List<@Nullable String> onePass(AggregateFunction function, Type result) {
    try {
      List<@Nullable String> texts = new ArrayList<>();
      List<@Nullable String> single = new ArrayList<>();
      Accumulator accumulator = function.binder().bind(types, result);
      for (int wanted = 1; wanted <= groups; wanted++) {
        accumulator.resize(wanted);
      }
      feed(accumulator, all());
      texts(accumulator, result, texts);
      for (int g = 0; g < groups; g++) {
        int wanted = g;
        Accumulator alone = function.binder().bind(types, result);
        alone.resize(1);
        List<Integer> mine = all().stream().filter(row -> group[row] == wanted).toList();
        for (int from = 0; from < mine.size(); from += Batch.CAPACITY) {
          List<Integer> part = mine.subList(from, Math.min(from + Batch.CAPACITY, mine.size()));
          alone.addAll(columns(part), part.size(), CONTEXT);
        }
        Column column = alone.result(0, 1, CONTEXT);
        Object value = Values.get(column, 0, result);
        single.add(value == null ? null : TextOutput.write(result, value, Zone.UTC));
        assertThat(alone.memory()).isPositive();
      }
      assertThat(single).as("%s%s one group at a time", function.name(), types).isEqualTo(texts);
      return texts;
    } catch (BraidException e) {
      return error(e);
    }
  }

  private List<Integer> all() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      all.add(i);
    }
    return all;
  }

  private List<@Nullable String> error(BraidException e) {
    return new ArrayList<>(Collections.nCopies(groups, "!" + e.sqlState() + " " + e.message()));
  }

  private void texts(Accumulator accumulator, Type result, List<@Nullable String> texts) {
    int half = groups / 2;
    for (int from = 0; from < groups; from += Math.max(half, 1)) {
      int count = Math.min(Math.max(half, 1), groups - from);
      Column column = accumulator.result(from, count, CONTEXT);
      for (int i = 0; i < count; i++) {
        Object value = Values.get(column, i, result);
        texts.add(value == null ? null : TextOutput.write(result, value, Zone.UTC));
      }
    }
  }

  private List<@Nullable String> inParts(AggregateFunction function, Type result) {
    try {
      int parts = 1 + random.nextInt(6);
      List<List<Integer>> split = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        split.add(new ArrayList<>());
      }
      for (int row = 0; row < rows.size(); row++) {
        int part = function.combines() ? random.nextInt(parts) : row * parts / rows.size();
        split.get(part).add(row);
      }
      if (function.combines()) {
        split.forEach(part -> Collections.shuffle(part, random));
        Collections.shuffle(split, random);
      }
      Accumulator whole = function.binder().bind(types, result);
      whole.resize(groups);
      for (List<Integer> part : split) {
        Accumulator one = function.binder().bind(types, result);
        one.resize(groups);
        feed(one, part);
        int first = random.nextInt(groups);
        merge(whole, one, 0, first);
        merge(whole, one, first, groups - first);
      }
      List<@Nullable String> texts = new ArrayList<>();
      texts(whole, result, texts);
      return texts;
    } catch (BraidException e) {
      return error(e);
    }
  }

  private static void merge(Accumulator whole, Accumulator part, int from, int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = from + i;
    }
    Column[] state = part.state(from, count);
    assertThat(state).hasSameSizeAs(part.stateTypes());
    Column[] copied = new Column[state.length];
    for (int i = 0; i < state.length; i++) {
      ColumnBuilder builder = ColumnBuilder.of(part.stateTypes().get(i), count);
      builder.appendRange(state[i], 0, count);
      copied[i] = builder.build();
    }
    whole.mergeState(numbers, copied, count, CONTEXT);
  }

  static String literal(Type type, @Nullable Object value) {
    return value == null
        ? "NULL::" + type.sqlName()
        : "'" + TextOutput.write(type, value, Zone.UTC).replace("'", "''") + "'::" + type.sqlName();
  }

  private List<@Nullable String> server(String name) {
    List<@Nullable String> texts = new ArrayList<>(Collections.nCopies(groups, null));
    StringBuilder sql = new StringBuilder("CREATE TEMP TABLE v AS SELECT * FROM (VALUES ");
    for (int i = 0; i < rows.size(); i++) {
      sql.append(i == 0 ? "(" : ", (").append(i).append(", ").append(group[i]);
      for (int c = 0; c < types.size(); c++) {
        sql.append(", ").append(literal(types.get(c), rows.get(i)[c]));
      }
      sql.append(")");
    }
    String arguments = "";
    for (int c = 0; c < types.size(); c++) {
      arguments += (c == 0 ? "" : ", ") + "a" + c;
    }
    sql.append(") v(n, g");
    sql.append(types.isEmpty() ? "" : ", " + arguments).append(")");
    String call = name + "(" + (types.isEmpty() ? "*" : arguments + " ORDER BY n") + ")::text";
    if (function(name, types).form() == AggregateFunction.Form.ORDERED_SET) {
      int direct = types.size() - 1;
      String fraction = direct == 0 ? "" : literal(types.get(0), rows.get(0)[0]);
      call = name + "(" + fraction + ") WITHIN GROUP (ORDER BY a" + direct + ")::text";
    }
    try (Statement statement = CONNECTION.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'; DROP TABLE IF EXISTS pg_temp.v");
      statement.execute(sql.toString());
      String query =
          "SELECT g, "
              + call
              + " FROM (SELECT * FROM v ORDER BY g, n) v GROUP BY g UNION ALL SELECT 0, "
              + call
              + " FROM v WHERE false";
      try (ResultSet result = statement.executeQuery(query)) {
        while (result.next()) {
          texts.set(result.getInt(1), result.getString(2));
        }
      }
      for (int g = 1; g < groups; g++) {
        int wanted = g;
        if (all().stream().noneMatch(row -> group[row] == wanted)) {
          texts.set(g, texts.get(0));
        }
      }
      return texts;
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new ArrayList<>(
          Collections.nCopies(
              groups, "!" + e.getSQLState() + " " + message.replace("ERROR: ", "")));
    }
  }
}
