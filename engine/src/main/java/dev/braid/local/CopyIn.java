package dev.braid.local;

import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.result.CommandTag;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.FolderLock;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.Unfinished;
import dev.braid.source.file.csv.CopyTextReader;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.sql.ast.Statement;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    CopyOptions options = CopyOptionReader.read(copy.options(), true);
    String name = context.tableName(copy.table() == null ? List.of() : copy.table());
    String file = copy.file();
    if (file != null) {
      return copy(name, copy.columns(), CopyPath.toRead(context.folder(), file), options);
    }
    try (Unfinished spooled =
        Unfinished.create(FolderLock.own(context.folder()).resolve("stdin"))) {
      spool(spooled);
      return copy(name, copy.columns(), spooled.hidden(), options);
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "could not keep standard input", 0, e.toString(), null, e);
    }
  }

  /// Standard input becomes a file: readers read it in pieces, side by side.
  private void spool(Unfinished to) throws IOException {
    InputStream in = context.streams().source();
    byte[] block = new byte[1 << 16];
    for (int length = in.read(block); length >= 0; length = in.read(block)) {
      context.cancellation().check();
      ByteBuffer bytes = ByteBuffer.wrap(block, 0, length);
      while (bytes.hasRemaining()) {
        to.channel().write(bytes);
      }
    }
  }

  private CommandTag copy(String name, List<String> columns, Path file, CopyOptions options) {
    try (FolderLock _ = context.lock()) {
      return new CommandTag("COPY", append(name, columns, file, options));
    }
  }

  private long append(String name, List<String> given, Path file, CopyOptions options) {
    FolderTables.Opened table =
        context.tables().open(name).orElseThrow(() -> CommandContext.undefined(name));
    FolderTables.Place place =
        context.tables().place(name).orElseThrow(() -> CommandContext.undefined(name));
    CommandContext.requireOwn(name, place);
    if (!place.extension().equals(".parquet")) {
      throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED,
              "COPY FROM into a table of %s files is not supported".formatted(place.extension()))
          .withHint("CREATE TABLE ... AS TABLE \"%s\" makes one of Parquet".formatted(name));
    }
    IndexCommands indexes = new IndexCommands(context);
    indexes.refuseUnique(table.table(), table.files());
    context.tables().removeLeftovers(place.folder());
    List<TableColumn> columns = table.table().columns();
    List<TableColumn> targets = targets(name, columns, given);
    if (options.format() == CopyOptions.Format.TEXT) {
      try (ParquetWriter writer = writer(table, place, name);
          CopyTextReader reader = reader(file, targets, options)) {
        WrittenRows rows = new WrittenRows(name, columns, writer, context.cancellation());
        if (options.header()) {
          reader.header(options.match());
        }
        for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
          rows.accept(widen(batch, columns, targets));
        }
        return end(name, writer, rows, indexes);
      }
    }
    CopySource source = CopySource.open(file, name, targets, options, context);
    if (source.table() == null) {
      return 0;
    }
    try (ParquetWriter writer = writer(table, place, name)) {
      WrittenRows rows = new WrittenRows(name, columns, writer, context.cancellation());
      OrderedRows.send(
          source.table(),
          source.columns(),
          context,
          batch -> {
            boolean _ = rows.accept(widen(batch, columns, targets));
          });
      return end(name, writer, rows, indexes);
    }
  }

  private static long end(
      String name, ParquetWriter writer, WrittenRows rows, IndexCommands indexes) {
    if (rows.rows() > 0) {
      writer.finish();
      indexes.follow(name);
    }
    return rows.rows();
  }

  private CopyTextReader reader(Path file, List<TableColumn> targets, CopyOptions options) {
    return new CopyTextReader(
        FileIdentity.of(file),
        targets.stream().map(TableColumn::name).toList(),
        targets.stream().map(TableColumn::type).toList(),
        new CopyTextReader.Form(options.delimiter(), options.nullText(), options.encoding()),
        context.eval());
  }

  /// NULL in the columns that were not named.
  private static Batch widen(Batch batch, List<TableColumn> columns, List<TableColumn> targets) {
    Column[] all = new Column[columns.size()];
    for (int i = 0; i < all.length; i++) {
      int place = targets.indexOf(columns.get(i));
      all[i] =
          place < 0
              ? Values.repeat(columns.get(i).type(), null, batch.size())
              : batch.column(place);
    }
    return new Batch(all, batch.size());
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
}
