package dev.braid.plan.rewrite;

import dev.braid.error.BraidException;
import dev.braid.expr.And;
import dev.braid.expr.Call;
import dev.braid.expr.Case;
import dev.braid.expr.Coalesce;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import dev.braid.expr.Not;
import dev.braid.expr.NullTest;
import dev.braid.expr.Or;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Subquery;
import dev.braid.plan.logical.Trees;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Computes what is constant, and brings conditions into the form of conjunctions as far as that
/// makes them no longer.
///
/// A call that raises an error is left alone, and so are truth values behind it that would decide
/// an AND or OR: [ConstantErrors] has the last word.
public final class Simplify {
  private final EvalContext context;
  private final boolean stable;

  /// For a statement that is about to run.
  public Simplify(EvalContext context) {
    this(context, true);
  }

  private Simplify(EvalContext context, boolean stable) {
    this.context = context;
    this.stable = stable;
  }

  /// Without what depends on the settings or the time: as PostgreSQL does when it plans.
  public static Simplify immutable(EvalContext context) {
    return new Simplify(context, false);
  }

  /// The tree with all of its expressions simplified, those of subqueries too.
  public Logical apply(Logical node) {
    Logical inputs = Trees.mapInputs(node, this::apply);
    return Trees.mapExprs(inputs, this::simplify);
  }

  public Expr simplify(Expr expr) {
    return Columns.rewrite(expr, this::step);
  }

  private Expr step(Expr expr) {
    return switch (expr) {
      case Call call -> call(call);
      case And and -> and(and.operands());
      case Or or -> or(or.operands());
      case Not not -> not(not.operand());
      case NullTest(Constant constant, boolean negated) -> truth(constant.isNull() != negated);
      case InList in when in.operand() instanceof Constant -> constant(in);
      case Case choice -> choice(choice);
      case Coalesce coalesce -> coalesce(coalesce);
      case Subquery subquery ->
          new Subquery(
              subquery.kind(),
              apply(subquery.query()),
              subquery.tests(),
              subquery.operators(),
              subquery.type());
      default -> expr;
    };
  }

  private static Constant truth(boolean value) {
    return value ? Constant.TRUE : Constant.FALSE;
  }

  private Expr call(Call call) {
    boolean computed =
        switch (call.function().volatility()) {
          case IMMUTABLE -> true;
          case STABLE -> stable;
          case VOLATILE -> false;
        };
    if (!computed) {
      return call;
    }
    boolean constant = true;
    boolean unknown = false;
    for (Expr argument : call.arguments()) {
      constant &= argument instanceof Constant;
      unknown |= argument instanceof Constant value && value.isNull();
    }
    if (unknown && call.function().strict()) {
      boolean raises = call.arguments().stream().anyMatch(ConstantErrors::isIn);
      return raises ? call : Constant.nullOf(call.type());
    }
    return constant ? constant(call) : call;
  }

  private Expr constant(Expr expr) {
    try {
      return new Constant(expr.type(), Constants.value(expr, context));
    } catch (BraidException _) {
      return expr;
    }
  }

  private static boolean is(Expr expr, boolean value) {
    return expr instanceof Constant(_, Boolean truth) && truth == value;
  }

  /// Whether one operand has the value that makes the others unimportant, and none before it
  /// raises.
  private static boolean isDecided(Set<Expr> operands, boolean by) {
    return operands.stream().anyMatch(each -> is(each, by))
        && operands.stream().takeWhile(each -> !is(each, by)).noneMatch(ConstantErrors::isIn);
  }

  private static Expr and(List<Expr> operands) {
    Set<Expr> flat = new LinkedHashSet<>();
    for (Expr operand : operands) {
      flat.addAll(operand instanceof And and ? and.operands() : List.of(operand));
    }
    if (isDecided(flat, false)) {
      return Constant.FALSE;
    }
    flat.removeIf(each -> is(each, true));
    return switch (flat.size()) {
      case 0 -> Constant.TRUE;
      case 1 -> flat.iterator().next();
      default -> new And(List.copyOf(flat));
    };
  }

  private static Expr or(List<Expr> operands) {
    Set<Expr> flat = new LinkedHashSet<>();
    for (Expr operand : operands) {
      flat.addAll(operand instanceof Or or ? or.operands() : List.of(operand));
    }
    if (isDecided(flat, true)) {
      return Constant.TRUE;
    }
    flat.removeIf(each -> is(each, false));
    return switch (flat.size()) {
      case 0 -> Constant.FALSE;
      case 1 -> flat.iterator().next();
      default -> factored(List.copyOf(flat));
    };
  }

  /// `(a AND x) OR (a AND y)` is `a AND (x OR y)`.
  private static Expr factored(List<Expr> branches) {
    Set<Expr> common = new LinkedHashSet<>(parts(branches.getFirst()));
    branches.forEach(branch -> common.retainAll(parts(branch)));
    common.removeIf(Columns::isVolatile);
    if (common.isEmpty()) {
      return new Or(branches);
    }
    List<Expr> rest = new ArrayList<>();
    for (Expr branch : branches) {
      List<Expr> others = new ArrayList<>(parts(branch));
      others.removeAll(common);
      rest.add(and(others));
    }
    List<Expr> all = new ArrayList<>(common);
    all.add(or(rest));
    return and(all);
  }

  private static List<Expr> parts(Expr expr) {
    return expr instanceof And and ? and.operands() : List.of(expr);
  }

  private static Expr not(Expr operand) {
    return switch (operand) {
      case Constant constant ->
          constant.value() instanceof Boolean value ? truth(!value) : Constant.nullOf(Type.BOOL);
      case Not(Expr inner) -> inner;
      case And and -> or(and.operands().stream().map(Simplify::not).toList());
      case Or or -> and(or.operands().stream().map(Simplify::not).toList());
      case NullTest(Expr inner, boolean negated) -> new NullTest(inner, !negated);
      case InList in -> new InList(in.operand(), in.values(), !in.negated());
      default -> new Not(operand);
    };
  }

  private static Expr choice(Case choice) {
    List<Case.When> whens = new ArrayList<>();
    Expr otherwise = choice.otherwise();
    for (Case.When when : choice.whens()) {
      if (is(when.condition(), true)) {
        otherwise = when.result();
        break;
      }
      if (!(when.condition() instanceof Constant)) {
        whens.add(when);
      }
    }
    return whens.isEmpty() ? otherwise : new Case(whens, otherwise, choice.type());
  }

  private static Expr coalesce(Coalesce coalesce) {
    List<Expr> arguments = new ArrayList<>();
    for (Expr argument : coalesce.arguments()) {
      if (argument instanceof Constant constant && constant.isNull()) {
        continue;
      }
      arguments.add(argument);
      if (argument instanceof Constant) {
        break;
      }
    }
    return switch (arguments.size()) {
      case 0 -> Constant.nullOf(coalesce.type());
      case 1 ->
          arguments.getFirst().type().equals(coalesce.type()) ? arguments.getFirst() : coalesce;
      default -> new Coalesce(arguments, coalesce.type());
    };
  }
}
