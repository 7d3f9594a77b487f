package dev.braid.source.postgres.remote;

import dev.braid.Braid;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.ShardedTable;
import dev.braid.catalog.ShardedTable.Placement;
import dev.braid.catalog.ShardedTable.Sliced;
import dev.braid.catalog.ShardsSource;
import dev.braid.source.postgres.spread.ShardHash;
import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Datasets on shards, each a database of the test server: `items` sliced by the hash of `id`,
/// `nation` on all of them, and views of `items`: `slow` comes after a while, `stuck` of the second
/// shard after a minute, `wide` is 50 MB of each shard, `unlucky` always loses a conflict.
final class TestShards {
  static final int ROWS = 2000;

  private TestShards() {}

  static String[] create(String prefix, int count) {
    String[] names = TestServers.create(prefix, count, "");
    for (int i = 0; i < count; i++) {
      TestServers.execute(names[i], script(i, count));
    }
    return names;
  }

  /// What one shard of several has.
  static String script(int shard, int count) {
    return """
    CREATE TABLE items AS SELECT id, 'label ' || id AS label FROM generate_series(1, %d) id WHERE %s = %d;
    CREATE TABLE nation AS SELECT n, 'nation ' || n AS name FROM generate_series(1, 25) n;
    CREATE VIEW slow AS SELECT items.* FROM items, pg_sleep(0.5);
    CREATE VIEW stuck AS SELECT items.* FROM items, pg_sleep(%d);
    CREATE VIEW wide AS SELECT id, repeat(label, 10000) AS label FROM items;
    CREATE FUNCTION conflict() RETURNS int LANGUAGE plpgsql AS
      $$ BEGIN RAISE SQLSTATE '40001' USING MESSAGE = 'canceling statement due to conflict'; END $$;
    CREATE VIEW unlucky AS SELECT coalesce(conflict(), id) AS id, label FROM items;
    """
        .formatted(ROWS, ShardHash.sql("id", count), shard, shard == 1 ? 60 : 0);
  }

  static void drop(String... names) {
    for (String name : names) {
      TestPostgres.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
  }

  /// Table declarations of what [#create] creates.
  static Map<String, ShardedTable> tables() {
    Map<String, ShardedTable> tables = new LinkedHashMap<>();
    tables.put("items", new Sliced(List.of("id"), new Placement.Hash(), ""));
    for (String view : List.of("slow", "stuck", "wide", "unlucky")) {
      tables.put(view, new Sliced(List.of("id"), new Placement.Hash(), ""));
    }
    tables.put("nation", new ShardedTable.Reference());
    return tables;
  }

  static Dataset dataset(int id, PoolSettings pool, ShardsSource source) {
    return new Dataset(
        id, "shards" + id, "", source, pool, Limits.DEFAULT, false, "UTC", Description.NONE);
  }

  static Braid open(PoolSettings pool, boolean partial, boolean writable, PostgresSource... from) {
    return open(dataset(1, pool, new ShardsSource(List.of(from), tables(), partial, writable)));
  }

  static Braid open(Dataset... datasets) {
    return Braid.open(new Config(List.of(datasets), BatchLimits.DEFAULT));
  }

  static PostgresSource[] sources(String... databases) {
    List<PostgresSource> sources = new ArrayList<>();
    for (String database : databases) {
      sources.add(TestServers.source(database));
    }
    return sources.toArray(PostgresSource[]::new);
  }

  /// A pool whose callers wait shortly, so that a test fails soon.
  static PoolSettings pool(int most, Duration connect, Duration query) {
    PoolSettings usual = TestServers.pool(most);
    return new PoolSettings(
        0,
        most,
        usual.idleTimeout(),
        connect,
        query,
        usual.acquireTimeout(),
        usual.maxLifetime(),
        0,
        1000);
  }

  static long count(Braid braid, String table) {
    Object count = braid.query("shards1", "SELECT count(*) FROM " + table).single();
    return count instanceof Number number ? number.longValue() : -1;
  }

  /// A port of this machine where nobody listens.
  static int deadPort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until no statement and no transaction of Braid's is left in databases of a prefix.
  static void awaitQuiet(String prefix) {
    Await.until(
        "the servers have ended all statements and transactions",
        () -> backends(prefix, "state <> 'idle'") == 0);
  }

  static int backends(String prefix, String condition) {
    return Integer.parseInt(
        TestPostgres.ask(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader' AND datname LIKE '"
                + prefix.replace("_", "\\_")
                + "%' AND "
                + condition));
  }

  /// Lets shards have no further connections, or again any number.
  static void limit(int connections, String... databases) {
    for (String database : databases) {
      TestPostgres.execute("ALTER DATABASE " + database + " CONNECTION LIMIT " + connections);
    }
  }

  /// Ends a server as a failing machine does: all of its processes at once.
  static void kill(EmbeddedPostgres server) throws Exception {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint")) {
      row.next();
      ProcessHandle postmaster = ProcessHandle.of(row.getLong(1)).orElseThrow();
      ProcessHandle[] all = postmaster.children().toArray(ProcessHandle[]::new);
      postmaster.destroyForcibly();
      Arrays.stream(all).forEach(ProcessHandle::destroyForcibly);
      postmaster.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  static void terminate(String database) {
    TestPostgres.ask(
        "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE usename ="
            + " 'reader' AND datname = '"
            + database
            + "'");
  }
}
