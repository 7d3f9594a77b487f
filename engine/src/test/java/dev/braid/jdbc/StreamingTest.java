package dev.braid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows while the query runs, ways to stop it, and that nothing is left behind.
class StreamingTest {
  /// Longer than any test may take.
  private static final String ENDLESS =
      "SELECT count(*) FROM generate_series(1, 100000000) a, generate_series(1, 100000000) b";

  /// More rows than anybody reads.
  private static final String MANY = "SELECT generate_series(1, 1000000000)";

  @TempDir static Path folder;
  private static Datasets datasets;

  @BeforeAll
  static void open() {
    datasets = Datasets.in(folder);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(SharedBraid.openCount()).isZero();
    Await.until("no statement runs", () -> TestPostgres.activeBackends() == 0);
  }

  private static Connection connect(String dataset) throws SQLException {
    return DriverManager.getConnection(datasets.url(dataset));
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "files"})
  void aMillionRowsTakeNoMemory(String dataset) throws SQLException {
    String wide = "SELECT generate_series(1, 1000000), repeat('x', 300)";
    try (Connection connection = connect(dataset);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(wide)) {
      long before = usedMemory();
      long most = 0;
      long sum = 0;
      for (int i = 1; rows.next(); i++) {
        sum += rows.getInt(1);
        if (i % 250_000 == 0) {
          most = Math.max(most, usedMemory() - before);
        }
      }
      assertThat(sum).isEqualTo(500_000_500_000L);
      // All of them would be over 300 MB.
      assertThat(most).isLessThan(100L << 20);
    }
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void closingARowsEarlyGivesTheServersConnectionBack() throws SQLException {
    try (Connection connection = connect("server");
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(10);
      for (int i = 0; i < 20; i++) {
        ResultSet rows = statement.executeQuery("SELECT generate_series(1, 1000000)");
        assertThat(rows.next()).isTrue();
        rows.close();
      }
      BraidConnection own = connection.unwrap(BraidConnection.class);
      assertThat(own.braid().statistics().getFirst().active()).isZero();
      // One, and what the pool keeps idle; none was thrown away.
      assertThat(own.braid().statistics().getFirst().created()).isLessThanOrEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "files"})
  void aTimeoutStopsTheStatement(String dataset) throws SQLException {
    try (Connection connection = connect(dataset);
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      SQLTimeoutException error =
          catchThrowableOfType(SQLTimeoutException.class, () -> statement.executeQuery(ENDLESS));
      assertThat(error.getSQLState()).isEqualTo("57014");
      assertThat(Datasets.ask(connection, "SELECT 1")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "files"})
  void anotherThreadCancelsWhileRowsAreRead(String dataset) throws Exception {
    try (Connection connection = connect(dataset);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(MANY)) {
      assertThat(rows.next()).isTrue();
      Thread other = Thread.ofVirtual().start(() -> cancel(statement));
      SQLException error = catchThrowableOfType(SQLException.class, () -> Datasets.texts(rows));
      other.join();
      assertThat(error.getSQLState()).isEqualTo("57014");
      assertThat((Throwable) error).hasMessageContaining("user request");
      assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "files"})
  @SuppressWarnings("try") // closed by hand, and once more
  void closingTheConnectionEndsTheReading(String dataset) throws Exception {
    try (Connection connection = connect(dataset);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(MANY)) {
      assertThat(rows.next()).isTrue();
      CompletableFuture<SQLException> error =
          CompletableFuture.supplyAsync(
              () -> catchThrowableOfType(SQLException.class, () -> Datasets.texts(rows)));
      connection.close();
      // In the middle of a row, or between two.
      assertThat(error.get().getSQLState()).isIn("57014", "55000", "08003");
      assertThat(statement.isClosed()).isTrue();
    }
  }

  @Test
  void cancellingReachesAServerThatHasNoRowsYet() throws Exception {
    try (Connection connection = connect("server");
        Statement statement = connection.createStatement()) {
      CompletableFuture<SQLException> error =
          CompletableFuture.supplyAsync(
              () -> catchThrowableOfType(SQLException.class, () -> statement.execute(ENDLESS)));
      Await.until("the statement runs", () -> TestPostgres.activeBackends() > 0);
      statement.cancel();
      assertThat(error.get().getSQLState()).isEqualTo("57014");
    }
  }

  @Test
  @SuppressWarnings("try") // closed by hand, and once more
  void connectionsToOneFileShareAnEngine() throws Exception {
    try (Connection one = connect("files");
        Connection other = connect("server")) {
      assertThat(SharedBraid.openCount()).isEqualTo(1);
      one.close();
      assertThat(SharedBraid.openCount()).isEqualTo(1);
      assertThat(Datasets.ask(other, "SELECT 1")).hasSize(1);
    }
  }
}
