package dev.braid.local;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.result.CommandTag;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.FolderLock;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// COPY ... FROM: adds the rows of a file to a table, all of them or none.
///
/// A table that is one file gets a new version of it, whose old row groups are copied as they are;
/// a table that is a folder gets another file. Either appears by one rename.
final class CopyIn {
  private final CommandContext context;

  CopyIn(CommandContext context) {
    this.context = context;
  }

  CommandTag run(Statement.Copy copy) {
    if (copy.where() != null) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED, "WHERE of COPY FROM is not supported");
    }
    CopyOptions options = CopyOptions.of(copy.options());
    if (options.format() == CopyOptions.Format.TEXT) {
      throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED, "COPY FROM with format text is not supported")
          .withHint("say (FORMAT csv) or (FORMAT parquet)");
    }
    if (!options.forceQuote().isEmpty()) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED, "COPY FORCE_QUOTE cannot be used with COPY FROM");
    }
    String name = context.tableName(copy.table() == null ? List.of() : copy.table());
    @Nullable Path spooled = null;
    try {
      Path file;
      if (copy.file() == null) {
        spooled = spool();
        file = spooled;
      } else {
        file = CopyPath.toRead(context.folder(), copy.file());
      }
      try (FolderLock _ = context.lock()) {
        return new CommandTag("COPY", append(name, copy.columns(), file, options));
      }
    } finally {
      remove(spooled);
    }
  }

  /// Standard input as a file: readers read it in pieces, side by side.
  private Path spool() {
    try {
      Path file = Files.createTempFile("braid-copy-", ".in");
      Files.copy(context.streams().source(), file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "could not read standard input", 0, e.toString(), null, e);
    }
  }

  private static void remove(@Nullable Path spooled) {
    try {
      if (spooled != null) {
        Files.deleteIfExists(spooled);
      }
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "could not remove a temporary file", 0, e.toString(), null, e);
    }
  }

  private long append(String name, List<String> given, Path file, CopyOptions options) {
    FolderTables.Opened table =
        context.tables().open(name).orElseThrow(() -> CommandContext.undefined(name));
    FolderTables.Place place =
        context.tables().place(name).orElseThrow(() -> CommandContext.undefined(name));
    if (!place.extension().equals(".parquet")) {
      throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED,
              "COPY FROM into a table of %s files is not supported".formatted(place.extension()))
          .withHint("CREATE TABLE ... AS TABLE \"%s\" makes one of Parquet".formatted(name));
    }
    context.tables().removeLeftovers(place.folder());
    List<TableColumn> columns = table.table().columns();
    List<TableColumn> targets = targets(name, columns, given);
    CopySource source = CopySource.open(file, name, targets, options, context);
    if (source.table() == null) {
      return 0;
    }
    LocalQuery query = context.query(new OneTable(source.table()));
    LocalQuery.Planned planned =
        query.plan(selection(columns, targets, source.columns()), List.of());
    try (ParquetWriter writer = writer(table, place, name)) {
      WrittenRows rows = new WrittenRows(name, columns, writer, context.cancellation());
      query.run(planned.plan(), rows, null);
      writer.finish();
      return rows.rows();
    }
  }

  private ParquetWriter writer(FolderTables.Opened table, FolderTables.Place place, String name) {
    List<TableColumn> columns = table.table().columns();
    if (place.folder() != null) {
      return new ParquetWriter(
              TableVacuum.nextPart(place.folder()), columns, ParquetWriter.Options.DEFAULT)
          .inParallel(context.tasks());
    }
    FileIdentity file = table.files().getFirst();
    ParquetWriter writer = ParquetWriter.continuing(file, columns, ParquetWriter.Options.DEFAULT);
    if (writer != null) {
      return writer.inParallel(context.tasks());
    }
    // Another program's file: its rows are written anew.
    return TableVacuum.copy(name, table.table(), file.path(), context);
  }

  private static List<TableColumn> targets(
      String table, List<TableColumn> columns, List<String> given) {
    if (given.isEmpty()) {
      return columns;
    }
    List<TableColumn> targets = new ArrayList<>();
    for (String name : given) {
      TableColumn found =
          columns.stream()
              .filter(column -> column.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new BraidException(
                          SqlState.UNDEFINED_COLUMN,
                          "column \"%s\" of relation \"%s\" does not exist"
                              .formatted(name, table)));
      if (targets.contains(found)) {
        throw new BraidException(
            SqlState.DUPLICATE_COLUMN, "column \"%s\" specified more than once".formatted(name));
      }
      targets.add(found);
    }
    return targets;
  }

  /// The table's columns out of the source's; NULL where it has none.
  private static Query selection(
      List<TableColumn> columns, List<TableColumn> targets, List<String> sources) {
    List<String> list = new ArrayList<>();
    for (TableColumn column : columns) {
      int place = targets.indexOf(column);
      list.add(
          place < 0
              ? "CAST(NULL AS " + column.type().sqlName() + ")"
              : CopyOut.SourceText.name(sources.get(place)));
    }
    return CopyOut.SourceText.query("SELECT " + String.join(", ", list) + " FROM source");
  }

  /// The one table that there is, whatever its name.
  record OneTable(Table table) implements AnalysisContext.Tables {
    @Override
    public Table find(@Nullable String schema, String name) {
      return table;
    }

    @Override
    public Collection<String> names() {
      return List.of(table.name());
    }
  }
}
