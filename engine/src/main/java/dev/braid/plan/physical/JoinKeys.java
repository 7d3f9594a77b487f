package dev.braid.plan.physical;

import dev.braid.expr.Call;
import dev.braid.expr.Cast;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.library.Library;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.SameValue;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A join's condition, taken apart: pairs of expressions that must be equal, one of each side, and
/// the rest.
///
/// @param left of each pair the one over columns of the left side
/// @param nullSafe whether NULLs are equal in a pair
/// @param conjuncts what each pair was
record JoinKeys(
    List<Expr> left,
    List<Expr> right,
    List<Boolean> nullSafe,
    List<Expr> conjuncts,
    List<Expr> rest) {
  private static final ScalarFunction NOT_DISTINCT =
      Library.CATALOG.operators("IS NOT DISTINCT FROM").iterator().next();

  /// Two expressions compared for equality.
  record Pair(Expr left, Expr right, boolean nullSafe) {}

  /// The two sides of an equality that a hash table can decide: both of one type.
  static @Nullable Pair pair(Expr conjunct) {
    if (conjunct instanceof SameValue(Expr left, Expr right)) {
      return new Pair(left, right, true);
    }
    if (Conditions.isOperator(conjunct, "=")) {
      List<Expr> sides = ((Call) conjunct).arguments();
      if (comparable(sides.get(0).type(), sides.get(1).type())) {
        return new Pair(sides.get(0), sides.get(1), false);
      }
    }
    return null;
  }

  /// Integers of different widths are equal when they are so in the wider one, floats too.
  private static @Nullable Pair widened(Expr conjunct) {
    if (!Conditions.isOperator(conjunct, "=")) {
      return null;
    }
    Expr left = ((Call) conjunct).arguments().get(0);
    Expr right = ((Call) conjunct).arguments().get(1);
    Kind a = left.type().kind();
    Kind b = right.type().kind();
    if (!(a.isInteger() && b.isInteger() || a.isFloat() && b.isFloat())) {
      return null;
    }
    Type wider = Type.of(a.compareTo(b) > 0 ? a : b);
    return new Pair(widened(left, wider), widened(right, wider), false);
  }

  private static Expr widened(Expr expr, Type to) {
    Cast cast = Library.CATALOG.cast(expr.type().kind(), to.kind());
    return cast == null || cast.function() == null
        ? expr
        : new Call(cast.function(), List.of(expr), to);
  }

  private static boolean comparable(Type left, Type right) {
    return left.sameKind(right) || isString(left) && isString(right);
  }

  private static boolean isString(Type type) {
    return type.kind() == Kind.TEXT || type.kind() == Kind.VARCHAR;
  }

  static JoinKeys of(Expr condition, BitSet left, BitSet right) {
    JoinKeys keys =
        new JoinKeys(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (Expr conjunct : Conditions.conjuncts(condition)) {
      Pair pair = pair(conjunct);
      pair = pair == null ? widened(conjunct) : pair;
      if (pair == null || Columns.isVolatile(conjunct) || !keys.add(pair, left, right)) {
        keys.rest.add(Columns.rewrite(conjunct, JoinKeys::tested));
      } else {
        keys.conjuncts.add(conjunct);
      }
    }
    return keys;
  }

  /// What is no key, but of one side alone, is compared row by row.
  private static Expr tested(Expr expr) {
    return expr instanceof SameValue(Expr left, Expr right)
        ? new Call(NOT_DISTINCT, List.of(left, right), Type.BOOL)
        : expr;
  }

  /// With one more pair that is always equal: a full join needs at least one.
  JoinKeys withConstant() {
    JoinKeys more =
        new JoinKeys(
            new ArrayList<>(left),
            new ArrayList<>(right),
            new ArrayList<>(nullSafe),
            new ArrayList<>(conjuncts),
            new ArrayList<>(rest));
    more.left.add(Constant.TRUE);
    more.right.add(Constant.TRUE);
    more.nullSafe.add(false);
    more.conjuncts.add(Constant.TRUE);
    return more;
  }

  private boolean add(Pair pair, BitSet leftColumns, BitSet rightColumns) {
    BitSet first = Columns.of(pair.left());
    BitSet second = Columns.of(pair.right());
    if (first.isEmpty() || second.isEmpty()) {
      return false;
    }
    if (Columns.within(first, leftColumns) && Columns.within(second, rightColumns)) {
      left.add(pair.left());
      right.add(pair.right());
    } else if (Columns.within(second, leftColumns) && Columns.within(first, rightColumns)) {
      left.add(pair.right());
      right.add(pair.left());
    } else {
      return false;
    }
    nullSafe.add(pair.nullSafe());
    return true;
  }
}
