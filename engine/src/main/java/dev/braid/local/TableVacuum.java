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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// VACUUM: writes the rows of a table's many files and small row groups anew, into one file of
/// large ones. Who reads the old files goes on reading them.
final class TableVacuum {
  private static final int ROW_GROUP = ParquetWriter.Options.DEFAULT.rowGroupRows();

  private TableVacuum() {}

  static CommandTag run(Statement.Vacuum vacuum, CommandContext context) {
    boolean analyze = false;
    for (Option option : vacuum.options()) {
      switch (option.name()) {
        case "analyze" -> analyze = isOn(option);
        // Each is a matter of how a server stores rows; here there is one way.
        case "full", "freeze", "verbose" -> {}
        default ->
            throw new BraidException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "VACUUM option \"%s\" is not supported".formatted(option.name()),
                option.position(),
                null,
                null,
                null);
      }
    }
    for (Statement.TableColumns table : vacuum.tables()) {
      compact(context.tableName(table.table()), true, context);
    }
    if (vacuum.tables().isEmpty()) {
      context.tables().names().forEach(name -> compact(name, false, context));
    }
    if (analyze) {
      TableAnalysis.run(
          new Statement.Analyze(vacuum.position(), List.of(), vacuum.tables()), context);
    }
    return CommandTag.of("VACUUM");
  }

  private static boolean isOn(Option option) {
    return option.values().isEmpty()
        || switch (option.values().getFirst().toLowerCase(Locale.ROOT)) {
          case "true", "on", "1" -> true;
          case "false", "off", "0" -> false;
          default ->
              throw new BraidException(
                  SqlState.SYNTAX_ERROR, option.name() + " requires a Boolean value");
        };
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
    LocalQuery query = context.query(new CopyIn.OneTable(table));
    LocalQuery.Planned planned =
        query.plan(CopyOut.SourceText.query("SELECT * FROM source"), List.of());
    ParquetWriter writer =
        new ParquetWriter(target, table.columns(), ParquetWriter.Options.DEFAULT)
            .parallelWorkers(table.parallelWorkers())
            .inParallel(context.tasks());
    boolean copied = false;
    try {
      query.run(
          planned.plan(),
          new WrittenRows(name, table.columns(), writer, context.cancellation()),
          null);
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
