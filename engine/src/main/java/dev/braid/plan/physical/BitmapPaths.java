package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableIndex;
import dev.braid.exec.BitmapAnd;
import dev.braid.exec.BitmapHeapScan;
import dev.braid.exec.BitmapIndexScan;
import dev.braid.exec.BitmapNode;
import dev.braid.exec.BitmapOr;
import dev.braid.exec.Estimate;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.Or;
import dev.braid.plan.logical.Conditions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ways to read the rows that indexes find in the order of the table, so that every page is read
/// once: one index, one for each branch of an OR, or several whose findings have rows in common.
final class BitmapPaths {
  private final CostModel costs;
  private final IndexCosts indexCosts;

  BitmapPaths(CostModel costs) {
    this.costs = costs;
    this.indexCosts = new IndexCosts(costs);
  }

  /// A way to find rows.
  ///
  /// @param conditions what all of these rows meet
  /// @param decided the conditions of the scan that need not be evaluated any more
  private record Finding(
      BitmapNode node,
      double selectivity,
      double cost,
      List<Expr> conditions,
      List<Expr> decided) {}

  /// Adds the paths over all findings, and over the best intersection of them that begins with
  /// each.
  void add(ScanShape shape, List<Path> serial, List<Path> partial) {
    List<Finding> findings = findings(shape);
    findings.sort(Comparator.comparingDouble(Finding::selectivity));
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      scan(shape, finding, serial, partial);
      List<Finding> joint = new ArrayList<>(List.of(finding));
      double cost = total(shape, finding);
      for (Finding more : findings.subList(i + 1, findings.size())) {
        if (joint.stream().noneMatch(known -> overlap(known, more))) {
          joint.add(more);
          double together = total(shape, and(shape, joint));
          if (together < cost) {
            cost = together;
          } else {
            joint.removeLast();
          }
        }
      }
      if (joint.size() > 1) {
        scan(shape, and(shape, joint), serial, partial);
      }
    }
  }

  private static boolean overlap(Finding first, Finding second) {
    return first.conditions.stream().anyMatch(second.conditions::contains);
  }

  private List<Finding> findings(ScanShape shape) {
    List<Finding> findings = new ArrayList<>();
    for (TableIndex index : shape.scan().table().indexes()) {
      Finding finding = finding(shape, index, shape.conjuncts());
      if (finding != null) {
        findings.add(finding);
      }
    }
    for (Expr conjunct : shape.conjuncts()) {
      Finding finding = conjunct instanceof Or or ? either(shape, or) : null;
      if (finding != null) {
        findings.add(finding);
      }
    }
    return findings;
  }

  private @Nullable Finding finding(ScanShape shape, TableIndex index, List<Expr> conjuncts) {
    IndexMatch match = IndexMatch.of(index, shape.scan(), conjuncts, List.of());
    if (match.used().isEmpty()) {
      return null;
    }
    double selectivity = Selectivity.of(match.used(), shape.whole());
    double rows = Math.max(1, shape.whole().rows() * selectivity);
    double cost =
        indexCosts.descent(index)
            + indexCosts.indexReading(index, selectivity, 1)
            + indexCosts.entries(rows, match.used().size())
            + 0.1 * costs.operator * rows;
    BitmapIndexScan node =
        new BitmapIndexScan(
            Steps.info(List.of(), new Estimate(Math.rint(rows), 0, 0, cost)),
            shape.scan().table(),
            index,
            match.condition());
    return new Finding(node, selectivity, cost, match.used(), match.used());
  }

  /// The rows that some branch of an OR finds; null where a branch has no index.
  private @Nullable Finding either(ScanShape shape, Or or) {
    List<Finding> branches = new ArrayList<>();
    boolean exact = true;
    for (Expr operand : or.operands()) {
      List<Expr> conjuncts = Conditions.conjuncts(operand);
      Finding best = null;
      for (TableIndex index : shape.scan().table().indexes()) {
        Finding finding = finding(shape, index, conjuncts);
        if (finding != null && (best == null || finding.selectivity < best.selectivity)) {
          best = finding;
        }
      }
      if (best == null) {
        return null;
      }
      exact &= best.decided.containsAll(conjuncts);
      branches.add(best);
    }
    double none = 1;
    double cost = 0;
    List<Expr> conditions = new ArrayList<>();
    for (Finding branch : branches) {
      none *= 1 - branch.selectivity;
      cost += branch.cost + 100 * costs.operator;
      conditions.add(Conditions.and(branch.conditions));
    }
    double selectivity = 1 - none;
    BitmapOr node =
        new BitmapOr(
            Steps.info(
                List.of(), new Estimate(Math.rint(shape.whole().rows() * selectivity), 0, 0, cost)),
            branches.stream().map(Finding::node).toList());
    return new Finding(
        node, selectivity, cost, List.of(new Or(conditions)), exact ? List.of(or) : List.of());
  }

  private Finding and(ScanShape shape, List<Finding> findings) {
    double selectivity = 1;
    double cost = 0;
    List<Expr> conditions = new ArrayList<>();
    List<Expr> decided = new ArrayList<>();
    for (Finding finding : findings) {
      selectivity *= finding.selectivity;
      cost += finding.cost + 100 * costs.operator;
      conditions.addAll(finding.conditions);
      decided.addAll(finding.decided);
    }
    double rows = Math.rint(shape.whole().rows() * selectivity);
    BitmapAnd node =
        new BitmapAnd(
            Steps.info(List.of(), new Estimate(rows, 0, 0, cost)),
            findings.stream().map(Finding::node).toList());
    return new Finding(node, selectivity, cost, conditions, decided);
  }

  private double total(ScanShape shape, Finding finding) {
    return finding.cost + heap(shape, finding) + computing(shape, finding);
  }

  private double heap(ScanShape shape, Finding finding) {
    return indexCosts.bitmapReading(found(shape, finding), shape.pages());
  }

  private double computing(ScanShape shape, Finding finding) {
    List<Expr> filters = shape.rest(finding.decided);
    return found(shape, finding) * (costs.tuple + costs.evaluation(filters));
  }

  private static double found(ScanShape shape, Finding finding) {
    return Math.max(1, shape.whole().rows() * finding.selectivity);
  }

  private void scan(ScanShape shape, Finding finding, List<Path> serial, List<Path> partial) {
    serial.add(scan(shape, finding, 0));
    Table table = shape.scan().table();
    double pages = IndexCosts.fetched(found(shape, finding), shape.pages());
    int workers = costs.workers((long) (pages * CostModel.PAGE), table.parallelWorkers());
    if (workers > 0 && !shape.isVolatile()) {
      partial.add(scan(shape, finding, workers));
    }
  }

  private Path scan(ScanShape shape, Finding finding, int workers) {
    double divisor = workers > 0 ? costs.divisor(workers) : 1;
    List<Expr> filters = shape.rest(finding.decided);
    List<ColumnRef> columns = shape.read(filters);
    Layout layout = Layout.of(columns);
    Estimate estimate =
        new Estimate(
                Math.max(1, Math.rint(shape.rows() / divisor)),
                shape.width(),
                finding.cost,
                finding.cost + heap(shape, finding) + computing(shape, finding) / divisor)
            .disabledIf(!costs.is(Setting.ENABLE_BITMAPSCAN));
    BitmapHeapScan node =
        new BitmapHeapScan(
            Steps.info(shape.output(), estimate),
            shape.scan().table(),
            shape.scan().alias(),
            finding.node,
            finding.conditions,
            shape.places(columns),
            layout.resolve(filters),
            shape.projection(layout),
            workers > 0);
    return new Path(node, shape.output(), List.of(), workers);
  }
}
