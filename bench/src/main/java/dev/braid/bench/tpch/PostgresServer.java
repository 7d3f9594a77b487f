package dev.braid.bench.tpch;

import dev.braid.Braid;
import dev.braid.Session;
import dev.braid.catalog.table.TableColumn;
import dev.braid.server.tpch.TpchData;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/// An embedded PostgreSQL 18 with the tables of TPC-H, primary keys and the usual indexes. Its data
/// directory is kept for the next run.
final class PostgresServer implements AutoCloseable {
  private static final List<String> KEYS =
      List.of(
          "ALTER TABLE region ADD PRIMARY KEY (r_regionkey)",
          "ALTER TABLE nation ADD PRIMARY KEY (n_nationkey)",
          "ALTER TABLE supplier ADD PRIMARY KEY (s_suppkey)",
          "ALTER TABLE customer ADD PRIMARY KEY (c_custkey)",
          "ALTER TABLE part ADD PRIMARY KEY (p_partkey)",
          "ALTER TABLE partsupp ADD PRIMARY KEY (ps_partkey, ps_suppkey)",
          "ALTER TABLE orders ADD PRIMARY KEY (o_orderkey)",
          "ALTER TABLE lineitem ADD PRIMARY KEY (l_orderkey, l_linenumber)",
          "CREATE INDEX ON lineitem (l_partkey, l_suppkey)");

  private static final List<String> INDEXES =
      List.of(
          "CREATE INDEX ON nation (n_regionkey)",
          "CREATE INDEX ON supplier (s_nationkey)",
          "CREATE INDEX ON customer (c_nationkey)",
          "CREATE INDEX ON partsupp (ps_suppkey)",
          "CREATE INDEX ON orders (o_custkey)",
          "CREATE INDEX ON orders (o_orderdate)",
          "CREATE INDEX ON lineitem (l_suppkey)",
          "CREATE INDEX ON lineitem (l_shipdate)");

  private final EmbeddedPostgres server;

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /// Starts it, and fills it from a folder of Parquet files if that was not done before.
  ///
  /// @param indexed whether there are more indexes than those that keys are found by
  static PostgresServer start(Path directory, Path folder, boolean indexed) throws Exception {
    Path filled = directory.resolve("filled");
    boolean load = !Files.exists(filled);
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("data"))
            .setCleanDataDirectory(false) // it would also be removed at the end
            .setLocaleConfig("locale-provider", "builtin")
            .setLocaleConfig("builtin-locale", "C.UTF-8")
            .setLocaleConfig("locale", "C")
            .setServerConfig("shared_buffers", "2GB")
            .setServerConfig("work_mem", "256MB")
            .setServerConfig("maintenance_work_mem", "512MB")
            .setServerConfig("effective_cache_size", "8GB")
            .setServerConfig("max_wal_size", "8GB")
            .setServerConfig("fsync", "off")
            .setServerConfig("autovacuum", "off")
            .start();
    PostgresServer started = new PostgresServer(server);
    if (load) {
      started.load(folder, indexed);
      Files.createFile(filled);
    }
    return started;
  }

  int port() {
    return server.getPort();
  }

  private void load(Path folder, boolean indexed) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        Braid braid = BraidEngine.open(folder);
        Session session = braid.session("files")) {
      for (String table : TpchData.tables()) {
        List<String> columns = new ArrayList<>();
        for (TableColumn column : TpchData.columns(table)) {
          columns.add(column.name() + " " + column.type().sqlName() + " NOT NULL");
        }
        statement.execute("CREATE TABLE " + table + " (" + String.join(", ", columns) + ")");
        copy(session, connection, table);
      }
      for (String key : KEYS) {
        statement.execute(key);
      }
      for (String key : indexed ? INDEXES : List.<String>of()) {
        statement.execute(key);
      }
      statement.execute("VACUUM ANALYZE");
    }
  }

  private static void copy(Session session, Connection connection, String table) throws Exception {
    CopyManager copy = new CopyManager(connection.unwrap(BaseConnection.class));
    try (PipedInputStream in = new PipedInputStream(1 << 20)) {
      OutputStream out = new PipedOutputStream(in);
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (out) {
                      session.copyOut("COPY " + table + " TO STDOUT", out);
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      copy.copyIn("COPY " + table + " FROM STDIN", in);
      writer.join();
    }
  }

  Connection connect() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  /// What the postmaster and its children hold now, in bytes.
  long memory() throws SQLException, IOException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      ProcessHandle postmaster =
          ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow();
      long sum = ProcessMemory.proportional(postmaster.pid());
      for (ProcessHandle child : postmaster.children().toList()) {
        sum += ProcessMemory.proportional(child.pid());
      }
      return sum;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
