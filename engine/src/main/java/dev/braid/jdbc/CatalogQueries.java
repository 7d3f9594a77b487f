package dev.braid.jdbc;

import dev.braid.catalog.Schema;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The methods of java.sql.DatabaseMetaData that ask the dataset, under their own names: what
/// [Schema] knows, read anew by each call. A catalog is a dataset.
final class CatalogQueries {
  private static final List<String> TABLE_TYPES =
      List.of("FOREIGN TABLE", "MATERIALIZED VIEW", "PARTITIONED TABLE", "TABLE", "VIEW");

  private final BraidConnection connection;

  CatalogQueries(BraidConnection connection) {
    this.connection = connection;
  }

  ResultSet getCatalogs() {
    return rows("TABLE_CAT", List.of(row(connection.dataset().name())));
  }

  ResultSet getTableTypes() {
    return rows("TABLE_TYPE", TABLE_TYPES.stream().map(CatalogQueries::row).toList());
  }

  ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    TreeSet<String> names = new TreeSet<>();
    if (isThis(catalog)) {
      names.add("public");
      for (Schema.Table table : tables()) {
        names.add(table.schema());
      }
    }
    Pattern wanted = pattern(schemaPattern);
    return rows(
        "TABLE_SCHEM TABLE_CATALOG",
        names.stream()
            .filter(name -> wanted.matcher(name).matches())
            .map(name -> row(name, connection.dataset().name()))
            .toList());
  }

  ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      String @Nullable [] types)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Schema.Table table : tables(catalog, schemaPattern, tableNamePattern)) {
      if (types == null || Arrays.asList(types).contains(type(table))) {
        rows.add(
            row(
                connection.dataset().name(),
                table.schema(),
                table.name(),
                type(table),
                table.description(),
                null,
                null,
                null,
                null,
                null));
      }
    }
    rows.sort(Comparator.comparing(row -> String.valueOf(row.get(3))));
    return rows(
        "TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
            + " SELF_REFERENCING_COL_NAME REF_GENERATION",
        rows);
  }

  /// Files that cannot be read are tables all the same, with the reason as their remark.
  private static String type(Schema.Table table) {
    return table.unreadable() ? "TABLE" : table.kind().toUpperCase(Locale.ROOT);
  }

  ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    Pattern wanted = pattern(columnNamePattern);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Schema.Table table : tables(catalog, schemaPattern, tableNamePattern)) {
      for (int i = 0; i < table.columns().size(); i++) {
        Schema.TableColumn column = table.columns().get(i);
        if (wanted.matcher(column.name()).matches()) {
          rows.add(column(table, column, i + 1));
        }
      }
    }
    return rows(
        "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int4 TYPE_NAME COLUMN_SIZE:int4"
            + " BUFFER_LENGTH:int4 DECIMAL_DIGITS:int4 NUM_PREC_RADIX:int4 NULLABLE:int4 REMARKS"
            + " COLUMN_DEF SQL_DATA_TYPE:int4 SQL_DATETIME_SUB:int4 CHAR_OCTET_LENGTH:int4"
            + " ORDINAL_POSITION:int4 IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
            + " SOURCE_DATA_TYPE:int2 IS_AUTOINCREMENT IS_GENERATEDCOLUMN",
        rows);
  }

  private List<@Nullable Object> column(Schema.Table table, Schema.TableColumn column, int place) {
    PgType type = PgType.ofSqlName(column.type());
    return row(
        connection.dataset().name(),
        table.schema(),
        table.name(),
        column.name(),
        type.code(),
        type.name(),
        type.precision(),
        null,
        type.scale(),
        10,
        column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        column.description(),
        null,
        null,
        null,
        type.precision(),
        place,
        column.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        "",
        "");
  }

  /// In the columns' order, which a key of several columns need not have; the key's name is not
  /// known.
  ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Schema.Table found : tables(catalog, literal(schema), literal(table))) {
      short place = 0;
      for (Schema.TableColumn column : found.columns()) {
        if (column.primaryKey()) {
          place++;
          rows.add(
              row(
                  connection.dataset().name(),
                  found.schema(),
                  found.name(),
                  column.name(),
                  place,
                  null));
        }
      }
    }
    rows.sort(Comparator.comparing(row -> String.valueOf(row.get(3))));
    return rows("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:int2 PK_NAME", rows);
  }

  ResultSet getTypeInfo() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (PgType type : PgType.known()) {
      boolean quoted = !type.isNumber() && type.code() != Types.BIT;
      rows.add(
          row(
              type.name(),
              type.code(),
              type.precision(),
              quoted ? "'" : null,
              quoted ? "'" : null,
              null,
              (short) DatabaseMetaData.typeNullable,
              type.isCaseSensitive(),
              (short) DatabaseMetaData.typeSearchable,
              !type.isSigned(),
              type.name().equals("money"),
              false,
              null,
              (short) 0,
              (short) (type.name().equals("numeric") ? 1000 : type.scale()),
              null,
              null,
              10));
    }
    rows.sort(Comparator.comparingInt(row -> row.get(1) instanceof Integer code ? code : 0));
    return rows(
        "TYPE_NAME DATA_TYPE:int4 PRECISION:int4 LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS"
            + " NULLABLE:int2 CASE_SENSITIVE:bool SEARCHABLE:int2 UNSIGNED_ATTRIBUTE:bool"
            + " FIXED_PREC_SCALE:bool AUTO_INCREMENT:bool LOCAL_TYPE_NAME MINIMUM_SCALE:int2"
            + " MAXIMUM_SCALE:int2 SQL_DATA_TYPE:int4 SQL_DATETIME_SUB:int4 NUM_PREC_RADIX:int4",
        rows);
  }

  private List<Schema.Table> tables() throws SQLException {
    try {
      return connection.braid().schema(connection.dataset().name(), new Cancellation()).tables();
    } catch (BraidException e) {
      throw SqlErrors.of(e);
    }
  }

  /// Those whose names match, in order of schema and name.
  private List<Schema.Table> tables(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    if (!isThis(catalog)) {
      return List.of();
    }
    Pattern schema = pattern(schemaPattern);
    Pattern name = pattern(namePattern);
    return tables().stream()
        .filter(table -> schema.matcher(table.schema()).matches())
        .filter(table -> name.matcher(table.name()).matches())
        .sorted(Comparator.comparing(Schema.Table::schema).thenComparing(Schema.Table::name))
        .toList();
  }

  private boolean isThis(@Nullable String catalog) {
    return catalog == null || catalog.isEmpty() || catalog.equals(connection.dataset().name());
  }

  /// A pattern with `%`, `_` and backslashes before what is meant as it is; none means all.
  private static Pattern pattern(@Nullable String like) {
    if (like == null || like.isEmpty()) {
      return Pattern.compile(".*", Pattern.DOTALL);
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      if (c == '\\' && i + 1 < like.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(like.charAt(i))));
      } else {
        regex.append(
            switch (c) {
              case '%' -> ".*";
              case '_' -> ".";
              default -> Pattern.quote(String.valueOf(c));
            });
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static @Nullable String literal(@Nullable String name) {
    return name == null ? null : name.replaceAll("([\\\\%_])", "\\\\$1");
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private static ResultSet rows(String columns, List<List<@Nullable Object>> rows) {
    return new BraidResultSet(null, new ListedRows(EmptyLists.columns(columns), rows));
  }
}
