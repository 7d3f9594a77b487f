package dev.braid.plan.logical;

import dev.braid.catalog.table.Servers;
import dev.braid.catalog.table.Table;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.SetFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One operator of relational algebra with its inputs. Immutable.
public sealed interface Logical {
  /// The columns of the rows it makes.
  List<ColumnRef> output();

  List<Logical> inputs();

  /// All rows of a table.
  ///
  /// @param columns positions in the table, one for each of `output`
  /// @param alias the name it goes by in the statement
  record Scan(Table table, String alias, List<Integer> columns, List<ColumnRef> output)
      implements Logical {
    @Override
    public List<Logical> inputs() {
      return List.of();
    }
  }

  /// What servers compute of a part of the statement, as rows of each of them. It is a leaf: the
  /// planner puts it in the place of that part once nothing else can move into it.
  ///
  /// @param query over tables of these servers, without [With] and the rows of one
  /// @param asked numbers of the servers that are asked, each of them once
  /// @param order in which servers may send their rows, by columns, for a node above that wants it;
  ///   empty where none does
  record Remote(
      Servers servers,
      Logical query,
      List<Integer> asked,
      List<SortKey> order,
      List<ColumnRef> output)
      implements Logical {
    @Override
    public List<Logical> inputs() {
      return List.of();
    }
  }

  /// Constant rows. Without columns and with one row: the input of a SELECT without FROM.
  record ValuesRows(List<List<Expr>> rows, List<ColumnRef> output) implements Logical {
    @Override
    public List<Logical> inputs() {
      return List.of();
    }
  }

  /// A function that returns rows, in FROM. Its arguments may refer to columns outside (LATERAL).
  ///
  /// @param ordinality whether the last column of `output` numbers the rows
  record FunctionRows(
      SetFunction function,
      List<Expr> arguments,
      String alias,
      boolean ordinality,
      List<ColumnRef> output)
      implements Logical {
    @Override
    public List<Logical> inputs() {
      return List.of();
    }
  }

  /// Rows for which the condition is true.
  record Filter(Logical input, Expr condition) implements Logical {
    @Override
    public List<ColumnRef> output() {
      return input.output();
    }

    @Override
    public List<Logical> inputs() {
      return List.of(input);
    }
  }

  /// Computed columns. An expression that is a [ColumnRef] of the same number passes a column on.
  record Project(Logical input, List<Binding> bindings) implements Logical {
    @Override
    public List<ColumnRef> output() {
      return bindings.stream().map(Binding::column).toList();
    }

    @Override
    public List<Logical> inputs() {
      return List.of(input);
    }
  }

  /// Each input row once for every row that set-returning functions make of it; shorter sets are
  /// filled up with NULL. The input's columns are passed on.
  record ProjectSet(Logical input, List<SetCall> calls) implements Logical {
    @Override
    public List<ColumnRef> output() {
      List<ColumnRef> output = new ArrayList<>(input.output());
      calls.forEach(call -> output.add(call.column()));
      return output;
    }

    @Override
    public List<Logical> inputs() {
      return List.of(input);
    }
  }

  /// A join. With `dependent` the right side refers to columns of the left one (LATERAL, correlated
  /// subqueries); unnesting takes those away.
  ///
  /// @param condition [dev.braid.expr.Constant#TRUE] for a cross join
  /// @param mark of [JoinKind#MARK]: the column that tells whether a partner was found
  record Join(
      JoinKind kind,
      Logical left,
      Logical right,
      Expr condition,
      boolean dependent,
      @Nullable ColumnRef mark)
      implements Logical {
    @Override
    public List<ColumnRef> output() {
      List<ColumnRef> output = new ArrayList<>(left.output());
      switch (kind) {
        case INNER, LEFT, RIGHT, FULL, SINGLE -> output.addAll(right.output());
        case SEMI, ANTI -> {}
        case MARK -> output.add(java.util.Objects.requireNonNull(mark));
      }
      return output;
    }

    @Override
    public List<Logical> inputs() {
      return List.of(left, right);
    }
  }

  /// Groups. Without keys and grouping sets: one row, whatever the input.
  ///
  /// @param keys what is grouped by
  /// @param groupingSets sets of positions in `keys`; empty for the plain GROUP BY of all keys.
  ///   Keys that are not of a row's set are NULL in it.
  /// @param grouping the column that numbers a row's grouping set (from 0), or null where nobody
  ///   asks; GROUPING() is computed from it
  record Aggregate(
      Logical input,
      List<Binding> keys,
      List<List<Integer>> groupingSets,
      List<AggregateCall> calls,
      @Nullable ColumnRef grouping)
      implements Logical {
    @Override
    public List<ColumnRef> output() {
      List<ColumnRef> output = new ArrayList<>();
      keys.forEach(key -> output.add(key.column()));
      calls.forEach(call -> output.add(call.column()));
      if (grouping != null) {
        output.add(grouping);
      }
      return output;
    }

    @Override
    public List<Logical> inputs() {
      return List.of(input);
    }
  }

  /// Window functions over one partitioning and order; the input's columns are passed on.
  record Window(Logical input, List<Expr> partition, List<SortKey> order, List<WindowCall> calls)
      implements Logical {
    @Override
    public List<ColumnRef> output() {
      List<ColumnRef> output = new ArrayList<>(input.output());
      calls.forEach(call -> output.add(call.column()));
      return output;
    }

    @Override
    public List<Logical> inputs() {
      return List.of(input);
    }
  }

  /// Rows in order; ties keep the order they came in.
  record Sort(Logical input, List<SortKey> keys) implements Logical {
    @Override
    public List<ColumnRef> output() {
      return input.output();
    }

    @Override
    public List<Logical> inputs() {
      return List.of(input);
    }
  }

  /// The first rows.
  ///
  /// @param count how many, a bigint expression without columns of the input, or null for all
  /// @param offset how many to leave out before, or null for none
  /// @param ties keys of the order whose equals to the last row are kept too; empty without WITH
  ///   TIES
  /// @param numbers once subqueries are unnested: the one row whose columns are count and offset,
  ///   or null where these need none
  record Limit(
      Logical input,
      @Nullable Expr count,
      @Nullable Expr offset,
      List<SortKey> ties,
      @Nullable Logical numbers)
      implements Logical {
    public Limit(Logical input, @Nullable Expr count, @Nullable Expr offset, List<SortKey> ties) {
      this(input, count, offset, ties, null);
    }

    @Override
    public List<ColumnRef> output() {
      return input.output();
    }

    @Override
    public List<Logical> inputs() {
      return numbers == null ? List.of(input) : List.of(input, numbers);
    }
  }

  /// Each row once, or the first row of each group with equal keys in the input's order.
  ///
  /// @param on keys of DISTINCT ON; empty for all columns
  record Distinct(Logical input, List<Expr> on) implements Logical {
    @Override
    public List<ColumnRef> output() {
      return input.output();
    }

    @Override
    public List<Logical> inputs() {
      return List.of(input);
    }
  }

  /// UNION, INTERSECT, EXCEPT. The inputs' columns correspond by position and have the same types.
  record SetOperation(
      SetKind kind, boolean all, Logical left, Logical right, List<ColumnRef> output)
      implements Logical {
    @Override
    public List<Logical> inputs() {
      return List.of(left, right);
    }
  }

  /// Statements of WITH that are computed once, and the query that uses them.
  record With(List<Definition> definitions, Logical body) implements Logical {
    /// @param id by which [CteRef] refers to it
    public record Definition(int id, String name, Logical query) {}

    @Override
    public List<ColumnRef> output() {
      return body.output();
    }

    @Override
    public List<Logical> inputs() {
      List<Logical> inputs = new ArrayList<>();
      definitions.forEach(definition -> inputs.add(definition.query()));
      inputs.add(body);
      return inputs;
    }
  }

  /// The rows of a WITH query, or inside of a [Recursion] those of its last round.
  record CteRef(int id, String name, List<ColumnRef> output) implements Logical {
    @Override
    public List<Logical> inputs() {
      return List.of();
    }
  }

  /// WITH RECURSIVE: `start`, then `step` again and again over the rows that are new.
  ///
  /// @param id by which `step` refers to the rows of the last round
  /// @param all whether rows that were there already count as new (UNION ALL)
  record Recursion(
      int id, String name, Logical start, Logical step, boolean all, List<ColumnRef> output)
      implements Logical {
    @Override
    public List<Logical> inputs() {
      return List.of(start, step);
    }
  }

  /// How a join treats rows without partner.
  enum JoinKind {
    INNER,
    LEFT,
    RIGHT,
    FULL,
    /// Left rows that have a partner, once.
    SEMI,
    /// Left rows that have none. The condition being unknown counts as no partner.
    ANTI,
    /// All left rows, with a truth value: true with a partner, unknown when the condition was
    /// unknown for some pair and true for none, else false.
    MARK,
    /// As LEFT, but more than one partner is an error (21000): scalar subqueries.
    SINGLE
  }

  /// Which set operation.
  enum SetKind {
    UNION,
    INTERSECT,
    EXCEPT
  }
}
