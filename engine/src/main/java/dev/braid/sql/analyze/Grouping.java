package dev.braid.sql.analyze;

import dev.braid.expr.Case;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.parallel.Cancellation;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Subquery;
import dev.braid.plan.rewrite.Simplify;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What expressions above the groups may refer to: keys, aggregates, and nothing else of the input.
final class Grouping {
  /// For immutable functions, which know nothing of the statement that they run for.
  private static final Simplify CONSTANTS =
      Simplify.immutable(new EvalContext(Zone.UTC, 0, "", "", new Cancellation()));

  private final QueryLevel level;
  private final Analysis analysis;
  private final List<Expr> keys;
  private final List<List<Integer>> sets;
  private final List<ColumnRef> columns = new ArrayList<>();
  private final Map<Integer, Expr> groupings = new HashMap<>();
  private final Map<Integer, AggregateCall> ownValues = new TreeMap<>();
  private final @Nullable ColumnRef set;

  Grouping(QueryLevel level, List<Expr> keys, List<List<Integer>> sets) {
    this.level = level;
    this.analysis = level.analysis;
    this.keys = keys;
    this.sets = sets;
    for (Expr key : keys) {
      String name = key instanceof ColumnRef column ? column.name() : "group";
      columns.add(analysis.column(name, key.type()));
    }
    set =
        level.groupings.isEmpty() || sets.isEmpty() ? null : analysis.column("grouping", Type.INT4);
    for (QueryLevel.GroupingCall call : level.groupings) {
      groupings.put(call.column().column(), value(call));
    }
  }

  private Expr value(QueryLevel.GroupingCall call) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      int key = Alike.indexOf(keys, call.arguments().get(i));
      if (key < 0) {
        throw Errors.grouping(
            call.positions().get(i),
            "arguments to GROUPING must be grouping expressions of the associated query level");
      }
      positions.add(key);
    }
    if (set == null) {
      return new Constant(Type.INT4, 0);
    }
    List<Case.When> whens = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      int bits = 0;
      for (int key : positions) {
        bits = bits << 1 | (sets.get(i).contains(key) ? 0 : 1);
      }
      Expr condition =
          analysis.operators.binary(
              "=", set, new Constant(Type.INT4, i), call.positions().getFirst());
      whens.add(new Case.When(condition, new Constant(Type.INT4, bits)));
    }
    return new Case(whens, Constant.nullOf(Type.INT4), Type.INT4);
  }

  Logical aggregate(Logical input) {
    List<Binding> bindings = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      bindings.add(new Binding(columns.get(i), keys.get(i)));
    }
    for (AggregateCall call : level.aggregates) {
      if (call.function().directArguments() > 0) {
        call.arguments().forEach(this::checkDirect);
      }
    }
    List<AggregateCall> calls = new ArrayList<>(level.aggregates);
    calls.addAll(ownValues.values());
    return new Logical.Aggregate(input, bindings, sets, calls, set);
  }

  private void checkDirect(Expr argument) {
    apply(argument);
  }

  /// An expression over the groups.
  ///
  /// @throws dev.braid.error.BraidException 42803 for a column that is neither key nor aggregated
  Expr apply(Expr expr) {
    return apply(expr, false);
  }

  /// An entry of the select list. What has no columns of the query and is a key itself is NULL in
  /// grouping sets that leave it out; as a part of another expression it is no key, as in
  /// PostgreSQL, where it is then the value of the group's rows.
  ///
  /// @param key its place among the keys, or -1
  Expr target(Expr expr, int key) {
    boolean whole = key >= 0 && !sets.isEmpty();
    return whole && (expr instanceof Constant || isOwnValue(expr))
        ? analysis.copyAt(columns.get(key), analysis.position(expr))
        : apply(expr);
  }

  /// Whether an expression has no columns of this query; those of outer queries it may have.
  /// PostgreSQL looks when constants have been computed: in `CASE WHEN true THEN 1 ELSE x END` it
  /// finds none.
  private boolean isOwnValue(Expr expr) {
    if (expr instanceof Constant || expr instanceof ColumnRef || Columns.isVolatile(expr)) {
      return false;
    }
    boolean[] found = {false};
    LogicalRewrite.references(CONSTANTS.simplify(expr), column -> found[0] |= level.owns(column));
    return !found[0];
  }

  /// The value that a key without columns has in a group's rows: none where there are no rows.
  private ColumnRef ownValue(int key) {
    AggregateCall call =
        ownValues.computeIfAbsent(
            key,
            _ ->
                new AggregateCall(
                    analysis.column("any_value", keys.get(key).type()),
                    analysis.functions.aggregates("any_value").iterator().next(),
                    List.of(keys.get(key)),
                    false,
                    List.of(),
                    null));
    return call.column();
  }

  /// @param inside whether it stands within a subquery, where only columns can be keys
  private Expr apply(Expr expr, boolean inside) {
    boolean nested = inside && !level.operandsInside.contains(expr);
    int key = expr instanceof Constant ? -1 : Alike.indexOf(keys, expr);
    if (key >= 0 && !nested && !sets.isEmpty() && isOwnValue(expr)) {
      return analysis.copyAt(ownValue(key), analysis.position(expr));
    }
    if (key >= 0 && (!nested || expr instanceof ColumnRef)) {
      return analysis.copyAt(columns.get(key), analysis.position(expr));
    }
    if (expr instanceof ColumnRef column) {
      return column(column, nested);
    }
    if (expr instanceof Subquery subquery) {
      UnaryOperator<Expr> change = each -> apply(each, true);
      Logical query = new LogicalRewrite(change, UnaryOperator.identity()).apply(subquery.query());
      List<Expr> tests = subquery.tests().stream().map(each -> apply(each, nested)).toList();
      return new Subquery(subquery.kind(), query, tests, subquery.operators(), subquery.type());
    }
    return expr.children().isEmpty()
        ? expr
        : analysis.moved(
            expr,
            expr.withChildren(expr.children().stream().map(each -> apply(each, nested)).toList()));
  }

  private Expr column(ColumnRef column, boolean nested) {
    Expr grouping = groupings.get(column.column());
    if (grouping != null) {
      return grouping;
    }
    if (!level.owns(column) || level.origin(column) != QueryLevel.Origin.FROM) {
      return column;
    }
    String name = level.fullName(column);
    throw Errors.grouping(
        analysis.position(column),
        nested
            ? "subquery uses ungrouped column \"" + name + "\" from outer query"
            : "column \""
                + name
                + "\" must appear in the GROUP BY clause or be used in an aggregate function");
  }
}
