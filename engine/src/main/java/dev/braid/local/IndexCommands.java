package dev.braid.local;

import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.Table;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.exec.Execution;
import dev.braid.exec.IndexBuild;
import dev.braid.result.CommandTag;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.FolderLock;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.index.FolderIndexes;
import dev.braid.source.file.index.IndexWriter;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.SortBy;
import dev.braid.sql.ast.Statement.CreateIndex;
import dev.braid.sql.ast.Statement.DropIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// CREATE INDEX and DROP INDEX, and what keeps indexes in step with their tables.
///
/// An index is of certain files. Whoever puts others in their place ([#rebuild]) builds it anew;
/// where another program does, it is passed over until VACUUM of the table builds it anew.
final class IndexCommands {
  private static final Logger LOG = LoggerFactory.getLogger(IndexCommands.class);

  /// Access methods that PostgreSQL has and Braid has not.
  private static final Set<String> OTHER_METHODS = Set.of("hash", "gist", "spgist", "gin", "brin");

  private final CommandContext context;
  private final FolderTables tables;
  private final FolderIndexes indexes;

  IndexCommands(CommandContext context) {
    this.context = context;
    this.tables = context.tables();
    this.indexes = context.indexes();
  }

  /// Builds an index and stores it.
  ///
  /// @throws BraidException 0A000 for kinds of indexes that are not supported, 42P01, 42703, 42P07
  ///   for names, 23505 for duplicates
  CommandTag create(CreateIndex statement) {
    refuse(statement);
    String tableName = context.tableName(statement.table());
    try (FolderLock _ = context.lock()) {
      FolderTables.Opened opened =
          tables.open(tableName).orElseThrow(() -> CommandContext.undefined(tableName));
      Table table = opened.table();
      List<IndexKey> keys = keys(statement, table);
      String name = statement.name() == null ? chooseName(table, keys) : statement.name();
      if (isTaken(name)) {
        if (!statement.ifNotExists()) {
          throw new BraidException(
              SqlState.DUPLICATE_TABLE, "relation \"" + name + "\" already exists");
        }
      } else {
        tables.removeLeftovers(null);
        build(name, opened, keys, statement.unique());
      }
    }
    return CommandTag.of("CREATE INDEX");
  }

  private boolean isTaken(String name) {
    return indexes.tableOf(name) != null || tables.names().contains(name);
  }

  private void build(String name, FolderTables.Opened opened, List<IndexKey> keys, boolean unique) {
    LocalEngine engine = context.backend().engine();
    Table table = opened.table();
    try (IndexWriter writer = indexes.write(name, table, opened.files(), keys);
        Execution execution =
            new Execution(
                context.settings().maintenance(),
                context.eval(),
                engine.workers(),
                engine.queryMemory(),
                null)) {
      IndexBuild.run(
          execution,
          context.maintenanceWorkers(),
          table,
          name,
          keys,
          unique,
          IndexWriter.BLOCK_ROWS,
          writer::add);
      writer.finish(name, unique);
    }
  }

  /// Builds those indexes of a table anew that are of other files than it has now. The caller holds
  /// the folder's lock.
  void rebuild(String tableName) {
    FolderTables.Opened opened = tables.open(tableName).orElse(null);
    if (opened != null) {
      for (FolderIndexes.Described index : indexes.of(opened.table(), opened.files())) {
        if (!index.current()) {
          build(index.name(), opened, index.keys(), index.unique());
        }
      }
    }
  }

  /// As [#rebuild], after rows were added that are there to stay: an index that cannot be built now
  /// is left for VACUUM.
  void follow(String tableName) {
    try {
      rebuild(tableName);
    } catch (BraidException e) {
      LOG.warn("indexes of table \"{}\" are out of use until VACUUM: {}", tableName, e.message());
    }
  }

  /// What cannot be kept while rows are added: whether they are unique would be found out when they
  /// are there.
  ///
  /// @throws BraidException 0A000 when the table has a unique index
  void refuseUnique(Table table, List<FileIdentity> files) {
    for (FolderIndexes.Described index : indexes.of(table, files)) {
      if (index.unique()) {
        throw new BraidException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "COPY FROM into a table with a unique index is not supported")
            .withHint(
                "drop index \"%s\" before, and create it again afterwards".formatted(index.name()));
      }
    }
  }

  /// Removes indexes: all of them or, when one is missing, none.
  ///
  /// @throws BraidException 42704 when one does not exist and IF EXISTS was not said
  CommandTag drop(DropIndex statement) {
    try (FolderLock _ = context.lock()) {
      List<String> names = new ArrayList<>();
      for (List<String> written : statement.names()) {
        String name = context.ownName(written);
        names.add(name);
        if (indexes.tableOf(name) == null) {
          if (tables.names().contains(name)) {
            throw new BraidException(
                SqlState.WRONG_OBJECT_TYPE, "\"" + name + "\" is not an index");
          }
          if (!statement.ifExists()) {
            throw new BraidException(
                SqlState.UNDEFINED_OBJECT, "index \"" + name + "\" does not exist");
          }
        }
      }
      names.forEach(indexes::drop);
      tables.removeLeftovers(null);
    }
    return CommandTag.of("DROP INDEX");
  }

  private static void refuse(CreateIndex statement) {
    String method = statement.method();
    if (method != null && OTHER_METHODS.contains(method)) {
      throw unsupported("access method \"" + method + "\"", statement.position());
    }
    if (method != null && !method.equals("btree")) {
      throw new BraidException(
          SqlState.UNDEFINED_OBJECT, "access method \"" + method + "\" does not exist");
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
        case JSON, ARRAY, JSONB, JSONPATH ->
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
    for (int i = 1; isTaken(chosen); i++) {
      chosen = name.toString() + i;
    }
    return chosen;
  }
}
