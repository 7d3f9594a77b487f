package dev.braid.local;

import dev.braid.catalog.table.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.result.CommandTag;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.FolderLock;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.sql.ast.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// DROP TABLE, and ALTER TABLE's SET and RESET of storage parameters.
final class TableChanges {
  private TableChanges() {}

  static CommandTag drop(Statement.DropTable drop, CommandContext context) {
    try (FolderLock _ = context.lock()) {
      // All or none: names are looked up before anything goes.
      Map<String, FolderTables.Place> places = new TreeMap<>();
      for (List<String> names : drop.names()) {
        String name = context.tableName(names);
        context
            .tables()
            .place(name)
            .ifPresentOrElse(
                place -> {
                  CommandContext.requireOwn(name, place);
                  places.put(name, place);
                },
                () -> {
                  if (context.indexes().tableOf(name) != null) {
                    throw new BraidException(
                        SqlState.WRONG_OBJECT_TYPE, "\"%s\" is not a table".formatted(name));
                  }
                  if (!drop.ifExists()) {
                    throw new BraidException(
                        SqlState.UNDEFINED_TABLE, "table \"%s\" does not exist".formatted(name));
                  }
                });
      }
      places.forEach(
          (name, place) -> {
            context.indexes().dropAll(name);
            context.tables().drop(name, place);
          });
      context.tables().removeLeftovers(null);
      return CommandTag.of("DROP TABLE");
    }
  }

  static CommandTag alter(Statement.AlterTableOptions alter, CommandContext context) {
    String name = context.tableName(alter.table());
    alter.options().forEach(StorageOptions::requireKnown);
    try (FolderLock _ = context.lock()) {
      FolderTables.Opened table = context.tables().open(name).orElse(null);
      FolderTables.Place place = context.tables().place(name).orElse(null);
      if (table == null || place == null) {
        if (alter.ifExists()) {
          return CommandTag.of("ALTER TABLE");
        }
        throw CommandContext.undefined(name);
      }
      CommandContext.requireOwn(name, place);
      if (!place.extension().equals(".parquet")) {
        throw new BraidException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "storage parameters of a table of %s files cannot be set"
                    .formatted(place.extension()))
            .withHint("say tables.%s.parallel_workers in the configuration".formatted(name));
      }
      int workers =
          alter.reset()
              ? -1
              : StorageOptions.parallelWorkers(alter.options(), table.table().parallelWorkers());
      if (workers != table.table().parallelWorkers()) {
        set(table.files().getFirst(), table.table(), workers);
        context.tables().keepStatistics(name, table);
        new IndexCommands(context).rebuild(name);
      }
      return CommandTag.of("ALTER TABLE");
    }
  }

  /// The first file of a table tells its parameters.
  private static void set(FileIdentity file, Table table, int workers) {
    ParquetWriter writer =
        ParquetWriter.continuing(file, table.columns(), ParquetWriter.Options.DEFAULT);
    if (writer == null) {
      throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED,
              "ALTER TABLE of a file that Braid has not written is not supported")
          .withHint("CREATE TABLE ... WITH (parallel_workers = ...) AS TABLE ... makes one");
    }
    try (writer) {
      writer.parallelWorkers(workers).finish();
    }
  }
}
