package dev.braid.plan.physical;

import dev.braid.catalog.table.Servers.Task;
import dev.braid.exec.Estimate;
import dev.braid.exec.ForeignScan;
import dev.braid.expr.ColumnRef;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Remote;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.remote.RemoteSql;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Ways to read what servers compute.
final class ForeignPaths {
  /// What a statement costs before its first row: a round trip, in the unit of a page read.
  private static final double STATEMENT = 100;

  /// What a row costs on its way, as `postgres_fdw` reckons.
  private static final double TRANSFER = 0.2;

  private final CostModel costs;
  private final Steps steps;

  ForeignPaths(CostModel costs, Steps steps) {
    this.costs = costs;
    this.steps = steps;
  }

  Paths plan(Remote remote, Need need, Profile profile) {
    List<ColumnRef> columns = Steps.wanted(remote.output(), need.columns());
    List<Task> tasks =
        remote.asked().stream()
            .map(
                server ->
                    new Task(server, RemoteSql.of(remote.query(), columns, remote.order(), server)))
            .toList();
    double rows = Math.max(1, profile.rows());
    Path serial = path(remote, columns, tasks, rows, 0);
    int workers = costs.limited(tasks.size() - 1);
    if (workers <= 0 || !remote.order().isEmpty()) {
      return Paths.serial(serial);
    }
    Path partial = path(remote, columns, tasks, rows, workers);
    return Paths.of(List.of(serial, steps.gather(partial)), partial);
  }

  private Path path(
      Remote remote, List<ColumnRef> columns, List<Task> tasks, double rows, int workers) {
    double divisor = workers > 0 ? costs.divisor(workers) : 1;
    double mine = Math.max(1, Math.rint(rows / divisor));
    Estimate estimate =
        new Estimate(mine, width(columns), STATEMENT, STATEMENT + mine * (TRANSFER + costs.tuple));
    ForeignScan node =
        new ForeignScan(
            Steps.info(columns, estimate),
            remote.servers(),
            tasks,
            relations(remote.query()),
            workers > 0);
    return new Path(node, columns, List.of(), workers);
  }

  private static int width(List<ColumnRef> columns) {
    double width = 0;
    for (ColumnRef column : columns) {
      width += ColumnProfile.width(column.type());
    }
    return (int) Math.ceil(width);
  }

  private static String relations(Logical query) {
    Set<String> names = new TreeSet<>();
    collect(query, names);
    return String.join(", ", names);
  }

  private static void collect(Logical node, Set<String> names) {
    if (node instanceof Scan scan) {
      String name = scan.table().name();
      names.add(name.equals(scan.alias()) ? name : name + " " + scan.alias());
    }
    node.inputs().forEach(input -> collect(input, names));
  }
}
