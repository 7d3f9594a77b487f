package dev.braid.plan.physical;

import dev.braid.catalog.table.Servers.Task;
import dev.braid.exec.Estimate;
import dev.braid.exec.ForeignMerge;
import dev.braid.exec.ForeignScan;
import dev.braid.exec.Gather;
import dev.braid.exec.JoinType;
import dev.braid.exec.PlanNode;
import dev.braid.exec.RemoteKeys;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Remote;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.MostRows;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.remote.RemoteSql;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Ways to read what servers compute.
final class ForeignPaths {
  /// What a statement costs before its first row: a round trip, in the unit of a page read.
  private static final double STATEMENT = 100;

  /// What a row costs on its way, as `postgres_fdw` reckons.
  private static final double TRANSFER = 0.2;

  /// What a key in a statement costs its server, which reads it and looks it up.
  private static final double KEY = 0.01;

  /// The part of the rows that may be left for keys to be sent, since it is only guessed.
  private static final double WORTHWHILE = 0.5;

  /// Joins that do without outer rows that have no partner.
  private static final Set<JoinType> DROPPING =
      EnumSet.of(
          JoinType.INNER, JoinType.SEMI, JoinType.RIGHT, JoinType.RIGHT_SEMI, JoinType.RIGHT_ANTI);

  private final CostModel costs;
  private final Steps steps;

  ForeignPaths(CostModel costs, Steps steps) {
    this.costs = costs;
    this.steps = steps;
  }

  Paths plan(Remote remote, Need need, Profile profile) {
    List<ColumnRef> columns = Steps.wanted(remote.output(), need.columns());
    List<Task> tasks = tasks(remote, columns, List.of());
    double rows = Math.max(1, profile.rows());
    List<Path> serial = new ArrayList<>();
    serial.add(path(remote, columns, tasks, rows, 0));
    List<SortKey> order = Path.orderWithin(remote.order(), need.columns());
    boolean together = tasks.size() <= remote.servers().together();
    if (!order.isEmpty() && together && steps.mayMerge()) {
      serial.add(merged(remote, columns, order, rows));
    }
    int workers = costs.limited(tasks.size() - 1);
    if (workers <= 0) {
      return Paths.of(serial, List.of());
    }
    Path partial = path(remote, columns, tasks, rows, workers);
    serial.add(steps.gather(partial));
    return Paths.of(serial, partial);
  }

  /// @param order in which each task's rows come; empty for any
  private static List<Task> tasks(Remote remote, List<ColumnRef> columns, List<SortKey> order) {
    return remote.asked().stream()
        .map(server -> new Task(server, RemoteSql.of(remote.query(), columns, order, server)))
        .toList();
  }

  private Path path(
      Remote remote, List<ColumnRef> columns, List<Task> tasks, double rows, int workers) {
    double divisor = workers > 0 ? costs.divisor(workers) : 1;
    double mine = Math.max(1, Math.rint(rows / divisor));
    Estimate estimate = estimate(columns, mine, 0, TRANSFER);
    ForeignScan node = scan(remote, columns, tasks, estimate, workers > 0);
    return new Path(node, columns, List.of(), workers);
  }

  /// Rows that the servers sort, each its own at the same time as the others, merged as they come:
  /// all servers send at once.
  private Path merged(Remote remote, List<ColumnRef> columns, List<SortKey> order, double rows) {
    boolean sorted = isSorted(remote.query(), order);
    List<Task> tasks = tasks(remote, columns, sorted ? List.of() : order);
    double compare = 2 * costs.operator;
    double each = Math.max(2, rows / tasks.size());
    double work = sorted ? 0 : compare * each * CostModel.log2(each);
    Estimate scanned = estimate(columns, rows, work, TRANSFER / tasks.size());
    ForeignScan scan = scan(remote, columns, tasks, scanned, false);
    double merge = rows * (compare * CostModel.log2(tasks.size() + 1) + costs.operator);
    Estimate estimate =
        new Estimate(
            scanned.rows(), scanned.width(), scanned.startupCost(), scanned.totalCost() + merge);
    ForeignMerge node =
        new ForeignMerge(
            Steps.info(columns, estimate), scan, Steps.places(order, Layout.of(columns)));
    return new Path(node, columns, order, 0);
  }

  /// Whether what the servers compute comes in an order already.
  private static boolean isSorted(Logical query, List<SortKey> order) {
    return switch (query) {
      case Logical.Limit limit -> isSorted(limit.input(), order);
      case Logical.Distinct distinct ->
          !distinct.on().isEmpty() && isSorted(distinct.input(), order);
      case Logical.Sort sort ->
          order.size() <= sort.keys().size() && sort.keys().subList(0, order.size()).equals(order);
      default -> false;
    };
  }

  /// @param work of the servers before they send anything
  /// @param transfer of a row
  private Estimate estimate(List<ColumnRef> columns, double rows, double work, double transfer) {
    double startup = STATEMENT + work;
    return new Estimate(rows, width(columns), startup, startup + rows * (transfer + costs.tuple));
  }

  private static ForeignScan scan(
      Remote remote, List<ColumnRef> columns, List<Task> tasks, Estimate estimate, boolean shared) {
    return new ForeignScan(
        Steps.info(columns, estimate),
        remote.servers(),
        tasks,
        relations(remote.query()),
        shared,
        List.of(),
        MostRows.of(remote.query()));
  }

  /// The outer side of a hash join of which servers need only send rows that have a partner: they
  /// are sent the keys of the inner side, which is read before. Null where that does not pay.
  static @Nullable Path reduced(JoinShape shape, Path outer, Path inner, CostModel costs) {
    PlanNode node = outer.node() instanceof Gather gather ? gather.child() : outer.node();
    if (!(node instanceof ForeignScan scan)
        || shape.nullSafe()
        || !DROPPING.contains(shape.type())
        || inner.rows() > RemoteKeys.MOST) {
      return null;
    }
    List<Integer> keyed = new ArrayList<>();
    double keys = 0;
    double fraction = 1;
    for (int i = 0; i < shape.keys().left().size(); i++) {
      ColumnRef column = RemoteKeys.column(shape.keys().left().get(i));
      if (column != null) {
        Expr right = shape.keys().right().get(i);
        double number =
            Math.min(inner.rows(), Profiles.groups(List.of(right), shape.inner().profile()));
        double mine = Math.max(1, shape.outer().profile().column(column).distinct());
        keyed.add(outer.layout().place(column));
        keys += number;
        fraction = Math.min(fraction, number / mine);
      }
    }
    double all = shape.outer().profile().rows();
    if (keyed.isEmpty() || fraction > WORTHWHILE) {
      return null;
    }
    double rows = Math.max(1, Math.rint(all * fraction));
    double startup = STATEMENT + keys * KEY * scan.tasks().size();
    Estimate estimate =
        new Estimate(rows, outer.width(), startup, startup + rows * (TRANSFER + costs.tuple));
    return new Path(scan.keyedBy(keyed, estimate), outer.columns(), List.of(), 0);
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
