package dev.braid.plan.remote;

import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/// Columns that conditions make equal, NULLs left out.
final class Equalities {
  private final List<BitSet> pairs = new ArrayList<>();

  /// @param within only conditions over these columns count
  static Equalities of(Collection<? extends Expr> conjuncts, BitSet within) {
    Equalities equalities = new Equalities();
    for (Expr conjunct : conjuncts) {
      List<Expr> sides =
          conjunct instanceof Call call && Conditions.isOperator(call, "=")
              ? call.arguments()
              : List.of();
      if (sides.size() == 2
          && sides.get(0) instanceof ColumnRef left
          && sides.get(1) instanceof ColumnRef right
          && isSameValue(left.type(), right.type())
          && Columns.within(Columns.of(conjunct), within)) {
        BitSet pair = new BitSet();
        pair.set(left.column());
        pair.set(right.column());
        equalities.pairs.add(pair);
      }
    }
    return equalities;
  }

  private static boolean isSameValue(Type left, Type right) {
    return left.sameKind(right)
        || left.kind().isInteger() && right.kind().isInteger()
        || left.kind().isText() && right.kind().isText();
  }

  /// The columns and all that are equal to one of them.
  BitSet closure(BitSet columns) {
    BitSet closure = (BitSet) columns.clone();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (BitSet pair : pairs) {
        if (pair.intersects(closure) && !Columns.within(pair, closure)) {
          closure.or(pair);
          grown = true;
        }
      }
    }
    return closure;
  }
}
