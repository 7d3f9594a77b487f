package dev.braid.plan.unnest;

import dev.braid.expr.And;
import dev.braid.expr.Call;
import dev.braid.expr.Case;
import dev.braid.expr.Coalesce;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.Not;
import dev.braid.expr.NullTest;
import dev.braid.expr.Or;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Conditions;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.Subquery;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The input of an operator, joined with the subqueries of the operator's expressions one after
/// another.
///
/// A subquery that stands alone as a condition becomes a semi or anti join. Anywhere else it
/// becomes a column: its value, or the truth value of EXISTS, IN and the like. Where it stands in a
/// branch of CASE or behind AND and OR, the join is made only for rows that get there, so that it
/// raises no error for others.
final class SubqueryJoins {
  private Logical input;
  private final Unnesting unnesting;
  private final DependentJoin joins;
  private final Numbering numbering;

  SubqueryJoins(Logical input, Unnesting unnesting, DependentJoin joins, Numbering numbering) {
    this.input = input;
    this.unnesting = unnesting;
    this.joins = joins;
    this.numbering = numbering;
  }

  Logical input() {
    return input;
  }

  /// Leaves the rows for which a condition is true.
  void require(Expr conjunct) {
    if (conjunct instanceof Subquery subquery) {
      switch (subquery.kind()) {
        case EXISTS -> join(JoinKind.SEMI, bare(subquery), Constant.TRUE, List.of());
        case ANY -> quantified(JoinKind.SEMI, subquery);
        case ALL, SCALAR, ARRAY -> filter(conjunct);
      }
    } else if (conjunct instanceof Not(Subquery subquery)
        && subquery.kind() == Subquery.Kind.EXISTS) {
      join(JoinKind.ANTI, bare(subquery), Constant.TRUE, List.of());
    } else {
      filter(conjunct);
    }
  }

  private void filter(Expr conjunct) {
    Expr changed = value(conjunct);
    input = new Logical.Filter(input, changed);
  }

  private Logical bare(Subquery subquery) {
    return Correlation.bare(unnesting.apply(subquery.query()));
  }

  private void quantified(JoinKind kind, Subquery subquery) {
    Logical query = unnesting.apply(subquery.query());
    List<Expr> tests = subquery.tests().stream().map(this::value).toList();
    join(kind, query, comparison(subquery, tests, query), List.of());
  }

  /// The tests' comparisons with the columns of the subquery. Rows are equal when all of their
  /// columns are, and different when one is.
  private static Expr comparison(Subquery subquery, List<Expr> tests, Logical query) {
    List<Expr> comparisons = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      comparisons.add(
          new Call(
              subquery.operators().get(i),
              List.of(tests.get(i), query.output().get(i)),
              Type.BOOL));
    }
    if (comparisons.size() == 1) {
      return comparisons.getFirst();
    }
    return switch (subquery.operators().getFirst().name()) {
      case "=" -> Conditions.and(comparisons);
      case "<>" -> new Or(comparisons);
      default -> throw DomainPush.refused("an order of rows compared with a subquery");
    };
  }

  private void join(JoinKind kind, Logical query, Expr condition, List<Expr> guard) {
    List<Expr> conditions = new ArrayList<>(guard);
    conditions.add(condition);
    input =
        joins.eliminate(
            new Logical.Join(kind, input, query, Conditions.and(conditions), true, null), guard);
  }

  /// The expression with columns instead of subqueries.
  Expr value(Expr expr) {
    return value(expr, List.of());
  }

  private Expr value(Expr expr, List<Expr> guard) {
    if (!Columns.hasSubquery(expr)) {
      return expr;
    }
    return switch (expr) {
      case Subquery subquery -> column(subquery, guard);
      case And and -> new And(operands(and.operands(), guard, true));
      case Or or -> new Or(operands(or.operands(), guard, false));
      case Case choice -> choice(choice, guard);
      case Coalesce coalesce -> {
        List<Expr> arguments = new ArrayList<>();
        List<Expr> reached = new ArrayList<>(guard);
        for (Expr argument : coalesce.arguments()) {
          Expr changed = value(argument, reached);
          arguments.add(changed);
          reached.add(new NullTest(changed, false));
        }
        yield new Coalesce(arguments, coalesce.type());
      }
      default ->
          expr.withChildren(expr.children().stream().map(child -> value(child, guard)).toList());
    };
  }

  private List<Expr> operands(List<Expr> operands, List<Expr> guard, boolean and) {
    List<Expr> changed = new ArrayList<>();
    List<Expr> reached = new ArrayList<>(guard);
    for (Expr operand : operands) {
      Expr value = value(operand, reached);
      changed.add(value);
      reached.add(and ? orTrue(value) : new Not(orFalse(value)));
    }
    return changed;
  }

  private static Expr orTrue(Expr condition) {
    return new Coalesce(List.of(condition, Constant.TRUE), Type.BOOL);
  }

  private static Expr orFalse(Expr condition) {
    return new Coalesce(List.of(condition, Constant.FALSE), Type.BOOL);
  }

  private Expr choice(Case choice, List<Expr> guard) {
    List<Case.When> whens = new ArrayList<>();
    List<Expr> reached = new ArrayList<>(guard);
    for (Case.When when : choice.whens()) {
      Expr condition = value(when.condition(), reached);
      List<Expr> taken = new ArrayList<>(reached);
      taken.add(condition);
      whens.add(new Case.When(condition, value(when.result(), taken)));
      reached.add(new Not(orFalse(condition)));
    }
    return new Case(whens, value(choice.otherwise(), reached), choice.type());
  }

  private Expr column(Subquery subquery, List<Expr> guard) {
    List<Expr> conditions = guard.stream().filter(each -> !Columns.isVolatile(each)).toList();
    return switch (subquery.kind()) {
      case SCALAR -> scalar(unnesting.apply(subquery.query()), conditions);
      case EXISTS -> exists(input, bare(subquery), List.of(), conditions);
      case ANY -> any(subquery, false, conditions);
      case ALL -> new Not(any(subquery, true, conditions));
      case ARRAY -> throw DomainPush.refused("ARRAY(subquery)");
    };
  }

  /// One row for certain needs no check that it is one.
  private Expr scalar(Logical query, List<Expr> guard) {
    ColumnRef column = query.output().getFirst();
    boolean one = Columns.free(query).isEmpty() && isOneRow(query);
    join(one && guard.isEmpty() ? JoinKind.INNER : JoinKind.SINGLE, query, Constant.TRUE, guard);
    return column;
  }

  private static boolean isOneRow(Logical query) {
    return switch (query) {
      case Logical.Project project -> isOneRow(project.input());
      case Logical.Aggregate aggregate ->
          aggregate.keys().isEmpty() && aggregate.groupingSets().isEmpty();
      case Logical.ValuesRows values -> values.rows().size() == 1;
      default -> false;
    };
  }

  /// Whether the query has rows that meet a condition, as a truth value: the different values of
  /// the outer columns that it has rows for, joined to the input.
  ///
  /// @param outer the input as far as the query refers to it
  /// @param conditions over the query's columns and those of the input
  private Expr exists(Logical outer, Logical query, List<Expr> conditions, List<Expr> guard) {
    Logical filtered = Conditions.filter(query, conditions);
    Domain domain = new Domain(outer, guard, numbering);
    BitSet used = domain.used(filtered);
    ColumnRef found = numbering.column(Type.BOOL, "exists");
    if (used.isEmpty()) {
      Logical first = new Logical.Limit(filtered, new Constant(Type.INT8, 1L), null, List.of());
      Logical marked = new Logical.Project(first, List.of(new Binding(found, Constant.TRUE)));
      join(JoinKind.LEFT, marked, Constant.TRUE, guard);
      return new NullTest(found, true);
    }
    Domain.Rows rows = joins.computed(domain, filtered, used);
    List<Binding> keys = new ArrayList<>();
    Map<Integer, ColumnRef> names = new HashMap<>();
    rows.columns()
        .forEach(
            (number, column) -> {
              ColumnRef name = numbering.copyOf(column);
              names.put(number, name);
              keys.add(new Binding(name, column));
            });
    Logical distinct = new Logical.Aggregate(rows.node(), keys, List.of(), List.of(), null);
    List<Binding> bindings = new ArrayList<>();
    names.values().forEach(name -> bindings.add(new Binding(name, name)));
    bindings.add(new Binding(found, Constant.TRUE));
    input = joins.link(JoinKind.LEFT, input, new Logical.Project(distinct, bindings), names, guard);
    return new NullTest(found, true);
  }

  /// IN and the like. Without correlation it is a mark join. With it: true where a comparison is
  /// true, else unknown where one is unknown, else false, each of which is a question of EXISTS.
  ///
  /// @param negated whether the comparisons' negations are meant: `x <> ALL` is not `x = ANY`
  private Expr any(Subquery subquery, boolean negated, List<Expr> guard) {
    List<Expr> tests = subquery.tests().stream().map(test -> value(test, guard)).toList();
    Logical query = unnesting.apply(subquery.query());
    Expr comparison =
        negated
            ? Negation.of(comparison(subquery, tests, query))
            : comparison(subquery, tests, query);
    if (new Domain(input, guard, numbering).used(query).isEmpty()) {
      if (Columns.free(query).isEmpty()) {
        ColumnRef mark = numbering.column(Type.BOOL, "mark");
        input = new Logical.Join(JoinKind.MARK, input, query, comparison, false, mark);
        return mark;
      }
    }
    if (Columns.isVolatile(query)) {
      throw DomainPush.refused("a volatile function in a correlated subquery of IN, ANY or ALL");
    }
    TreeCopy copy = new TreeCopy(numbering);
    Logical again = copy.copy(query);
    Map<Integer, Expr> copied = new HashMap<>();
    query.output().forEach(column -> copied.put(column.column(), copy.column(column)));
    Logical outer = input;
    Expr isTrue = exists(outer, query, List.of(comparison), guard);
    Expr isUnknown =
        exists(
            outer, again, List.of(new NullTest(Columns.replace(comparison, copied), false)), guard);
    return new Case(
        List.of(
            new Case.When(isTrue, Constant.TRUE),
            new Case.When(isUnknown, Constant.nullOf(Type.BOOL))),
        Constant.FALSE,
        Type.BOOL);
  }

  /// Whether a subquery of a condition refers to columns of both sides of a join.
  static boolean usesBoth(Expr expr, BitSet left, BitSet right) {
    if (expr instanceof Subquery subquery) {
      BitSet used = Columns.of(subquery);
      return used.intersects(left) && used.intersects(right);
    }
    return expr.children().stream().anyMatch(child -> usesBoth(child, left, right));
  }

  /// A condition of an outer join, whose subqueries become columns of the side that they use.
  static Expr sided(Expr conjunct, SubqueryJoins left, SubqueryJoins right) {
    return Columns.rewrite(
        conjunct,
        part -> {
          if (!(part instanceof Subquery subquery)) {
            return part;
          }
          // Its operands may have been subqueries, too, which are columns of a side by now.
          BitSet used = Columns.of(subquery);
          if (!used.intersects(Columns.output(left.input()))) {
            return right.value(subquery);
          }
          if (!used.intersects(Columns.output(right.input()))) {
            return left.value(subquery);
          }
          throw DomainPush.refused("a subquery that uses both sides of an outer join");
        });
  }
}
