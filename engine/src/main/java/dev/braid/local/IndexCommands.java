package dev.braid.local;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.exec.Execution;
import dev.braid.exec.IndexBuild;
import dev.braid.expr.EvalContext;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.index.FolderIndexes;
import dev.braid.source.file.index.IndexWriter;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.SortBy;
import dev.braid.sql.ast.Statement.CreateIndex;
import dev.braid.sql.ast.Statement.DropIndex;
import java.util.ArrayList;
import java.util.List;

/// CREATE INDEX and DROP INDEX over one folder. Whoever calls them has seen to it that the folder
/// may be written.
public final class IndexCommands {
  private final LocalEngine engine;
  private final FolderTables tables;
  private final FolderIndexes indexes;

  IndexCommands(LocalEngine engine, FolderTables tables, FolderIndexes indexes) {
    this.engine = engine;
    this.tables = tables;
    this.indexes = indexes;
  }

  /// Builds an index and stores it.
  ///
  /// @return whether one was made; it is not when IF NOT EXISTS found one of that name
  /// @throws BraidException 0A000 for kinds of indexes that are not supported, 42P01, 42703, 42P07
  ///   for names, 23505 for duplicates
  public boolean create(CreateIndex statement, Settings settings, EvalContext eval) {
    refuse(statement);
    String tableName = last(statement.table());
    List<FileIdentity> files = tables.files(tableName);
    Table table =
        tables
            .find(tableName)
            .orElseThrow(
                () ->
                    new BraidException(
                        SqlState.UNDEFINED_TABLE, "relation \"" + tableName + "\" does not exist"));
    if (!files.equals(tables.files(tableName))) {
      throw new BraidException(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "the files of table \"" + tableName + "\" have changed while it was read");
    }
    List<IndexKey> keys = keys(statement, table);
    String name = statement.name() == null ? chooseName(table, keys) : statement.name();
    if (indexes.tableOf(name) != null || tables.names().contains(name)) {
      if (statement.ifNotExists()) {
        return false;
      }
      throw new BraidException(
          SqlState.DUPLICATE_TABLE, "relation \"" + name + "\" already exists");
    }
    int workers = (int) settings.number(Setting.MAX_PARALLEL_MAINTENANCE_WORKERS);
    try (IndexWriter writer = indexes.write(name, table, files, keys);
        Execution execution =
            new Execution(settings.maintenance(), eval, engine.workers(), engine.queryMemory(), null)) {
      IndexBuild.run(
          execution,
          workers,
          table,
          name,
          keys,
          statement.unique(),
          IndexWriter.BLOCK_ROWS,
          writer::add);
      writer.finish(name, statement.unique());
    }
    return true;
  }

  /// Removes indexes: all of them or, when one is missing, none.
  ///
  /// @throws BraidException 42704 when one does not exist and IF EXISTS was not said
  public void drop(DropIndex statement) {
    for (List<String> written : statement.names()) {
      String name = last(written);
      if (indexes.tableOf(name) == null && !statement.ifExists()) {
        throw new BraidException(
            SqlState.UNDEFINED_OBJECT, "index \"" + name + "\" does not exist");
      }
    }
    statement.names().forEach(written -> indexes.drop(last(written)));
  }

  private static String last(List<String> name) {
    return name.getLast();
  }

  private static void refuse(CreateIndex statement) {
    String method = statement.method();
    if (method != null && !method.equals("btree")) {
      throw unsupported("access method \"" + method + "\"", statement.position());
    }
    if (statement.where() != null) {
      throw unsupported("a partial index", statement.position());
    }
    if (!statement.include().isEmpty()) {
      throw unsupported("an index with INCLUDE", statement.position());
    }
    if (statement.nullsNotDistinct()) {
      throw unsupported("an index with NULLS NOT DISTINCT", statement.position());
    }
    if (!statement.options().isEmpty()) {
      throw unsupported("an index with storage parameters", statement.position());
    }
  }

  private static BraidException unsupported(String what, int position) {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED, what + " is not supported", position, null, null, null);
  }

  private static List<IndexKey> keys(CreateIndex statement, Table table) {
    List<IndexKey> keys = new ArrayList<>();
    for (var key : statement.keys()) {
      if (!(key.expression() instanceof Expression.ColumnReference column)) {
        throw unsupported("an index on an expression", key.position());
      }
      if (!key.collation().isEmpty()) {
        throw unsupported("an index with COLLATE", key.position());
      }
      if (!key.operatorClass().isEmpty()) {
        throw unsupported("an index with an operator class", key.position());
      }
      int place = place(table, column, key.position());
      switch (table.columns().get(place).type().kind()) {
        case JSON, ARRAY, JSONB ->
            throw unsupported(
                "an index on a column of type " + table.columns().get(place).type(),
                key.position());
        default -> {}
      }
      boolean descending = key.direction() == SortBy.Direction.DESC;
      boolean nullsFirst =
          switch (key.nulls()) {
            case FIRST -> true;
            case LAST -> false;
            case DEFAULT -> descending;
          };
      keys.add(new IndexKey(place, descending, nullsFirst));
    }
    return keys;
  }

  private static int place(Table table, Expression.ColumnReference column, int position) {
    String name = column.names().getLast();
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new BraidException(
        SqlState.UNDEFINED_COLUMN,
        "column \"" + name + "\" does not exist",
        position,
        null,
        null,
        null);
  }

  /// As PostgreSQL names them: table, columns, `idx`, and a number when that is taken.
  private String chooseName(Table table, List<IndexKey> keys) {
    StringBuilder name = new StringBuilder(table.name());
    keys.forEach(key -> name.append('_').append(table.columns().get(key.column()).name()));
    name.append("_idx");
    String chosen = name.toString();
    for (int i = 1; indexes.tableOf(chosen) != null || tables.names().contains(chosen); i++) {
      chosen = name.toString() + i;
    }
    return chosen;
  }
}
