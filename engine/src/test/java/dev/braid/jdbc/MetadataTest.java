package dev.braid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.braid.testing.TestPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What tools ask about a dataset, beside pgjdbc's answers where they are the same question.
class MetadataTest {
  @TempDir static Path folder;
  private static Datasets datasets;

  @BeforeAll
  static void makeTables() {
    datasets = Datasets.in(folder);
    TestPostgres.execute(
        """
        CREATE SCHEMA shop;
        CREATE TABLE shop.orders_all (
          id bigint PRIMARY KEY, note varchar(20), amount numeric(12,2) NOT NULL, tags text[],
          placed timestamptz(3), flag boolean, code char(3), day date, at time(0), ratio float8);
        CREATE VIEW shop.big AS SELECT * FROM shop.orders_all;
        COMMENT ON TABLE shop.orders_all IS 'what was bought';
        """);
  }

  @AfterAll
  static void dropTables() {
    TestPostgres.execute("DROP SCHEMA shop CASCADE");
  }

  private static Connection theirs() throws SQLException {
    return DriverManager.getConnection(
        TestPostgres.jdbcUrl(), TestPostgres.READER, TestPostgres.READER_PASSWORD);
  }

  @Test
  void columnsAreDescribedAsPgjdbcDescribesThem() throws SQLException {
    try (Connection ours = datasets.server();
        Connection theirs = theirs()) {
      List<String> asked =
          List.of(
              "TABLE_SCHEM",
              "TABLE_NAME",
              "COLUMN_NAME",
              "DATA_TYPE",
              "TYPE_NAME",
              "COLUMN_SIZE",
              "DECIMAL_DIGITS",
              "NUM_PREC_RADIX",
              "NULLABLE",
              "ORDINAL_POSITION",
              "IS_NULLABLE");
      assertThat(texts(ours.getMetaData().getColumns(null, "shop", "orders\\_all", "%"), asked))
          .isEqualTo(
              texts(theirs.getMetaData().getColumns(null, "shop", "orders\\_all", "%"), asked));
    }
  }

  @Test
  void tablesAndKeysAreListed() throws SQLException {
    try (Connection ours = datasets.server();
        Connection theirs = theirs()) {
      List<String> asked = List.of("TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS");
      String[] types = {"TABLE", "VIEW"};
      assertThat(texts(ours.getMetaData().getTables(null, "sh%", "%", types), asked))
          .isEqualTo(texts(theirs.getMetaData().getTables(null, "sh%", "%", types), asked))
          .hasSize(2);
      List<String> key = List.of("TABLE_NAME", "COLUMN_NAME", "KEY_SEQ");
      assertThat(texts(ours.getMetaData().getPrimaryKeys(null, "shop", "orders_all"), key))
          .isEqualTo(texts(theirs.getMetaData().getPrimaryKeys(null, "shop", "orders_all"), key))
          .hasSize(1);
    }
  }

  @Test
  void aFolderHasTables() throws SQLException {
    try (Connection files = datasets.files()) {
      DatabaseMetaData meta = files.getMetaData();
      assertThat(texts(meta.getTables(null, null, "%", null), List.of("TABLE_SCHEM", "TABLE_NAME")))
          .isEqualTo(List.of(List.of("public", "orders")));
      assertThat(
              texts(
                  meta.getColumns("files", "public", "orders", "%"),
                  List.of("COLUMN_NAME", "TYPE_NAME")))
          .contains(List.of("placed", "date"), List.of("customer", "text"));
      assertThat(texts(meta.getSchemas(), List.of("TABLE_SCHEM")))
          .isEqualTo(List.of(List.of("public")));
      assertThat(meta.getDatabaseProductName()).isEqualTo("Braid");
      assertThat(meta.getIdentifierQuoteString()).isEqualTo("\"");
      assertThat(meta.isReadOnly()).isTrue();
      assertThat(meta.getConnection()).isSameAs(files);
    }
  }

  /// No method without an answer, and lists have pgjdbc's columns; it may have more.
  @Test
  void everyMethodAnswers() throws Exception {
    try (Connection files = datasets.files();
        Connection theirs = theirs()) {
      for (Method method : DatabaseMetaData.class.getMethods()) {
        // pgjdbc has no names for what is reserved in the list of procedures.
        if (method.isDefault() || List.of("unwrap", "getProcedures").contains(method.getName())) {
          continue;
        }
        Object[] arguments = arguments(method);
        Object answer = method.invoke(files.getMetaData(), arguments);
        if (answer instanceof ResultSet rows) {
          ResultSet expected = lists(method, theirs.getMetaData(), arguments);
          if (expected != null) {
            assertThat(names(expected)).as(method.toString()).containsAll(names(rows));
          }
        }
      }
    }
  }

  private static ResultSet lists(Method method, DatabaseMetaData meta, Object[] arguments)
      throws ReflectiveOperationException {
    try {
      return (ResultSet) method.invoke(meta, arguments);
    } catch (InvocationTargetException e) {
      return null; // pgjdbc has no such list.
    }
  }

  private static Object[] arguments(Method method) {
    Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      arguments[i] =
          type == int.class
              ? (Object) 1
              : type == boolean.class ? false : type == Class.class ? String.class : null;
    }
    return arguments;
  }

  private static List<String> names(ResultSet rows) throws SQLException {
    ResultSetMetaData meta = rows.getMetaData();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      names.add(meta.getColumnLabel(i));
    }
    return names;
  }

  private static List<List<String>> texts(ResultSet rows, List<String> columns)
      throws SQLException {
    List<List<String>> all = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (String column : columns) {
        row.add(rows.getString(column));
      }
      all.add(row);
    }
    return all;
  }

  @Test
  void rowsAreFoundByNameInAnyCase() throws SQLException {
    try (Connection files = datasets.files();
        ResultSet tables = files.getMetaData().getTableTypes()) {
      tables.next();
      assertThatCode(() -> tables.getString("table_type")).doesNotThrowAnyException();
      assertThat(tables.findColumn("Table_Type")).isEqualTo(1);
    }
  }
}
