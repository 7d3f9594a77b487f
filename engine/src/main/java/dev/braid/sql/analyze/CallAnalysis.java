package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.SetFunction;
import dev.braid.expr.library.TypeOf;
import dev.braid.plan.logical.ServerCall;
import dev.braid.plan.logical.SetCall;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.SortBy;
import dev.braid.type.Kind;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Calls: what the name means, and whether such a call may stand there.
final class CallAnalysis {
  /// What the catalogue has for forms of SQL that are no calls of functions.
  private static final Set<String> INTERNAL =
      Set.of("array", "subscript", "slice", "greatest", "least");

  private final ExpressionAnalyzer expressions;
  private final Analysis analysis;
  private final QueryLevel level;
  private final AggregateAnalysis aggregates;

  CallAnalysis(ExpressionAnalyzer expressions) {
    this.expressions = expressions;
    analysis = expressions.analysis;
    level = expressions.level;
    aggregates = new AggregateAnalysis(expressions);
  }

  /// A call whose function is known, before the rules of its kind.
  ///
  /// @param arguments as analyzed, those of WITHIN GROUP included
  record Found(
      FunctionCall syntax,
      String name,
      FunctionResolution.Resolved resolved,
      List<Expr> arguments,
      @Nullable Expr filter) {}

  Found find(FunctionCall it) {
    String name = name(it);
    for (FunctionCall.Argument argument : it.arguments()) {
      if (argument.name() != null && !isKnown(name)) {
        throw Errors.error(
            SqlState.UNDEFINED_FUNCTION, it.position(), "function " + name + " does not exist");
      }
      if (argument.name() != null) {
        throw Errors.unsupported(argument.position(), "naming an argument");
      }
    }
    if (it.variadic() && isKnown(name)) {
      throw Errors.unsupported(it.position(), "VARIADIC");
    }
    List<Expr> arguments = new ArrayList<>();
    for (FunctionCall.Argument argument : it.arguments()) {
      arguments.add(expressions.analyze(argument.value()));
    }
    if (it.withinGroup()) {
      for (SortBy key : it.orderBy()) {
        arguments.add(expressions.analyze(key.expression()));
      }
    }
    Expr filter =
        it.filter() == null ? null : expressions.condition(it.filter(), Clause.FILTER, "FILTER");
    if (INTERNAL.contains(name)) {
      List<Type> types = arguments.stream().map(Expr::type).toList();
      throw Errors.error(
          SqlState.UNDEFINED_FUNCTION,
          it.position(),
          "function " + name + FunctionResolution.signature(types) + " does not exist");
    }
    FunctionResolution.Resolved resolved =
        analysis.calls.resolve(name, arguments, it.star(), it.position());
    return new Found(it, name, resolved, arguments, filter);
  }

  private boolean isKnown(String name) {
    return analysis.calls.exists(name) || PostgresCatalog.hasFunction(name);
  }

  private static String name(FunctionCall it) {
    if (it.name().size() == 1
        || (it.name().size() == 2 && it.name().getFirst().equals("pg_catalog"))) {
      return it.name().getLast();
    }
    throw Errors.error(
        SqlState.INVALID_SCHEMA_NAME,
        it.position(),
        "schema \"" + it.name().get(it.name().size() - 2) + "\" does not exist");
  }

  Expr call(FunctionCall it) {
    Found found = find(it);
    return switch (found.resolved().target()) {
      case AggregateFunction function -> aggregates.call(found, function);
      case SetFunction function -> {
        checkPlain(found);
        yield set(found, function);
      }
      case ScalarFunction function -> {
        checkPlain(found);
        yield scalar(found, function);
      }
      case ServerCall call -> {
        checkPlain(found);
        yield call;
      }
      case Type type -> {
        checkPlain(found);
        yield analysis.coercion.explicit(found.arguments().getFirst(), type, it.position());
      }
      default -> throw new IllegalStateException();
    };
  }

  private void checkPlain(Found found) {
    FunctionCall it = found.syntax();
    String word =
        it.distinct()
            ? "DISTINCT"
            : it.withinGroup()
                ? "WITHIN GROUP"
                : !it.orderBy().isEmpty() ? "ORDER BY" : it.filter() != null ? "FILTER" : null;
    if (it.star()) {
      throw Errors.error(
          SqlState.WRONG_OBJECT_TYPE,
          it.position(),
          "%s(*) specified, but %s is not an aggregate function"
              .formatted(found.name(), found.name()));
    }
    if (word != null) {
      throw Errors.error(
          SqlState.WRONG_OBJECT_TYPE,
          it.position(),
          word + " specified, but " + found.name() + " is not an aggregate function");
    }
    if (it.over() != null) {
      throw Errors.error(
          SqlState.WRONG_OBJECT_TYPE,
          it.position(),
          "OVER specified, but %s is not a window function nor an aggregate function"
              .formatted(found.name()));
    }
  }

  private Expr scalar(Found found, ScalarFunction function) {
    int position = found.syntax().position();
    if (function.name().equals(TypeOf.NAME)) {
      return typeOf(found.arguments().getFirst());
    }
    Type result = found.resolved().meaning().of(function.resultType());
    return new Call(
        function, analysis.calls.convert(found.resolved(), found.arguments(), position), result);
  }

  /// A literal in quotes is still of unknown type.
  private Expr typeOf(Expr argument) {
    Expr known =
        analysis.parameters.isOpen(argument) ? analysis.parameters.unasked(argument) : argument;
    return TypeCategory.isUnknown(argument.type()) && argument instanceof Constant
        ? new Constant(OpaqueTypes.REGTYPE, Type.UNKNOWN.sqlName())
        : new Call(TypeOf.of(known.type()), List.of(known), OpaqueTypes.REGTYPE);
  }

  /// In a select list: the rows are made once the list is known.
  private Expr set(Found found, SetFunction function) {
    int position = found.syntax().position();
    level.clause.checkSet(position, level.setless);
    if (level.clause == Clause.FROM_FUNCTION) {
      throw Errors.error(
          SqlState.FEATURE_NOT_SUPPORTED,
          position,
          "set-returning functions must appear at top level of FROM");
    }
    if (function.columnTypes().size() != 1) {
      throw Errors.unsupported(position, "a function that returns rows in the select list");
    }
    List<Expr> arguments = analysis.calls.convert(found.resolved(), found.arguments(), position);
    for (SetCall other : level.sets) {
      if (other.function().equals(function) && other.arguments().equals(arguments)) {
        return analysis.copyAt(other.column(), position);
      }
    }
    Type type = found.resolved().meaning().of(function.columnTypes().getFirst());
    ColumnRef column = level.own(analysis.column(found.name(), type), QueryLevel.Origin.SET);
    level.sets.add(new SetCall(column, function, arguments));
    return analysis.copyAt(column, position);
  }

  Expr valueFunction(Expression.ValueFunction it) {
    String name =
        switch (it.function()) {
          case CURRENT_TIMESTAMP -> "now";
          case CURRENT_ROLE, USER -> "current_user";
          case CURRENT_CATALOG -> "current_database";
          case CURRENT_DATE,
              CURRENT_TIME,
              LOCALTIME,
              LOCALTIMESTAMP,
              CURRENT_USER,
              SESSION_USER,
              CURRENT_SCHEMA ->
              it.function().sql();
        };
    if (!analysis.calls.exists(name)) {
      throw Errors.unsupported(it.position(), it.function().name());
    }
    Expr value = analysis.calls.call(name, List.of(), it.position());
    return it.precision() == null
        ? value
        : analysis.coercion.explicit(
            value, Type.of(value.type().kind(), Math.min(it.precision(), 6)), it.position());
  }

  /// A column that is computed from the grouping set once those are known.
  Expr grouping(Expression.Grouping it) {
    level.clause.checkGrouping(it.position());
    if (it.arguments().size() > 31) {
      throw Errors.error("54023", it.position(), "GROUPING must have fewer than 32 arguments");
    }
    List<Expr> arguments = expressions.analyze(it.arguments());
    List<Integer> positions = it.arguments().stream().map(Locations::of).toList();
    ColumnRef column =
        level.own(analysis.column("grouping", Type.of(Kind.INT4)), QueryLevel.Origin.AGGREGATE);
    level.groupings.add(new QueryLevel.GroupingCall(column, arguments, positions));
    return analysis.copyAt(column, it.position());
  }
}
