package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.AggregateFunction.Form;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.aggregate.Aggregates;
import dev.braid.expr.aggregate.HypotheticalSet;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.logical.WindowCall;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.SortBy;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls of aggregates and window functions: which query they belong to, and their own rules.
final class AggregateAnalysis {
  private final ExpressionAnalyzer expressions;
  private final Analysis analysis;
  private final QueryLevel level;
  private final WindowAnalysis windows;

  AggregateAnalysis(ExpressionAnalyzer expressions) {
    this.expressions = expressions;
    analysis = expressions.analysis;
    level = expressions.level;
    windows = new WindowAnalysis(expressions);
  }

  Expr call(CallAnalysis.Found found, AggregateFunction function) {
    FunctionCall it = found.syntax();
    checkForm(found, function);
    if (found.resolved().problem() != null) {
      throw found.resolved().problem();
    }
    List<Expr> arguments =
        new ArrayList<>(analysis.calls.convert(found.resolved(), found.arguments(), it.position()));
    if (FunctionResolution.isHypothetical(function)) {
      matchHypothetical(arguments, it);
    }
    Type result = found.resolved().meaning().of(function.resultType());
    if (it.over() != null) {
      return window(found, function, arguments, result);
    }
    List<SortKey> order = new ArrayList<>();
    if (it.withinGroup()) {
      int direct = arguments.size() - it.orderBy().size();
      for (int i = 0; i < it.orderBy().size(); i++) {
        order.add(SortKeys.key(it.orderBy().get(i), arguments.get(direct + i), analysis));
      }
      arguments.subList(direct, arguments.size()).clear();
      if (FunctionResolution.isHypothetical(function)) {
        return register(found, hypothetical(function, order), arguments, order, result);
      }
    } else {
      for (SortBy key : it.orderBy()) {
        Expr expr = analysis.coercion.known(expressions.analyze(key.expression()));
        order.add(SortKeys.key(key, expr, analysis));
      }
    }
    if (it.distinct()) {
      checkDistinct(it, arguments, order);
    }
    return register(found, function, arguments, order, result);
  }

  private static AggregateFunction hypothetical(AggregateFunction function, List<SortKey> order) {
    return Aggregates.ordered(
        function,
        order.stream()
            .map(
                key ->
                    new HypotheticalSet.Key(key.expr().type(), key.descending(), key.nullsFirst()))
            .toList());
  }

  private void checkForm(CallAnalysis.Found found, AggregateFunction function) {
    FunctionCall it = found.syntax();
    String name = found.name();
    String wrong = null;
    if (function.form() == Form.WINDOW && it.over() == null) {
      wrong = "window function " + name + " requires an OVER clause";
    } else if (function.form() == Form.WINDOW && it.withinGroup()) {
      wrong = "window function " + name + " cannot have WITHIN GROUP";
    } else if (function.form() == Form.ORDERED_SET && !it.withinGroup()) {
      wrong = "WITHIN GROUP is required for ordered-set aggregate " + name;
    } else if (function.form() == Form.PLAIN && it.withinGroup()) {
      wrong = name + " is not an ordered-set aggregate, so it cannot have WITHIN GROUP";
    } else if (function.form() != Form.ORDERED_SET
        && it.arguments().isEmpty()
        && !it.star()
        && function.form() == Form.PLAIN) {
      wrong = name + "(*) must be used to call a parameterless aggregate function";
    }
    if (wrong != null) {
      throw Errors.error(SqlState.WRONG_OBJECT_TYPE, it.position(), wrong);
    }
    String feature = null;
    if (it.over() != null && function.form() == Form.ORDERED_SET) {
      feature = "OVER is not supported for ordered-set aggregate " + name;
    } else if (it.over() != null && it.distinct()) {
      feature = "DISTINCT is not implemented for window functions";
    } else if (it.over() != null && !it.orderBy().isEmpty()) {
      feature = "aggregate ORDER BY is not implemented for window functions";
    } else if (function.form() == Form.WINDOW && it.filter() != null) {
      feature = "FILTER is not implemented for non-aggregate window functions";
    }
    if (feature != null) {
      throw Errors.error(SqlState.FEATURE_NOT_SUPPORTED, it.position(), feature);
    }
  }

  /// A hypothetical row has the types of the sorted columns, or both a common one.
  private void matchHypothetical(List<Expr> arguments, FunctionCall it) {
    int sorted = it.orderBy().size();
    if (arguments.size() != 2 * sorted) {
      throw Errors.error(
          SqlState.UNDEFINED_FUNCTION,
          it.position(),
          "function %s%s does not exist"
              .formatted(
                  it.name().getLast(),
                  FunctionResolution.signature(arguments.stream().map(Expr::type).toList())));
    }
    for (int i = 0; i < sorted; i++) {
      int place = Locations.of(it.orderBy().get(i).expression());
      int directPlace = Locations.of(it.arguments().get(i).value());
      Expr direct = expressions.analyze(it.arguments().get(i).value());
      CommonType.Placed value = new CommonType.Placed(direct, directPlace);
      CommonType.Placed column = new CommonType.Placed(arguments.get(sorted + i), place);
      Type common = analysis.commonType.select(List.of(column, value), "WITHIN GROUP");
      arguments.set(i, analysis.commonType.convert(value, common, "WITHIN GROUP"));
      arguments.set(sorted + i, analysis.commonType.convert(column, common, "WITHIN GROUP"));
    }
  }

  private void checkDistinct(FunctionCall it, List<Expr> arguments, List<SortKey> order) {
    if (it.star()) {
      throw Errors.error(
          SqlState.WRONG_OBJECT_TYPE, it.position(), "DISTINCT specified, but no arguments");
    }
    for (int i = 0; i < order.size(); i++) {
      SortKey key = order.get(i);
      int argument = Alike.indexOf(arguments, key.expr());
      if (argument < 0) {
        throw Errors.columnReference(
            Locations.of(it.orderBy().get(i).expression()),
            "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list");
      }
      order.set(i, key.map(_ -> arguments.get(argument)));
    }
    for (int i = 0; i < arguments.size(); i++) {
      SortKeys.checkEquality(arguments.get(i).type(), Locations.of(it.arguments().get(i).value()));
    }
  }

  private Expr register(
      CallAnalysis.Found found,
      AggregateFunction function,
      List<Expr> arguments,
      List<SortKey> order,
      Type result) {
    int position = found.syntax().position();
    List<Expr> parts = new ArrayList<>(arguments);
    order.forEach(key -> parts.add(key.expr()));
    if (found.filter() != null) {
      parts.add(found.filter());
    }
    QueryLevel home = home(parts);
    for (Expr part : parts) {
      LogicalRewrite.references(part, column -> checkArgument(column, home));
    }
    home.clause.checkAggregate(position);
    for (AggregateCall other : home.aggregates) {
      if (other.function().equals(function)
          && other.arguments().equals(arguments)
          && other.distinct() == found.syntax().distinct()
          && other.order().equals(order)
          && java.util.Objects.equals(other.filter(), found.filter())
          && parts.stream().noneMatch(ConditionalAnalysis.Volatile::is)) {
        return analysis.copyAt(other.column(), position);
      }
    }
    ColumnRef column =
        home.own(
            analysis.at(analysis.column(found.name(), result), position),
            QueryLevel.Origin.AGGREGATE);
    home.aggregates.add(
        new AggregateCall(
            column, function, arguments, found.syntax().distinct(), order, found.filter()));
    return analysis.copyAt(column, position);
  }

  /// The innermost query whose columns the arguments use; without columns this one.
  private QueryLevel home(List<Expr> parts) {
    List<QueryLevel> found = new ArrayList<>();
    for (Expr part : parts) {
      LogicalRewrite.references(
          part,
          column -> {
            QueryLevel owner = analysis.owner(column);
            if (owner != null && level.isInside(owner)) {
              found.add(owner);
            }
          });
    }
    QueryLevel home = null;
    for (QueryLevel each : found) {
      home = home == null || each.isInside(home) ? each : home;
    }
    return home == null ? level : home;
  }

  private void checkArgument(ColumnRef column, QueryLevel home) {
    if (!home.owns(column)) {
      return;
    }
    int position = analysis.position(column);
    switch (home.origin(column)) {
      case FROM -> {}
      case AGGREGATE ->
          throw Errors.grouping(position, "aggregate function calls cannot be nested");
      case WINDOW ->
          throw Errors.grouping(
              position, "aggregate function calls cannot contain window function calls");
      case SET ->
          throw Errors.error(
              SqlState.FEATURE_NOT_SUPPORTED,
              position,
              "aggregate function calls cannot contain set-returning function calls");
    }
  }

  private Expr window(
      CallAnalysis.Found found, AggregateFunction function, List<Expr> arguments, Type result) {
    FunctionCall it = found.syntax();
    int position = it.position();
    level.clause.checkWindow(position);
    List<Expr> parts = new ArrayList<>(arguments);
    if (found.filter() != null) {
      parts.add(found.filter());
    }
    for (Expr part : parts) {
      LogicalRewrite.references(part, column -> checkWindowArgument(column));
    }
    WindowSpec window = windows.over(java.util.Objects.requireNonNull(it.over()));
    return add(window, found.name(), function, arguments, found.filter(), result, position);
  }

  private void checkWindowArgument(ColumnRef column) {
    if (!level.owns(column)) {
      return;
    }
    switch (level.origin(column)) {
      case FROM, AGGREGATE -> {}
      case WINDOW ->
          throw Errors.error(
              SqlState.WINDOWING_ERROR,
              analysis.position(column),
              "window function calls cannot be nested");
      case SET ->
          throw Errors.error(
              SqlState.FEATURE_NOT_SUPPORTED,
              analysis.position(column),
              "window function calls cannot contain set-returning function calls");
    }
  }

  private Expr add(
      WindowSpec window,
      String name,
      AggregateFunction function,
      List<Expr> arguments,
      @Nullable Expr filter,
      Type result,
      int position) {
    for (QueryLevel.WindowUse other : level.windows) {
      WindowCall call = other.call();
      if (other.window().equals(window)
          && call.function().equals(function)
          && call.arguments().equals(arguments)
          && java.util.Objects.equals(call.filter(), filter)) {
        return analysis.copyAt(call.column(), position);
      }
    }
    ColumnRef column = level.own(analysis.column(name, result), QueryLevel.Origin.WINDOW);
    level.windows.add(
        new QueryLevel.WindowUse(
            window, new WindowCall(column, function, arguments, filter, window.frame())));
    return analysis.copyAt(column, position);
  }
}
