package dev.braid.plan.physical;

import dev.braid.catalog.table.TableStatistics;
import dev.braid.exec.Estimate;
import dev.braid.exec.SeqScan;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical.Scan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Ways to read a table: only the columns that somebody wants, with the conditions evaluated while
/// it is read.
final class ScanPaths {
  private final CostModel costs;
  private final Steps steps;

  ScanPaths(CostModel costs, Steps steps) {
    this.costs = costs;
    this.steps = steps;
  }

  /// @param conjuncts conditions on the table's rows, in the order written
  /// @param whole profile of all rows
  Paths plan(Scan scan, List<Expr> conjuncts, Need need, Profile whole) {
    List<Expr> ordered = order(conjuncts, whole);
    BitSet read = Columns.union(need.columns(), Columns.of(ordered));
    List<ColumnRef> columns = Steps.wanted(scan.output(), read);
    List<ColumnRef> output = Steps.wanted(scan.output(), need.columns());
    Map<Integer, Integer> positions = new HashMap<>();
    for (int i = 0; i < scan.output().size(); i++) {
      positions.put(scan.output().get(i).column(), scan.columns().get(i));
    }
    double rows = whole.rows() * Selectivity.of(ordered, whole);
    TableStatistics statistics = scan.table().statistics();
    double bytes = statistics.bytes();
    double reading = Math.ceil(bytes / CostModel.PAGE) * costs.seqPage;
    double computing = whole.rows() * (costs.tuple + costs.evaluation(ordered));
    int width = whole.width(output);
    int workers =
        Steps.isVolatile(ordered)
            ? 0
            : costs.workers(statistics.bytes(), scan.table().parallelWorkers());

    Layout layout = Layout.of(columns);
    List<Path> serial = new ArrayList<>();
    Path partial = null;
    for (int shared : workers > 0 ? new int[] {0, workers} : new int[] {0}) {
      double divisor = shared > 0 ? costs.divisor(shared) : 1;
      Estimate estimate =
          new Estimate(
              Math.max(1, Math.rint(rows / divisor)), width, 0, reading + computing / divisor);
      SeqScan node =
          new SeqScan(
              Steps.info(output, estimate),
              scan.table(),
              scan.alias(),
              columns.stream().map(column -> positions.get(column.column())).toList(),
              layout.resolve(ordered),
              output.stream().map(layout::place).toList(),
              ZoneFilters.of(ordered, positions),
              shared > 0);
      Path path = new Path(node, output, List.of(), shared);
      if (shared > 0) {
        partial = path;
        serial.add(steps.gather(path));
      } else {
        serial.add(path);
      }
    }
    return Paths.of(serial, partial);
  }

  /// Conditions that cannot fail first, by what they cost for each row they take away; those that
  /// can fail stay behind all that were written before them.
  private List<Expr> order(List<Expr> conjuncts, Profile rows) {
    List<Expr> safe = new ArrayList<>();
    List<Expr> others = new ArrayList<>();
    conjuncts.forEach(each -> (Safety.isSafe(each) ? safe : others).add(each));
    safe.sort(Comparator.comparingDouble(each -> rank(each, rows)));
    safe.addAll(others);
    return safe;
  }

  private double rank(Expr conjunct, Profile rows) {
    double cost = Math.max(costs.operator, costs.evaluation(List.of(conjunct)));
    return (Selectivity.of(conjunct, rows) - 1) / cost;
  }
}
