package dev.braid.local;

import dev.braid.catalog.Setting;
import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableScan;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.hash.Hashes;
import dev.braid.parallel.Cancellation;
import dev.braid.result.CommandTag;
import dev.braid.source.file.FolderTables;
import dev.braid.sql.ast.Option;
import dev.braid.sql.ast.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// ANALYZE: reads a table through, its morsels side by side, and tells the planner what is in it.
///
/// Rows come into the sample by a hash of their place, so that the statistics of the same files are
/// the same whoever reads which morsel.
final class TableAnalysis {
  /// Rows of the sample for each unit of the statistics target, as in PostgreSQL.
  private static final int SAMPLE_FACTOR = 300;

  private final Table table;
  private final List<Integer> columns;
  private final CommandContext context;
  private final int target;
  private final double part;

  private TableAnalysis(Table table, List<Integer> columns, CommandContext context) {
    this.table = table;
    this.columns = columns;
    this.context = context;
    this.target = (int) context.settings().number(Setting.DEFAULT_STATISTICS_TARGET);
    double rows = Math.max(1, table.statistics().rows());
    this.part = Math.min(1, (double) target * SAMPLE_FACTOR / rows);
  }

  static CommandTag run(Statement.Analyze analyze, CommandContext context) {
    for (Option option : analyze.options()) {
      if (!option.name().equals("verbose")) {
        throw MaintenanceOptions.refusal("ANALYZE", option);
      }
      boolean _ = MaintenanceOptions.isOn(option);
    }
    for (Statement.TableColumns table : analyze.tables()) {
      String name = context.tableName(table.table());
      FolderTables.Opened opened =
          context.tables().open(name).orElseThrow(() -> CommandContext.undefined(name));
      analyze(name, opened, table.columns(), context);
    }
    if (analyze.tables().isEmpty()) {
      for (String name : context.tables().names()) {
        FolderTables.Opened opened = context.tables().open(name).orElse(null);
        if (opened != null) {
          analyze(name, opened, List.of(), context);
        }
      }
    }
    return CommandTag.of("ANALYZE");
  }

  private static void analyze(
      String name, FolderTables.Opened opened, List<String> wanted, CommandContext context) {
    List<TableColumn> all = opened.table().columns();
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (wanted.isEmpty() || wanted.contains(all.get(i).name())) {
        columns.add(i);
      }
    }
    Set<String> seen = new HashSet<>();
    for (String column : wanted) {
      if (!seen.add(column)) {
        throw new BraidException(
            SqlState.DUPLICATE_COLUMN,
            "column \"%s\" of relation \"%s\" appears more than once".formatted(column, name));
      }
      if (all.stream().noneMatch(known -> known.name().equals(column))) {
        throw new BraidException(
            SqlState.UNDEFINED_COLUMN,
            "column \"%s\" of relation \"%s\" does not exist".formatted(column, name));
      }
    }
    TableAnalysis analysis = new TableAnalysis(opened.table(), columns, context);
    List<ColumnSketch> sketches = analysis.sketches();
    List<@Nullable ColumnStatistics> before = opened.table().statistics().columns();
    List<@Nullable ColumnStatistics> found = new ArrayList<>(before);
    for (int i = 0; i < columns.size(); i++) {
      int column = columns.get(i);
      found.set(
          column,
          sketches.get(i).statistics(before.get(column), analysis.target, analysis.part >= 1));
    }
    context.tables().analyzed(name, opened, found, context.isWritable());
  }

  private List<ColumnSketch> newSketches() {
    List<ColumnSketch> sketches = new ArrayList<>();
    for (int column : columns) {
      sketches.add(new ColumnSketch(table.columns().get(column).type()));
    }
    return sketches;
  }

  /// Each worker has sketches of its own while it reads a morsel; there are as many as workers.
  private List<ColumnSketch> sketches() {
    Queue<List<ColumnSketch>> free = new ConcurrentLinkedQueue<>();
    try (TableScan scan = table.scan(columns, List.of())) {
      context
          .tasks()
          .forEach(
              scan.morsels(),
              number -> {
                List<ColumnSketch> own = free.poll();
                List<ColumnSketch> into = own == null ? newSketches() : own;
                read(scan, number, into);
                free.add(into);
              });
    }
    List<ColumnSketch> merged = newSketches();
    for (List<ColumnSketch> sketches : free) {
      for (int i = 0; i < merged.size(); i++) {
        merged.get(i).merge(sketches.get(i));
      }
    }
    return merged;
  }

  private void read(TableScan scan, int number, List<ColumnSketch> into) {
    Cancellation cancellation = context.cancellation();
    int step = context.settings().batchSize();
    int[] picked = new int[step];
    try (Morsel morsel = scan.open(number)) {
      for (int from = 0; from < morsel.rows(); from += step) {
        cancellation.check();
        int size = Math.min(step, morsel.rows() - from);
        int count = pick(number, from, size, picked);
        for (int i = 0; i < into.size(); i++) {
          into.get(i).add(morsel.read(i, from, size), size, picked, count);
        }
      }
    }
  }

  private int pick(int morsel, int from, int size, int[] picked) {
    long below = part >= 1 ? Long.MAX_VALUE : (long) (part * Long.MAX_VALUE);
    int count = 0;
    for (int row = 0; row < size; row++) {
      long place = (long) morsel << 32 | from + row;
      if (Hashes.mix(place + 1) >>> 1 <= below) {
        picked[count++] = row;
      }
    }
    return count;
  }
}
