package dev.braid.server.cli;

import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Nearest;
import dev.braid.catalog.Schema;
import dev.braid.catalog.Schema.Table;
import dev.braid.catalog.Schema.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.result.Column;
import dev.braid.result.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What there is to ask, as results that any form can show.
public final class Listing {
  private static final String UNDEFINED_TABLE = "42P01";

  private Listing() {}

  public static Result datasets(Config config) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Dataset dataset : config.datasets()) {
      rows.add(
          row(
              dataset.id(),
              dataset.name(),
              dataset.description(),
              dataset.source().safe(),
              dataset.content().dateRange()));
    }
    return result(
        List.of(
            new Column("id", "int4"),
            new Column("name", "text"),
            new Column("description", "text"),
            new Column("source", "text"),
            new Column("date_range", "text")),
        rows);
  }

  public static Result tables(Schema schema) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Table table : schema.tables()) {
      rows.add(
          row(
              table.schema(),
              table.name(),
              table.kind(),
              table.columns().size(),
              table.estimatedRows() < 0 ? null : table.estimatedRows(),
              table.bytes(),
              table.description()));
    }
    return result(
        List.of(
            new Column("schema", "text"),
            new Column("table", "text"),
            new Column("kind", "text"),
            new Column("columns", "int4"),
            new Column("estimated_rows", "int8"),
            new Column("bytes", "int8"),
            new Column("description", "text")),
        rows);
  }

  public static Result columns(Table table) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableColumn column : table.columns()) {
      rows.add(
          row(
              column.name(),
              column.type(),
              column.nullable(),
              column.primaryKey(),
              column.description()));
    }
    return result(
        List.of(
            new Column("column", "text"),
            new Column("type", "text"),
            new Column("nullable", "bool"),
            new Column("primary_key", "bool"),
            new Column("description", "text")),
        rows);
  }

  /// @throws BraidException 42P01 when the schema has no such table
  public static Table table(Schema schema, String name) {
    Table table = schema.find(name);
    if (table == null) {
      throw new BraidException(UNDEFINED_TABLE, "no table \"" + name + "\"")
          .withHint(Nearest.hint(name, schema.tables().stream().map(Table::name).toList()));
    }
    return table;
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  // The check does not see the @Nullable of a compact constructor's parameter in a class file.
  @SuppressWarnings("NullAway")
  private static Result result(List<Column> columns, List<List<@Nullable Object>> rows) {
    return new Result(columns, rows, false, null, 0);
  }
}
