package dev.braid.server.demo;

import static java.util.Objects.requireNonNull;

import dev.braid.catalog.Config;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// PostgreSQL 18 with the demo's datasets, on a free port of the loopback address.
///
/// Making the data takes 4 to 5 s on two cores; from the day's cache ([DemoCache]) a start takes
/// about 1 s. [#startInBackground] does not wait for either: the configuration is there at once,
/// and a connection made before the server is ready waits for it ([DemoSocketFactory]).
///
/// The data directory is in the temp folder and goes away at [#close], which a shutdown hook calls
/// too. After a kill nothing calls it; then the next start of an embedded server, ten minutes later
/// or more, stops the orphan and removes its directory.
public final class DemoServer implements AutoCloseable {
  static final String READER = "braid_reader";

  private final int port = freePort();
  private final String password = secret();
  private final String superuserPassword = secret();
  private final DemoCache cache;
  private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
  private final Thread hook = new Thread(this::stop, "demo-stop");

  private volatile @Nullable EmbeddedPostgres server;
  private volatile @Nullable Path directory;
  private volatile boolean worthKeeping;
  private volatile boolean closed;

  private DemoServer(DemoCache cache) {
    this.cache = cache;
  }

  /// Starts the server and waits until its data is there.
  public static DemoServer start() {
    DemoServer demo = startInBackground();
    try {
      demo.awaitReady();
      return demo;
    } catch (RuntimeException e) {
      demo.close();
      throw e;
    }
  }

  /// Begins to start the server and returns at once.
  public static DemoServer startInBackground() {
    return startInBackground(DemoCache.ofUser());
  }

  static DemoServer startInBackground(DemoCache cache) {
    DemoServer demo = new DemoServer(cache);
    DemoSocketFactory.register(demo.port, demo.ready);
    Runtime.getRuntime().addShutdownHook(demo.hook);
    Thread.ofVirtual().name("demo-start").start(demo::prepare);
    return demo;
  }

  /// The two datasets, `survey` and `events`. Valid at once, whether or not the server is ready.
  public Config config() {
    return DemoConfig.of(port, password);
  }

  /// Waits until questions can be answered.
  ///
  /// @throws IllegalStateException when the server could not be started
  public void awaitReady() {
    try {
      ready.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The demo server did not start: " + reason(e), e.getCause());
    }
  }

  /// Where the data is, or null when there is none (any more).
  @Nullable Path directory() {
    return directory;
  }

  /// Stops the server and removes its data directory.
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down, so the hook is running already; it finds nothing left to do.
    }
  }

  private void prepare() {
    try {
      if (!startFromCache()) {
        startFresh();
      }
      ready.complete(null);
    } catch (IOException | SQLException | RuntimeException e) {
      discard();
      ready.completeExceptionally(e);
    }
  }

  private boolean startFromCache() throws IOException, SQLException {
    Path copy = newDirectory();
    try {
      directory = copy;
      if (!cache.restore(copy)) {
        discard();
        return false;
      }
      DemoAccess.open(copy);
      server = launch(copy);
      checkOpen();
      lock();
      return true;
    } catch (IOException | SQLException | RuntimeException e) {
      discard();
      if (closed) {
        throw e;
      }
      // A cache that cannot be used is no reason to fail: what it holds can be made again.
      cache.clear();
      return false;
    }
  }

  private void startFresh() throws IOException, SQLException {
    directory = newDirectory();
    server = launch(directory);
    checkOpen();
    DemoData.load(port);
    lock();
    worthKeeping = true;
  }

  /// From now on only those who know a password get in; until now any local user could.
  private void lock() throws IOException, SQLException {
    try (Connection connection = DemoData.connect(port, "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER ROLE postgres PASSWORD '" + superuserPassword + "'");
      statement.execute("ALTER ROLE " + READER + " PASSWORD '" + password + "'");
      DemoAccess.lock(requireNonNull(directory));
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  private EmbeddedPostgres launch(Path data) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        // The same order of text on every machine, whatever its locale.
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("locale", "C")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("fsync", "off")
        .setServerConfig("full_page_writes", "off")
        // A table filled in the transaction that created it then needs no write-ahead log.
        .setServerConfig("wal_level", "minimal")
        .setServerConfig("max_wal_senders", "0")
        .setServerConfig("max_wal_size", "2GB")
        .setServerConfig("autovacuum", "off")
        .setServerConfig("shared_buffers", "256MB")
        .setServerConfig("work_mem", "32MB")
        .setServerConfig("maintenance_work_mem", "128MB")
        .setServerConfig("max_connections", "100")
        .start();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("closed while starting");
    }
  }

  /// While the server is being prepared, stopping it makes the preparation fail, which then cleans
  /// up after itself.
  private void stop() {
    closed = true;
    DemoSocketFactory.unregister(port);
    if (!ready.isDone()) {
      halt();
      ready.exceptionally(_ -> null).join();
    }
    if (worthKeeping && directory != null) {
      worthKeeping = false;
      halt();
      cache.store(directory);
    }
    discard();
  }

  private synchronized void discard() {
    halt();
    if (directory != null) {
      DemoCache.delete(directory);
      directory = null;
    }
  }

  private synchronized void halt() {
    EmbeddedPostgres running = server;
    server = null;
    try {
      if (running != null) {
        running.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(CompletionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /// In the folder that embedded servers share, where the next of them finds what a kill left.
  private static Path newDirectory() {
    try {
      Path shared = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
      return Files.createTempDirectory(Files.createDirectories(shared), "braid-demo-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String secret() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
