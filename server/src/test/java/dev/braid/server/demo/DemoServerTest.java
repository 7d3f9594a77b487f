package dev.braid.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.Braid;
import dev.braid.catalog.PostgresSource;
import dev.braid.survey.SurveyOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoServerTest {
  private static final String COUNT = "SELECT count(*) FROM users";

  @Test
  void bothDatasetsAreFoundByIdAndName() {
    assertThat(SharedDemo.server().config().names()).isEqualTo("1 (survey), 2 (events)");
    assertThat(SharedDemo.braid().query("2", COUNT).single()).isEqualTo(50000L);
    assertThat(SharedDemo.braid().query("events", COUNT).single()).isEqualTo(50000L);
  }

  @Test
  void theRoleMayReadAndNothingElse() throws SQLException {
    PostgresSource source = source();
    try (Connection connection = connect(source.user(), source.password());
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("DELETE FROM users"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> statement.execute("CREATE TABLE x (a int)"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> statement.execute("COPY users TO PROGRAM 'cat'"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void withoutThePasswordNobodyGetsIn() {
    assertThatThrownBy(() -> connect("postgres", "postgres").close())
        .hasMessageContaining("password authentication failed");
    assertThatThrownBy(() -> connect(DemoServer.READER, "").close())
        .isInstanceOf(SQLException.class);
  }

  /// The first start finds a cache entry that is no use, the second the one the first has left.
  @Test
  void aStartHealsTheCacheAndTheNextUsesIt(@TempDir Path caches) throws Exception {
    DemoCache cache = DemoCache.in(caches);
    cache.store(Files.createDirectory(caches.resolve("empty")));
    Path first;
    try (DemoServer demo = DemoServer.startInBackground(cache);
        Braid braid = Braid.open(demo.config())) {
      // Not awaited: a query that comes too early waits by itself.
      assertThat(braid.query("events", COUNT).single()).isEqualTo(50000L);
      first = demo.directory();
      assertThat(first).isDirectory();
    }
    assertThat(first).doesNotExist();
    assertThat(entries(caches)).isEqualTo(1);

    Path second;
    try (DemoServer demo = DemoServer.startInBackground(cache);
        Braid braid = Braid.open(demo.config())) {
      assertThat(respondents(braid)).isEqualTo(200000L);
      second = demo.directory();
      // Copied, not made: it has the first server's identity.
      assertThat(second.resolve("postmaster.pid")).exists();
    }
    assertThat(second).doesNotExist();
    assertThat(entries(caches)).isEqualTo(1);
  }

  @Test
  void closingWhileStartingEndsTheStart() {
    DemoServer demo = DemoServer.startInBackground(DemoCache.none());
    demo.close();
    assertThat(demo.directory()).isNull();
    assertThatThrownBy(demo::awaitReady).hasMessageStartingWith("The demo server did not start: ");
    assertThatThrownBy(() -> Braid.open(demo.config()).query("survey", COUNT))
        .hasMessageContaining("refused");
  }

  private static long entries(Path caches) throws Exception {
    try (Stream<Path> files = Files.list(caches)) {
      return files.count();
    }
  }

  private static PostgresSource source() {
    return (PostgresSource) SharedDemo.server().config().dataset("survey").source();
  }

  private static Connection connect(String user, String password) throws SQLException {
    return DriverManager.getConnection(source().jdbcUrl(), user, password);
  }

  /// Not the people that they stand for.
  private static @Nullable Object respondents(Braid braid) {
    return braid
        .batch()
        .query("survey", COUNT, null)
        .survey(SurveyOptions.NONE)
        .run()
        .outcomes()
        .getFirst()
        .orThrow()
        .single();
  }
}
