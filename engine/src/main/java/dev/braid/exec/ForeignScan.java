package dev.braid.exec;

import dev.braid.catalog.table.Servers;
import dev.braid.catalog.table.Servers.Task;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads what servers compute. Every task is a morsel, so that the order of the rows is that of the
/// tasks, whichever server is the quickest.
///
/// @param relations names of the tables that the servers read
/// @param parallel whether participants share the tasks
/// @param keyed places of columns whose values a hash join above may send to the servers, so that
///   only rows with one of these come
/// @param mostRows that a task can have; [Long#MAX_VALUE] where no bound is known
public record ForeignScan(
    NodeInfo info,
    Servers servers,
    List<Task> tasks,
    String relations,
    boolean parallel,
    List<Integer> keyed,
    long mostRows)
    implements PlanNode {
  /// Rows of a task that are few: they are answered all at once.
  private static final long FEW = 100;

  public ForeignScan {
    tasks = List.copyOf(tasks);
    keyed = List.copyOf(keyed);
  }

  /// The same scan, alone, of the rows with certain keys.
  public ForeignScan keyedBy(List<Integer> columns, Estimate estimate) {
    return new ForeignScan(
        new NodeInfo(info.output(), estimate), servers, tasks, relations, false, columns, mostRows);
  }

  @Override
  public List<PlanNode> children() {
    return List.of();
  }

  @Override
  public String title() {
    return (parallel ? "Parallel Foreign Scan" : "Foreign Scan") + " on " + relations;
  }

  @Override
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>();
    properties.add(new Property("Servers", tasks.stream().map(Task::server).distinct().count()));
    Map<Integer, String> keys = new TreeMap<>();
    keyed.forEach(column -> keys.put(column, "$" + (keys.size() + 1)));
    for (Task task : tasks) {
      String name = servers.name(task.server());
      properties.add(
          servers.isMissing(task.server())
              ? new Property("Missing", name)
              : new Property("Remote SQL", name + ": " + restricted(task.sql(), keys)));
    }
    return properties;
  }

  /// A statement's rows whose values in some columns are in arrays.
  private String restricted(String sql, Map<Integer, String> arrays) {
    if (arrays.isEmpty()) {
      return sql;
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < info.output().size(); i++) {
      names.add("k" + (i + 1));
    }
    List<String> conditions = new ArrayList<>();
    arrays.forEach(
        (column, array) -> conditions.add("r.k" + (column + 1) + " = ANY (" + array + ")"));
    return "SELECT * FROM (%s) AS r(%s) WHERE %s"
        .formatted(sql, String.join(", ", names), String.join(" AND ", conditions));
  }

  @Override
  public Pipe open(Execution execution) {
    return Pipe.of(new Tasks(start(execution)), parallel);
  }

  /// Starts the tasks.
  Servers.Scan start(Execution execution) {
    Servers.Run run =
        execution.shared(
            servers,
            () ->
                execution.closing(
                    servers.begin(
                        asked(execution.root()),
                        execution.eval().timeZone(),
                        execution.cancellation())));
    Map<Integer, String> keys = execution.remoteKeys().getOrDefault(this, Map.of());
    Servers.Scan scan =
        run.scan(
            tasks.stream()
                .map(task -> new Task(task.server(), restricted(task.sql(), keys)))
                .toList(),
            types());
    Instrumentation instrumentation = execution.instrumentation();
    if (instrumentation != null) {
      Instrumentation.Counts counts = instrumentation.of(this);
      if (!keyed.isEmpty()) {
        counts.put("Keys", keys.isEmpty() ? "too many" : "sent");
      }
      AutoCloseable tell = () -> tell(run, scan, counts);
      execution.closing(tell);
    }
    return scan;
  }

  /// What came of each task: its rows, and the milliseconds until the first and the last of them;
  /// and how unequal the tasks, and the moments that the servers' snapshots show, were.
  private void tell(Servers.Run run, Servers.Scan scan, Instrumentation.Counts counts) {
    if (run.skewMillis() > 0) {
      counts.put(
          "Snapshots Apart", String.format(Locale.ROOT, "%.3f ms at most", run.skewMillis()));
    }
    double slowest = 0;
    double sum = 0;
    for (int i = 0; i < tasks.size(); i++) {
      Servers.Progress progress = scan.progress(i);
      slowest = Math.max(slowest, progress.totalMillis());
      sum += progress.totalMillis();
      counts.put(
          "Task %d on %s".formatted(i + 1, servers.name(tasks.get(i).server())),
          String.format(
              Locale.ROOT,
              "rows=%d first=%.3f total=%.3f",
              progress.rows(),
              progress.firstRowMillis(),
              progress.totalMillis()));
    }
    if (tasks.size() > 1 && sum > 0) {
      counts.put(
          "Slowest Task",
          String.format(Locale.ROOT, "%.2f times the mean", slowest * tasks.size() / sum));
    }
  }

  /// All of these servers that some node of the plan asks: what is taken of them is taken at once.
  private List<Servers.First> asked(PlanNode plan) {
    SortedMap<Integer, Servers.First> asked = new TreeMap<>();
    collect(plan, asked);
    return List.copyOf(asked.values());
  }

  /// Whether each server answers its task of this scan with few rows.
  private boolean isBrief() {
    return keyed.isEmpty()
        && mostRows <= FEW
        && tasks.stream().map(Task::server).distinct().count() == tasks.size();
  }

  private void collect(PlanNode node, Map<Integer, Servers.First> asked) {
    if (node instanceof ForeignScan scan && scan.servers == servers) {
      for (Task task : scan.tasks) {
        Servers.First first =
            scan.keyed.isEmpty()
                ? new Servers.First(task.server(), task.sql(), scan.types(), scan.isBrief())
                : Servers.First.unknown(task.server());
        asked.merge(task.server(), first, (a, b) -> (a.sql() == null ? b : a).withOthers());
      }
    }
    node.children().forEach(child -> collect(child, asked));
  }

  private List<Type> types() {
    return info.output().stream().map(OutputColumn::type).toList();
  }

  /// The tasks' rows.
  private final class Tasks implements Source {
    private final Servers.Scan scan;

    Tasks(Servers.Scan scan) {
      this.scan = scan;
    }

    @Override
    public int morsels() {
      return tasks.size();
    }

    @Override
    public void run(int morsel, Participant participant, BatchConsumer out) {
      int step = participant.execution().batchSize();
      for (Batch rows = scan.next(morsel); rows != null; rows = scan.next(morsel)) {
        participant.execution().cancellation().check();
        if (!Batches.send(rows, step, out)) {
          scan.stop();
          return;
        }
      }
    }
  }
}
