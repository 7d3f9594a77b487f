package dev.braid.sql.analyze;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Logical;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Query;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;

/// VALUES: rows of expressions, each column of one type.
final class ValuesAnalysis {
  private final QueryLevel level;
  private final Analysis analysis;

  ValuesAnalysis(QueryLevel level) {
    this.level = level;
    analysis = level.analysis;
  }

  QueryResult analyze(Query.Values values, Query query) {
    ExpressionAnalyzer expressions = new ExpressionAnalyzer(level);
    List<List<CommonType.Placed>> rows = new ArrayList<>();
    int width = values.rows().getFirst().size();
    for (List<Expression> row : values.rows()) {
      List<CommonType.Placed> placed = new ArrayList<>();
      for (Expression each : row) {
        placed.add(
            new CommonType.Placed(expressions.analyze(each, Clause.VALUES), Locations.of(each)));
      }
      if (placed.size() != width) {
        throw Errors.syntax(
            placed.getFirst().position(), "VALUES lists must all be the same length");
      }
      rows.add(placed);
    }
    List<List<Expr>> converted = new ArrayList<>();
    rows.forEach(_ -> converted.add(new ArrayList<>()));
    List<ColumnRef> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<NamespaceItem.Field> fields = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      int column = i;
      List<CommonType.Placed> cells = rows.stream().map(row -> row.get(column)).toList();
      Type common = analysis.commonType.select(cells, "VALUES");
      List<Expr> exprs = analysis.commonType.convert(cells, common, "VALUES");
      for (int row = 0; row < exprs.size(); row++) {
        converted.get(row).add(exprs.get(row));
      }
      String name = "column" + (i + 1);
      ColumnRef ref = analysis.column(name, CommonType.withModifier(common, exprs));
      level.own(ref, "*VALUES*", ref.name());
      columns.add(ref);
      names.add(name);
      fields.add(new NamespaceItem.Field(name, ref));
      positions.add(cells.getFirst().position());
    }
    Logical plan = new Logical.ValuesRows(converted, columns);
    QueryResult result = new QueryResult(plan, names, positions);
    if (query.orderBy().isEmpty() && query.limit() == null && query.offset() == null) {
      return result;
    }
    level.namespace.add(NamespaceItem.of("*VALUES*", null, false, fields));
    return new SelectAnalysis(level).over(result, query);
  }
}
