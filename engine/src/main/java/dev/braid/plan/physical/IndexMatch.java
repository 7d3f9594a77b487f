package dev.braid.plan.physical;

import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.TableIndex;
import dev.braid.exec.IndexCondition;
import dev.braid.exec.IndexCondition.Bound;
import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import dev.braid.expr.NullTest;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of some conditions an index decides: equalities of its leading keys, and bounds of the key
/// behind them. Only comparisons of a bare column with a value of its own type, since only they
/// mean what the index's order means.
///
/// @param used the conjuncts decided; whoever reads the index need not test them again
/// @param fixed how many of the leading keys have one value only
record IndexMatch(TableIndex index, IndexCondition condition, List<Expr> used, int fixed) {
  /// An equality of a column with an expression over an outer row.
  record Outer(ColumnRef column, Expr value, Expr conjunct) {}

  /// @param outer equalities with other tables' columns, of an inner side of a nested loop
  static IndexMatch of(TableIndex index, Scan scan, List<Expr> conjuncts, List<Outer> outer) {
    List<IndexCondition.Values> equal = new ArrayList<>();
    List<Expr> used = new ArrayList<>();
    Bound low = null;
    Bound high = null;
    boolean notNull = false;
    int fixed = 0;
    for (IndexKey key : index.keys()) {
      ColumnRef column = column(scan, key.column());
      IndexCondition.Values values = column == null ? null : equal(column, conjuncts, outer, used);
      if (values != null) {
        equal.add(values);
        fixed += fixed == equal.size() - 1 && values.values().size() < 2 ? 1 : 0;
        continue;
      }
      if (column == null) {
        break;
      }
      for (Expr conjunct : conjuncts) {
        if (conjunct instanceof NullTest(Expr operand, boolean negated)
            && negated
            && operand.equals(column)) {
          notNull = true;
          used.add(conjunct);
        }
        Selectivity.Comparison comparison = comparison(conjunct, column);
        if (comparison == null || !comparison.isInequality()) {
          continue;
        }
        Bound bound =
            new Bound(
                new Constant(column.type(), comparison.value()),
                comparison.operator().endsWith("="));
        if (comparison.operator().startsWith(">") && low == null) {
          low = bound;
          used.add(conjunct);
        } else if (comparison.operator().startsWith("<") && high == null) {
          high = bound;
          used.add(conjunct);
        }
      }
      break;
    }
    return new IndexMatch(
        index,
        new IndexCondition(equal, low, high, notNull, shown(used, scan)),
        List.copyOf(used),
        fixed);
  }

  /// Conditions with the index's column on the left.
  private static List<Expr> shown(List<Expr> used, Scan scan) {
    BitSet own = Columns.output(scan);
    List<Expr> shown = new ArrayList<>();
    for (Expr conjunct : used) {
      boolean turned =
          Conditions.isOperator(conjunct, "=")
              && !Columns.within(Columns.of(conjunct.children().getFirst()), own);
      shown.add(turned ? conjunct.withChildren(conjunct.children().reversed()) : conjunct);
    }
    return shown;
  }

  private static @Nullable ColumnRef column(Scan scan, int position) {
    int place = scan.columns().indexOf(position);
    return place < 0 ? null : scan.output().get(place);
  }

  private static IndexCondition.@Nullable Values equal(
      ColumnRef column, List<Expr> conjuncts, List<Outer> outer, List<Expr> used) {
    for (Expr conjunct : conjuncts) {
      Selectivity.Comparison comparison = comparison(conjunct, column);
      if (comparison != null && comparison.operator().equals("=")) {
        used.add(conjunct);
        return new IndexCondition.Values(
            List.of(new Constant(column.type(), comparison.value())), false);
      }
      if (conjunct instanceof NullTest(Expr operand, boolean negated)
          && !negated
          && operand.equals(column)) {
        used.add(conjunct);
        return IndexCondition.Values.NULL;
      }
    }
    for (Outer pair : outer) {
      if (pair.column().equals(column) && comparable(column.type(), pair.value().type())) {
        used.add(pair.conjunct());
        return new IndexCondition.Values(List.of(pair.value()), false);
      }
    }
    for (Expr conjunct : conjuncts) {
      if (conjunct instanceof InList in && !in.negated() && in.operand().equals(column)) {
        List<Expr> values = new ArrayList<>();
        for (Object value : in.values()) {
          values.add(new Constant(column.type(), value));
        }
        used.add(conjunct);
        return values.isEmpty() ? null : new IndexCondition.Values(values, false);
      }
    }
    return null;
  }

  /// A comparison of just this column with a constant of its type.
  private static Selectivity.@Nullable Comparison comparison(Expr conjunct, ColumnRef column) {
    if (!(conjunct instanceof Call call) || call.arguments().size() != 2) {
      return null;
    }
    Expr left = call.arguments().get(0);
    Expr right = call.arguments().get(1);
    Expr other = left.equals(column) ? right : right.equals(column) ? left : null;
    return other instanceof Constant && comparable(column.type(), other.type())
        ? Selectivity.Comparison.of(conjunct)
        : null;
  }

  static boolean comparable(Type left, Type right) {
    return left.sameKind(right) || isString(left) && isString(right);
  }

  private static boolean isString(Type type) {
    return type.kind() == Kind.TEXT || type.kind() == Kind.VARCHAR;
  }
}
