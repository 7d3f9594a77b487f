package dev.braid.local;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableScan;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.result.CommandTag;
import dev.braid.source.file.FolderLock;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.sql.ast.Option;
import dev.braid.sql.ast.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// VACUUM: writes the rows of a table's many files and small row groups anew, into one file of
/// large ones. Who reads the old files goes on reading them.
final class TableVacuum {
  private static final int MOST_WORKERS = 1024;
  private static final int ROW_GROUP = ParquetWriter.Options.DEFAULT.rowGroupRows();

  private TableVacuum() {}

  static CommandTag run(Statement.Vacuum vacuum, CommandContext given) {
    boolean analyze = false;
    CommandContext context = given;
    for (Option option : vacuum.options()) {
      switch (option.name()) {
        case "analyze" -> analyze = isOn(option);
        // Each is a matter of how a server stores rows; here there is one way.
        case "full", "freeze", "verbose" -> {
          boolean _ = isOn(option);
        }
        case "parallel" -> context = given.withMaintenanceWorkers(workers(option));
        default -> throw MaintenanceOptions.refusal("VACUUM", option);
      }
    }
    if (!analyze && vacuum.tables().stream().anyMatch(table -> !table.columns().isEmpty())) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "ANALYZE option must be specified when a column list is provided");
    }
    for (Statement.TableColumns table : vacuum.tables()) {
      compact(context.tableName(table.table()), true, context);
    }
    if (vacuum.tables().isEmpty()) {
      for (String name : context.tables().names()) {
        compact(name, false, context);
      }
    }
    if (analyze) {
      TableAnalysis.run(
          new Statement.Analyze(vacuum.position(), List.of(), vacuum.tables()), context);
    }
    return CommandTag.of("VACUUM");
  }

  private static int workers(Option option) {
    if (option.values().isEmpty()) {
      throw new BraidException(
          SqlState.SYNTAX_ERROR,
          "parallel option requires a value between 0 and %d".formatted(MOST_WORKERS));
    }
    String text = option.values().getFirst();
    int workers = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    if (!text.matches("[-+]?[0-9]+")) {
      throw new BraidException(SqlState.SYNTAX_ERROR, "parallel requires an integer value");
    }
    if (workers < 0 || workers > MOST_WORKERS) {
      throw new BraidException(
          SqlState.SYNTAX_ERROR,
          "parallel workers for vacuum must be between 0 and %d".formatted(MOST_WORKERS));
    }
    return workers;
  }

  private static boolean isOn(Option option) {
    return MaintenanceOptions.isOn(option);
  }

  private static void compact(String name, boolean named, CommandContext context) {
    try (FolderLock _ = context.lock()) {
      FolderTables.Place first = context.tables().place(name).orElse(null);
      if (first == null) {
        if (named) {
          throw CommandContext.undefined(name);
        }
        return;
      }
      if (first.configured()) {
        if (named) {
          CommandContext.requireOwn(name, first);
        }
        return;
      }
      context.tables().removeLeftovers(first.folder());
      rewrite(name, first, context);
      new IndexCommands(context).rebuild(name);
    }
  }

  private static void rewrite(String name, FolderTables.Place first, CommandContext context) {
    if (!first.extension().equals(".parquet")) {
      return;
    }
    FolderTables.Opened before = context.tables().open(name).orElseThrow();
    Table table = before.table();
    Path sub = first.folder();
    if (first.files().size() == 1 && !isScattered(table)) {
      return;
    }
    Path target = sub == null ? first.files().getFirst() : nextPart(sub);
    try (ParquetWriter writer = copy(name, table, target, context)) {
      if (sub == null) {
        writer.finish();
      } else {
        context.tables().replace(sub, target, first.files(), writer::finish);
      }
    }
    context.tables().keepStatistics(name, before);
  }

  private static boolean isScattered(Table table) {
    try (TableScan scan = table.scan(List.of(), List.of())) {
      @Nullable Long groups = scan.counters().get("Row Groups");
      long needed = (table.statistics().rows() + ROW_GROUP - 1) / ROW_GROUP;
      return groups == null || groups > needed + needed / 4;
    }
  }

  /// A file that holds all rows of a table, not yet finished.
  static ParquetWriter copy(String name, Table table, Path target, CommandContext context) {
    ParquetWriter writer =
        new ParquetWriter(target, table.columns(), ParquetWriter.Options.DEFAULT)
            .parallelWorkers(table.parallelWorkers())
            .inParallel(context.tasks());
    boolean copied = false;
    try {
      WrittenRows rows = new WrittenRows(name, table.columns(), writer, context.cancellation());
      OrderedRows.send(
          table,
          IntStream.range(0, table.columns().size()).boxed().toList(),
          context,
          batch -> {
            boolean _ = rows.accept(batch);
          });
      copied = true;
      return writer;
    } finally {
      if (!copied) {
        writer.close();
      }
    }
  }

  /// A name for another file of a table's folder.
  static Path nextPart(Path folder) {
    int number = 1;
    while (true) {
      Path candidate = folder.resolve("part-%06d.parquet".formatted(number));
      if (!Files.exists(candidate)) {
        return candidate;
      }
      number++;
    }
  }
}
