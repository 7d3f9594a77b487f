package dev.braid.plan.physical;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical.Scan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is wanted of a table, in whatever way it is read.
///
/// @param conjuncts conditions on its rows, in the order in which they are evaluated
/// @param output the columns that somebody wants
/// @param whole profile of all rows
record ScanShape(Scan scan, List<Expr> conjuncts, List<ColumnRef> output, Profile whole) {
  /// The table's columns by their numbers in the statement.
  Map<Integer, Integer> positions() {
    Map<Integer, Integer> positions = new HashMap<>();
    for (int i = 0; i < scan.output().size(); i++) {
      positions.put(scan.output().get(i).column(), scan.columns().get(i));
    }
    return positions;
  }

  /// The columns put out and those that conditions need.
  List<ColumnRef> read(List<Expr> conditions) {
    return Steps.wanted(scan.output(), Columns.union(Columns.of(output), Columns.of(conditions)));
  }

  /// Places of the columns put out among those read.
  List<Integer> projection(Layout read) {
    return output.stream().map(read::place).toList();
  }

  List<Integer> places(List<ColumnRef> columns) {
    Map<Integer, Integer> positions = positions();
    return columns.stream().map(column -> positions.get(column.column())).toList();
  }

  /// Rows that meet all conditions.
  double rows() {
    return whole.rows() * Selectivity.of(conjuncts, whole);
  }

  int width() {
    return whole.width(output);
  }

  /// Pages of the table.
  double pages() {
    TableStatistics statistics = scan.table().statistics();
    return Math.ceil(statistics.bytes() / (double) CostModel.PAGE);
  }

  /// Bytes that the number of workers goes by: those of the files, or of the rows where these are
  /// more, since files may be compressed.
  long bytes() {
    Table table = scan.table();
    TableStatistics statistics = table.statistics();
    double row = 0;
    for (int i = 0; i < table.columns().size(); i++) {
      ColumnStatistics column = statistics.columns().get(i);
      row +=
          column == null
              ? ColumnProfile.width(table.columns().get(i).type())
              : column.averageWidth();
    }
    return Math.max(statistics.bytes(), (long) (statistics.rows() * row));
  }

  boolean isVolatile() {
    return Steps.isVolatile(conjuncts);
  }

  /// The conditions that have not been decided already.
  List<Expr> rest(List<Expr> decided) {
    return conjuncts.stream().filter(each -> !decided.contains(each)).toList();
  }
}
