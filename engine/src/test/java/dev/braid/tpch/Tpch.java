package dev.braid.tpch;

import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.catalog.table.TableColumn;
import dev.braid.guard.Statement;
import dev.braid.local.LocalBackend;
import dev.braid.local.LocalEngine;
import dev.braid.local.LocalFolders;
import dev.braid.parallel.Cancellation;
import dev.braid.source.RowCursor;
import dev.braid.testing.TestPostgres;
import dev.braid.testing.TpchData;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/// TPC-H at scale factor 0.01 on an engine with settings of the test's choice, and on the server.
final class Tpch implements AutoCloseable {
  static final double SCALE_FACTOR = 0.01;

  /// Settings under which even these small tables are read in parallel.
  static final Settings EAGER =
      Settings.DEFAULT
          .with(Setting.PARALLEL_SETUP_COST, "0")
          .with(Setting.PARALLEL_TUPLE_COST, "0")
          .with(Setting.MIN_PARALLEL_TABLE_SCAN_SIZE, "0");

  /// PostgreSQL's defaults with sizes and the costs of parallel work made smaller, about as the
  /// tables are: plans are then much like those of scale factor 1 under the defaults themselves.
  static final Settings SCALED =
      Settings.DEFAULT
          .with(Setting.PARALLEL_SETUP_COST, "10")
          .with(Setting.PARALLEL_TUPLE_COST, "0.01")
          .with(Setting.MIN_PARALLEL_TABLE_SCAN_SIZE, "80kB")
          .with(Setting.MIN_PARALLEL_INDEX_SCAN_SIZE, "5kB");

  private final LocalEngine engine;
  private final double scale;

  /// @param memory bytes of all queries
  /// @param threads of the pool of workers
  Tpch(long memory, int threads) {
    this(memory, threads, SCALE_FACTOR);
  }

  /// @param scale factor of the tables, where they are to be larger than the server's
  Tpch(long memory, int threads, double scale) {
    this.scale = scale;
    engine = new LocalEngine(memory, threads);
  }

  static IntStream numbers() {
    return IntStream.rangeClosed(1, 22);
  }

  /// The text of a query, without a semicolon.
  static String query(int number) {
    return resource("/tpch/queries/q" + number + ".sql").strip().replaceAll(";$", "");
  }

  static String resource(String name) {
    try (var in = Tpch.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rows of a statement, a line each, in the order in which they come.
  List<String> rows(String sql, Settings settings) {
    FolderSource source =
        new FolderSource(
            TpchData.folder(scale).toAbsolutePath(), false, Map.of(), CsvFormat.DEFAULT);
    Dataset dataset =
        new Dataset(
            1,
            "tpch",
            "",
            source,
            PoolSettings.DEFAULT,
            Limits.NONE,
            false,
            "UTC",
            Description.NONE);
    Statement statement = new Statement(sql, Statement.Kind.QUERY, false, 0);
    List<String> rows = new ArrayList<>();
    try (LocalBackend backend =
            new LocalBackend(engine, dataset, source, new LocalFolders(), settings);
        RowCursor cursor = backend.stream(statement, List.of(), new Cancellation())) {
      List<@Nullable Object> row;
      while ((row = cursor.next()) != null) {
        rows.add(line(row));
      }
    }
    return rows;
  }

  /// The plan of a statement, a line each.
  List<String> explain(String options, String sql, Settings settings) {
    return rows("EXPLAIN (" + options + ") " + sql, settings);
  }

  static String line(List<@Nullable Object> row) {
    return String.join("|", row.stream().map(Tpch::text).toList());
  }

  private static String text(@Nullable Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }

  /// Makes the tables on the test server, with the same rows.
  void loadServer() {
    try (Connection connection = TestPostgres.superuser();
        java.sql.Statement statement = connection.createStatement()) {
      CopyManager copy = new CopyManager(connection.unwrap(BaseConnection.class));
      for (TpchTable<?> table : TpchTable.getTables()) {
        List<String> columns = new ArrayList<>();
        for (TableColumn column : TpchData.columns(table)) {
          columns.add(column.name() + " " + column.type().sqlName());
        }
        String name = table.getTableName();
        statement.execute("DROP TABLE IF EXISTS " + name);
        statement.execute("CREATE TABLE " + name + " (" + String.join(", ", columns) + ")");
        String rows = String.join("\n", rows("SELECT * FROM " + name, Settings.DEFAULT));
        copy.copyIn("COPY " + name + " FROM STDIN (DELIMITER '|')", new StringReader(rows));
      }
      statement.execute("CREATE INDEX ON lineitem (l_orderkey)");
      statement.execute("CREATE INDEX ON lineitem (l_partkey)");
      statement.execute("CREATE INDEX ON partsupp (ps_partkey)");
      statement.execute("ANALYZE");
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The server's answer, in the form of [#rows].
  static List<String> serverRows(String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = TestPostgres.superuser();
        java.sql.Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(line(row));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  static void dropServer() {
    for (TpchTable<?> table : TpchTable.getTables()) {
      TestPostgres.execute("DROP TABLE " + table.getTableName());
    }
  }

  LocalEngine engine() {
    return engine;
  }

  @Override
  public void close() {
    engine.close();
  }
}
