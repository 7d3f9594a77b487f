package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.catalog.table.Table;
import dev.braid.exec.Estimate;
import dev.braid.exec.SeqScan;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Logical.Scan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Ways to read a table: only the columns that somebody wants, with the conditions evaluated while
/// it is read, all of it ([SeqScan]) or what an index finds.
final class ScanPaths {
  private final CostModel costs;
  private final Steps steps;
  private final IndexPaths indexes;
  private final BitmapPaths bitmaps;

  ScanPaths(CostModel costs, Steps steps) {
    this.costs = costs;
    this.steps = steps;
    this.indexes = new IndexPaths(costs);
    this.bitmaps = new BitmapPaths(costs);
  }

  /// @param conjuncts conditions on the table's rows, in the order written
  /// @param whole profile of all rows
  Paths plan(Scan scan, List<Expr> conjuncts, Need need, Profile whole) {
    ScanShape shape = shape(scan, conjuncts, need, whole);
    List<Path> serial = new ArrayList<>();
    List<Path> partial = new ArrayList<>();
    sequential(shape, serial, partial);
    indexes.add(shape, serial, partial);
    bitmaps.add(shape, serial, partial);
    if (!partial.isEmpty()) {
      serial.add(steps.gather(Paths.of(partial, partial).cheapest()));
    }
    return Paths.of(serial, partial);
  }

  IndexPaths indexes() {
    return indexes;
  }

  ScanShape shape(Scan scan, List<Expr> conjuncts, Need need, Profile whole) {
    return new ScanShape(
        scan, order(conjuncts, whole), Steps.wanted(scan.output(), need.columns()), whole);
  }

  private void sequential(ScanShape shape, List<Path> serial, List<Path> partial) {
    List<Expr> conjuncts = shape.conjuncts();
    List<ColumnRef> columns = shape.read(conjuncts);
    Table table = shape.scan().table();
    double reading = shape.pages() * costs.seqPage;
    double computing = shape.whole().rows() * (costs.tuple + costs.evaluation(conjuncts));
    int workers = shape.isVolatile() ? 0 : costs.workers(shape.bytes(), table.parallelWorkers());
    Layout layout = Layout.of(columns);
    for (int shared : workers > 0 ? new int[] {0, workers} : new int[] {0}) {
      double divisor = shared > 0 ? costs.divisor(shared) : 1;
      Estimate estimate =
          new Estimate(
                  Math.max(1, Math.rint(shape.rows() / divisor)),
                  shape.width(),
                  0,
                  reading + computing / divisor)
              .disabledIf(!costs.is(Setting.ENABLE_SEQSCAN));
      SeqScan node =
          new SeqScan(
              Steps.info(shape.output(), estimate),
              table,
              shape.scan().alias(),
              shape.places(columns),
              layout.resolve(conjuncts),
              shape.projection(layout),
              ZoneFilters.of(conjuncts, shape.positions()),
              shared > 0);
      (shared > 0 ? partial : serial).add(new Path(node, shape.output(), List.of(), shared));
    }
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
