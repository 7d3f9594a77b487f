package dev.braid.source.postgres;

import dev.braid.catalog.Description;
import dev.braid.catalog.Description.TableDescription;
import dev.braid.catalog.Limits;
import dev.braid.catalog.Schema;
import dev.braid.catalog.Schema.Table;
import dev.braid.catalog.Schema.TableColumn;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Result;
import dev.braid.source.ByteBudget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the tables that a dataset's role may select from.
public final class PostgresCatalog {
  /// One row per column, and one without column for a table that has none.
  private static final String TABLES =
      """
      SELECT n.nspname, c.relname,
             CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
                            WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END,
             CASE WHEN c.reltuples < 0 THEN -1 ELSE c.reltuples END::bigint,
             pg_catalog.pg_total_relation_size(c.oid),
             pg_catalog.obj_description(c.oid, 'pg_class'),
             a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
             EXISTS (SELECT FROM pg_catalog.pg_index i
                     WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)),
             pg_catalog.col_description(c.oid, a.attnum)
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND NOT c.relispartition
        AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        AND (pg_catalog.has_table_privilege(c.oid, 'SELECT')
             OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT'))
      ORDER BY pg_catalog.array_position(pg_catalog.current_schemas(false), n.nspname) NULLS LAST, 1, 2, a.attnum
      """;

  private PostgresCatalog() {}

  public static Schema read(
      ReadOnlySession session, Description described, Cancellation cancellation) {
    Statement statement = new Statement(TABLES, Statement.Kind.QUERY, true, 0);
    Result result =
        session.run(
            statement, List.of(), Limits.NONE, new ByteBudget(Long.MAX_VALUE), cancellation);
    List<Table> tables = new ArrayList<>();
    int from = 0;
    List<List<@Nullable Object>> rows = result.rows();
    for (int i = 1; i <= rows.size(); i++) {
      if (i == rows.size() || !sameTable(rows.get(from), rows.get(i))) {
        tables.add(table(rows.subList(from, i), described));
        from = i;
      }
    }
    return new Schema(tables);
  }

  private static boolean sameTable(List<@Nullable Object> a, List<@Nullable Object> b) {
    return text(a, 0).equals(text(b, 0)) && text(a, 1).equals(text(b, 1));
  }

  private static Table table(List<List<@Nullable Object>> rows, Description described) {
    List<@Nullable Object> first = rows.getFirst();
    String schema = text(first, 0);
    String name = text(first, 1);
    TableDescription told = described.tables().get(schema + "." + name);
    if (told == null) {
      told = described.tables().get(name);
    }
    List<TableColumn> columns = new ArrayList<>(rows.size());
    for (List<@Nullable Object> row : rows) {
      if (row.get(6) != null) {
        String column = text(row, 6);
        String own = told == null ? null : told.columns().get(column);
        columns.add(
            new TableColumn(
                column,
                text(row, 7),
                Boolean.TRUE.equals(row.get(8)),
                Boolean.TRUE.equals(row.get(9)),
                own != null ? own : (String) row.get(10)));
      }
    }
    String own = told == null ? null : told.description();
    return new Table(
        schema,
        name,
        text(first, 2),
        (Long) present(first.get(3)),
        (Long) present(first.get(4)),
        own != null ? own : (String) first.get(5),
        columns);
  }

  private static String text(List<@Nullable Object> row, int column) {
    return present(row.get(column)).toString();
  }

  private static Object present(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("the catalog query returned a NULL where none can be");
    }
    return value;
  }
}
