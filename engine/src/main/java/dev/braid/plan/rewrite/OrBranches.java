package dev.braid.plan.rewrite;

import dev.braid.expr.Expr;
import dev.braid.expr.Or;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What a disjunction over both sides of a join says about one of them alone, where every branch
/// says something: `(a.x = 1 AND b.y = 2) OR (a.x = 3 AND b.y = 4)` asks of `a` that `x = 1 OR x =
/// 3`. The disjunction itself stays.
final class OrBranches {
  private OrBranches() {}

  static void derive(List<Expr> conditions, BitSet side, List<Expr> derived) {
    for (Expr condition : conditions) {
      if (condition instanceof Or or && !Columns.isVolatile(condition)) {
        List<Expr> branches = new ArrayList<>();
        for (Expr branch : or.operands()) {
          List<Expr> parts = new ArrayList<>();
          for (Expr part : Conditions.conjuncts(branch)) {
            BitSet used = Columns.of(part);
            if (!used.isEmpty() && Columns.within(used, side)) {
              parts.add(part);
            }
          }
          if (!parts.isEmpty()) {
            branches.add(Conditions.and(parts));
          }
        }
        if (branches.size() == or.operands().size()) {
          derived.add(new Or(branches));
        }
      }
    }
  }
}
