package dev.braid.local;

import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.exec.BatchConsumer;
import dev.braid.result.CommandTag;
import dev.braid.source.file.csv.CopyTextWriter;
import dev.braid.source.file.csv.CsvWriter;
import dev.braid.source.file.csv.TextFile;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.Statement;
import dev.braid.sql.parse.SqlParser;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// COPY ... TO: a table's or a query's rows as a file of the folder, or to standard output.
final class CopyOut {
  private final CommandContext context;

  CopyOut(CommandContext context) {
    this.context = context;
  }

  CommandTag run(Statement.Copy copy) {
    CopyOptions options = CopyOptionReader.read(copy.options(), false);
    Path file = null;
    if (copy.file() != null) {
      context.requireWritable("COPY TO");
      file = CopyPath.toWrite(context.folder(), copy.file());
      context.tables().removeLeftovers(null);
    }
    LocalQuery query = context.queryToWrite();
    LocalQuery.Planned planned = query.plan(source(copy), context.parameters());
    List<String> names = planned.analyzed().names();
    List<Type> types = planned.analyzed().types();
    Set<String> seen = new HashSet<>();
    for (String forced : options.forceQuote()) {
      if (!names.contains(forced)) {
        throw new BraidException(
            SqlState.UNDEFINED_COLUMN, "column \"%s\" does not exist".formatted(forced));
      }
      if (!seen.add(forced)) {
        throw new BraidException(
            SqlState.DUPLICATE_COLUMN, "column \"%s\" specified more than once".formatted(forced));
      }
    }
    long rows =
        switch (options.format()) {
          case PARQUET -> parquet(file, query, planned);
          case CSV -> {
            Set<String> forced = options.quoteAll() ? Set.copyOf(names) : seen;
            try (TextFile to = open(file);
                CsvWriter writer =
                    new CsvWriter(
                        to, names, types, options.csv(), forced, context.eval().timeZone())) {
              send(query, planned, writer::write);
              yield writer.finish();
            }
          }
          case TEXT -> {
            @Nullable List<String> header = options.header() ? names : null;
            try (TextFile to = open(file);
                CopyTextWriter writer =
                    new CopyTextWriter(
                        to,
                        options.delimiter(),
                        options.nullText(),
                        header,
                        types,
                        context.eval().timeZone())) {
              send(query, planned, writer::write);
              yield writer.finish();
            }
          }
        };
    flush(file);
    return new CommandTag("COPY", rows);
  }

  private TextFile open(@Nullable Path file) {
    return file == null
        ? TextFile.to(Channels.newChannel(context.streams().target()))
        : TextFile.create(file);
  }

  private void flush(@Nullable Path file) {
    if (file == null) {
      try {
        OutputStream out = context.streams().target();
        out.flush();
      } catch (IOException e) {
        throw new BraidException(
            SqlState.IO_ERROR, "could not write to standard output", 0, e.toString(), null, e);
      }
    }
  }

  private static Query source(Statement.Copy copy) {
    if (copy.query() != null) {
      return copy.query();
    }
    List<String> table = copy.table() == null ? List.of() : copy.table();
    String columns = copy.columns().isEmpty() ? "*" : SourceText.names(copy.columns(), ", ");
    return SourceText.query("SELECT " + columns + " FROM " + SourceText.names(table, "."));
  }

  private long parquet(@Nullable Path file, LocalQuery query, LocalQuery.Planned planned) {
    if (file == null) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED, "COPY TO STDOUT with format parquet is not supported");
    }
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < planned.analyzed().names().size(); i++) {
      columns.add(
          new TableColumn(
              planned.analyzed().names().get(i), planned.analyzed().types().get(i), true));
    }
    try (ParquetWriter writer =
        new ParquetWriter(file, columns, ParquetWriter.Options.DEFAULT)
            .inParallel(context.tasks())) {
      send(query, planned, writer::write);
      writer.finish();
      return writer.rows();
    }
  }

  private void send(LocalQuery query, LocalQuery.Planned planned, Consumer<Batch> to) {
    query.run(
        planned.plan(),
        new BatchConsumer() {
          @Override
          public boolean accept(Batch batch) {
            context.cancellation().check();
            to.accept(batch);
            return true;
          }

          @Override
          public void endMorsel() {}
        },
        null);
  }

  /// Queries that commands are made of.
  static final class SourceText {
    private SourceText() {}

    static Query query(String sql) {
      if (SqlParser.statement(sql) instanceof Statement.QueryStatement(_, Query query)) {
        return query;
      }
      throw new IllegalArgumentException(sql);
    }

    static String name(String name) {
      return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String names(List<String> names, String between) {
      return String.join(between, names.stream().map(SourceText::name).toList());
    }
  }
}
