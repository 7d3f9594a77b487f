package dev.braid.local;

import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.result.CommandTag;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.sql.analyze.AnalyzedQuery;
import dev.braid.sql.analyze.Analyzer;
import dev.braid.sql.ast.Statement;
import dev.braid.sql.ast.Statement.ColumnDefinition;
import dev.braid.sql.ast.Statement.Constraint;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// CREATE TABLE, with columns or AS a query: one Parquet file, which is there when it is complete.
final class TableCreation {
  private static final Set<String> SERIALS =
      Set.of("serial", "serial2", "serial4", "serial8", "bigserial", "smallserial");

  private final CommandContext context;

  TableCreation(CommandContext context) {
    this.context = context;
  }

  CommandTag run(Statement.CreateTableAs create) {
    String name = context.tableName(create.name());
    int workers = StorageOptions.parallelWorkers(create.options(), -1);
    if (exists(name, create.ifNotExists())) {
      return CommandTag.of("CREATE TABLE AS");
    }
    LocalQuery query = context.queryToWrite();
    AnalyzedQuery analyzed = query.analyze(create.query(), context.parameters());
    List<TableColumn> columns = columns(create, analyzed);
    try (ParquetWriter writer = writer(name, columns, workers)) {
      WrittenRows rows = new WrittenRows(name, columns, writer, context.cancellation());
      if (create.withData()) {
        query.run(query.plan(analyzed).plan(), rows, null);
      }
      boolean created = publish(writer, name, create.ifNotExists());
      return create.withData() && created
          ? new CommandTag("SELECT", rows.rows())
          : CommandTag.of("CREATE TABLE AS");
    }
  }

  CommandTag run(Statement.CreateTable create) {
    String name = context.tableName(create.name());
    int workers = StorageOptions.parallelWorkers(create.options(), -1);
    for (Constraint constraint : create.constraints()) {
      throw unsupported(constraint);
    }
    List<TableColumn> columns = new ArrayList<>();
    for (ColumnDefinition column : create.columns()) {
      columns.add(column(name, column));
    }
    requireColumns(columns);
    if (!exists(name, create.ifNotExists())) {
      try (ParquetWriter writer = writer(name, columns, workers)) {
        publish(writer, name, create.ifNotExists());
      }
    }
    return CommandTag.of("CREATE TABLE");
  }

  /// @throws BraidException 42P07 when there is such a table and none was asked for
  private boolean exists(String name, boolean ifNotExists) {
    if (context.tables().isTaken(name, ".parquet")) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "table \"%s\" cannot be created: the configuration gives the name, or the file, to another"
              .formatted(name));
    }
    boolean exists =
        context.tables().place(name).isPresent() || context.indexes().tableOf(name) != null;
    if (exists && !ifNotExists) {
      throw duplicate(name);
    }
    return exists;
  }

  private static BraidException duplicate(String name) {
    return new BraidException(
        SqlState.DUPLICATE_TABLE, "relation \"%s\" already exists".formatted(name));
  }

  private ParquetWriter writer(String name, List<TableColumn> columns, int workers) {
    context.tables().removeLeftovers(null);
    return new ParquetWriter(
            context.folder().resolve(name + ".parquet"), columns, ParquetWriter.Options.DEFAULT)
        .parallelWorkers(workers)
        .inParallel(context.tasks());
  }

  private boolean publish(ParquetWriter writer, String name, boolean ifNotExists) {
    // A table of CSV files, or a folder, may have got the name meanwhile.
    boolean created = !exists(name, ifNotExists) && writer.finishNew();
    if (!created && !ifNotExists) {
      throw duplicate(name);
    }
    return created;
  }

  private static List<TableColumn> columns(Statement.CreateTableAs create, AnalyzedQuery query) {
    if (create.columns().size() > query.names().size()) {
      throw new BraidException(SqlState.SYNTAX_ERROR, "too many column names were specified");
    }
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < query.names().size(); i++) {
      String name = i < create.columns().size() ? create.columns().get(i) : query.names().get(i);
      columns.add(new TableColumn(name, query.types().get(i), true));
    }
    requireColumns(columns);
    return columns;
  }

  private static void requireColumns(List<TableColumn> columns) {
    if (columns.isEmpty()) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED, "a table without columns is not supported");
    }
  }

  private static TableColumn column(String table, ColumnDefinition column) {
    if (column.type().names().size() == 1 && SERIALS.contains(column.type().name())) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "type %s is not supported".formatted(column.type().name()),
          column.type().position(),
          null,
          null,
          null);
    }
    if (!column.collation().isEmpty()) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "COLLATE of a column is not supported",
          column.position(),
          null,
          null,
          null);
    }
    Type type = Analyzer.type(column.type());
    @Nullable Boolean nullable = null;
    for (Constraint constraint : column.constraints()) {
      boolean may =
          switch (constraint.kind()) {
            case NULL -> true;
            case NOT_NULL -> false;
            case PRIMARY_KEY, UNIQUE, DEFAULT, CHECK -> throw unsupported(constraint);
          };
      if (nullable != null && nullable != may) {
        throw new BraidException(
            SqlState.SYNTAX_ERROR,
            "conflicting NULL/NOT NULL declarations for column \"%s\" of table \"%s\""
                .formatted(column.name(), table),
            constraint.position(),
            null,
            null,
            null);
      }
      nullable = may;
    }
    return new TableColumn(column.name(), type, nullable == null || nullable);
  }

  private static BraidException unsupported(Constraint constraint) {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED,
        constraint.kind().name().replace('_', ' ') + " of a column or table is not supported",
        constraint.position(),
        null,
        null,
        null);
  }
}
