package dev.braid.testing;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.ShardedTable;
import dev.braid.catalog.ShardedTable.Placement;
import dev.braid.catalog.ShardsSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Four databases of the test server that play shards of one dataset.
public final class TestShards implements AutoCloseable {
  public static final int COUNT = 4;

  private final List<String> databases = new ArrayList<>();
  private final Map<String, ShardedTable> tables = new LinkedHashMap<>();

  /// Creates the databases anew, empty, with text in the order of its bytes and Unicode's letters.
  public TestShards(String prefix) {
    this(prefix, "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'");
  }

  /// @param locale what CREATE DATABASE is told of the order of text
  public TestShards(String prefix, String locale) {
    for (int i = 0; i < COUNT; i++) {
      String name = prefix + "_" + i;
      TestPostgres.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      TestPostgres.execute(
          "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' " + locale);
      databases.add(name);
    }
  }

  /// Runs statements on every shard.
  public TestShards execute(String sql) {
    for (int i = 0; i < COUNT; i++) {
      execute(i, sql);
    }
    return this;
  }

  public void execute(int shard, String sql) {
    executeIn(databases.get(shard), sql);
  }

  static void executeIn(String database, String sql) {
    String url = "jdbc:postgresql://localhost:" + TestPostgres.port() + "/" + database;
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A table that is the same everywhere, which it is already.
  public TestShards reference(String table) {
    tables.put(table, new ShardedTable.Reference());
    return this;
  }

  /// Takes away from each shard the rows that the hash of a column puts on others.
  public TestShards hashed(String table, String column) {
    keep(
        table,
        "coalesce(('x' || substr(md5(%s::text), 1, 8))::bit(32)::bigint %% %d, %d)"
            .formatted(column, COUNT, COUNT - 1));
    tables.put(table, new ShardedTable.Sliced(List.of(column), new Placement.Hash(), ""));
    return this;
  }

  /// The same by whatever number; Braid is not told where rows are.
  ///
  /// @param number which shard a row is on, in SQL
  public TestShards sliced(String table, String number) {
    keep(table, number);
    tables.put(table, new ShardedTable.Sliced(List.of(), new Placement.Unknown(), ""));
    return this;
  }

  private void keep(String table, String number) {
    for (int i = 0; i < COUNT; i++) {
      execute(i, "DELETE FROM %s WHERE (%s) <> %d; ANALYZE %s".formatted(table, number, i, table));
    }
  }

  public ShardsSource source() {
    List<PostgresSource> shards = new ArrayList<>();
    for (String database : databases) {
      String address = "localhost:" + TestPostgres.port() + "/" + database;
      shards.add(
          new PostgresSource(
              "jdbc:postgresql://" + address,
              TestPostgres.READER,
              TestPostgres.READER_PASSWORD,
              "postgresql://reader:***@" + address));
    }
    return new ShardsSource(shards, tables);
  }

  public Dataset dataset(int id, String name) {
    return new Dataset(
        id, name, "", source(), PoolSettings.DEFAULT, Limits.NONE, false, "UTC", Description.NONE);
  }

  @Override
  public void close() {
    for (String database : databases) {
      TestPostgres.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }
  }
}
