package dev.braid.plan.physical;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the columns of a statement stand in the rows of one plan node.
record Layout(Map<Integer, Integer> places) {
  static Layout of(List<ColumnRef> columns) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      places.putIfAbsent(columns.get(i).column(), i);
    }
    return new Layout(places);
  }

  /// The layout of a join's condition: the outer rows' columns, then the inner ones'.
  static Layout of(List<ColumnRef> outer, List<ColumnRef> inner) {
    List<ColumnRef> both = new ArrayList<>(outer);
    both.addAll(inner);
    return of(both);
  }

  boolean has(ColumnRef column) {
    return places.containsKey(column.column());
  }

  int place(ColumnRef column) {
    Integer place = places.get(column.column());
    if (place == null) {
      throw new IllegalStateException(
          "column %s (%d) is not among %s".formatted(column.name(), column.column(), places));
    }
    return place;
  }

  List<Integer> places(List<ColumnRef> columns) {
    return columns.stream().map(this::place).toList();
  }

  /// The expression over places instead of column numbers.
  Expr resolve(Expr expr) {
    return Columns.rewrite(
        expr,
        part ->
            part instanceof ColumnRef column
                ? new ColumnRef(place(column), column.type(), column.name())
                : part);
  }

  List<Expr> resolve(List<Expr> exprs) {
    return exprs.stream().map(this::resolve).toList();
  }
}
