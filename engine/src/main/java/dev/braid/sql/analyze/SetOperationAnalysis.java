package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.Cast;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.SortKey;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.SortBy;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// UNION, INTERSECT, EXCEPT: columns of one type, and an order by their names or positions only.
final class SetOperationAnalysis {
  private final QueryLevel level;
  private final Analysis analysis;

  SetOperationAnalysis(QueryLevel level) {
    this.level = level;
    analysis = level.analysis;
  }

  QueryResult analyze(Query.SetOperation it, Query query) {
    QueryResult left = operand(it.left());
    QueryResult right = operand(it.right());
    QueryResult result = combine(it, left, right);
    return ordered(result, query);
  }

  QueryResult operand(Query query) {
    return new QueryAnalysis(analysis, level.parent, level.commonTables).analyze(query, false);
  }

  private QueryResult combine(Query.SetOperation it, QueryResult left, QueryResult right) {
    String word = it.operator().name();
    List<Type> types = types(it, left, right);
    List<ColumnRef> output = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      output.add(analysis.column(left.names().get(i), types.get(i)));
    }
    Logical plan =
        new Logical.SetOperation(
            Logical.SetKind.valueOf(word),
            it.all(),
            convert(left, types),
            convert(right, types),
            output);
    return new QueryResult(plan, left.names(), left.positions());
  }

  /// The columns' common types.
  List<Type> types(Query.SetOperation it, QueryResult left, QueryResult right) {
    String word = it.operator().name();
    if (left.names().size() != right.names().size()) {
      throw Errors.syntax(
          right.positions().isEmpty() ? 0 : right.positions().getFirst(),
          "each " + word + " query must have the same number of columns");
    }
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < left.names().size(); i++) {
      ColumnRef a = left.columns().get(i);
      ColumnRef b = right.columns().get(i);
      List<CommonType.Placed> both =
          List.of(
              new CommonType.Placed(a, left.positions().get(i)),
              new CommonType.Placed(b, right.positions().get(i)));
      Type common = analysis.commonType.select(both, word);
      for (CommonType.Placed each : both) {
        if (!analysis.coercion.can(each.type(), common, Cast.Context.IMPLICIT)) {
          analysis.commonType.convert(each, common, word);
        }
      }
      if (!it.all() || it.operator() != Query.SetOperator.UNION) {
        SortKeys.checkEquality(common, left.positions().get(i));
      }
      types.add(CommonType.withModifier(common, List.of(a, b)));
    }
    return types;
  }

  /// The rows with columns of these types. Literals are read as what they become.
  Logical convert(QueryResult query, List<Type> types) {
    Logical plan = query.plan();
    for (int i = 0; i < types.size(); i++) {
      ColumnRef column = plan.output().get(i);
      if (TypeCategory.isUnknown(column.type())) {
        plan = literals(plan, Map.of(column.column(), types.get(i)), query.positions().get(i));
      }
    }
    List<Binding> bindings = new ArrayList<>();
    boolean changed = false;
    for (int i = 0; i < types.size(); i++) {
      ColumnRef column = plan.output().get(i);
      Expr value =
          analysis.coercion.argument(column, types.get(i).plain(), query.positions().get(i));
      if (!value.type().sameKind(types.get(i))) {
        value = analysis.coercion.relabel(value, types.get(i).plain());
      }
      changed |= !value.equals(column);
      ColumnRef output =
          value.equals(column) ? column : analysis.column(column.name(), types.get(i));
      bindings.add(new Binding(output, value));
    }
    return changed ? new Logical.Project(plan, bindings) : plan;
  }

  private Logical literals(Logical plan, Map<Integer, Type> types, int position) {
    return switch (plan) {
      case Logical.Project it -> {
        List<Binding> bindings = new ArrayList<>();
        Logical input = it.input();
        for (Binding binding : it.bindings()) {
          Type type = types.get(binding.column().column());
          if (type == null) {
            bindings.add(binding);
            continue;
          }
          ColumnRef column =
              new ColumnRef(binding.column().column(), type, binding.column().name());
          if (binding.expr() instanceof ColumnRef below) {
            input = literals(input, Map.of(below.column(), type), position);
            bindings.add(new Binding(column, new ColumnRef(below.column(), type, below.name())));
          } else {
            bindings.add(
                new Binding(column, analysis.coercion.argument(binding.expr(), type, position)));
          }
        }
        yield new Logical.Project(input, bindings);
      }
      case Logical.Limit it ->
          new Logical.Limit(
              literals(it.input(), types, position), it.count(), it.offset(), it.ties());
      case Logical.Sort it -> new Logical.Sort(literals(it.input(), types, position), it.keys());
      case Logical.Distinct it ->
          new Logical.Distinct(literals(it.input(), types, position), it.on());
      case Logical.With it ->
          new Logical.With(it.definitions(), literals(it.body(), types, position));
      default -> throw Errors.unsupported(position, "a literal of unknown type here");
    };
  }

  private QueryResult ordered(QueryResult result, Query query) {
    List<SortKey> keys = new ArrayList<>();
    for (SortBy each : query.orderBy()) {
      ColumnRef column = key(each.expression(), result);
      SortKeys.checkOrder(column.type(), Locations.written(each.expression()));
      keys.add(SortKeys.key(each, column, analysis));
    }
    Logical plan = keys.isEmpty() ? result.plan() : new Logical.Sort(result.plan(), keys);
    plan = new LimitAnalysis(new ExpressionAnalyzer(level), query).apply(plan, keys);
    return new QueryResult(plan, result.names(), result.positions());
  }

  private ColumnRef key(Expression written, QueryResult result) {
    TargetList list = new TargetList(level, new ExpressionAnalyzer(level));
    List<NamespaceItem.Field> fields = new ArrayList<>();
    for (int i = 0; i < result.names().size(); i++) {
      ColumnRef column = result.columns().get(i);
      list.targets.add(new Target(result.names().get(i), column, false, result.positions().get(i)));
      fields.add(new NamespaceItem.Field(result.names().get(i), column));
    }
    level.namespace.add(NamespaceItem.of(null, null, false, fields));
    int target = list.find(written, Clause.ORDER_BY, "ORDER BY");
    level.namespace.clear();
    if (target >= result.names().size()) {
      throw Errors.error(
          SqlState.FEATURE_NOT_SUPPORTED,
          Locations.of(written),
          "invalid UNION/INTERSECT/EXCEPT ORDER BY clause");
    }
    return result.columns().get(target);
  }
}
