package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.Session;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a writer that dies, is cancelled or meets another one leaves behind: nothing.
final class WholeOrNotAtAllTest {
  private static final String ENDLESS =
      "SELECT i AS a, md5(i::text) AS b FROM generate_series(1, 1000000000) AS g(i)";

  @TempDir private Path path;

  private List<Path> unfinished() {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(file -> String.valueOf(file.getFileName()).contains(".tmp-")).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // a file went while the folder was walked
    }
  }

  private boolean hasBytes(Path file) {
    try {
      return Files.size(file) > 4;
    } catch (IOException e) {
      return false;
    }
  }

  /// Runs a statement in another process and kills that in the middle of it.
  private void kill(String sql, boolean written) throws InterruptedException {
    Process process = OneStatement.start(path, sql);
    try {
      Await.until(
          "a file is being written",
          () -> written ? unfinished().stream().anyMatch(this::hasBytes) : !unfinished().isEmpty());
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).isNotZero();
    assertThat(unfinished()).isNotEmpty();
  }

  @Test
  void aTableWhoseWriterWasKilledIsNotThereAndItsRestGoesAtTheNextStart() throws Exception {
    kill("CREATE TABLE t AS " + ENDLESS, true);
    try (Folder folder = Folder.readOnly(path)) {
      folder.refuses("SELECT * FROM t", "42P01", "relation \"t\" does not exist");
      assertThat(folder.braid().schema("files").tables()).isEmpty();
    }
    try (Folder folder = Folder.writable(path)) {
      assertThat(folder.files()).isEmpty();
    }
  }

  @Test
  void whatAKilledWriterLeftGoesWithTheNextCommand() throws Exception {
    try (Folder folder = Folder.writable(path)) {
      kill("COPY (" + ENDLESS + ") TO 'big.csv' (FORMAT csv)", true);
      folder.run("CREATE TABLE t AS SELECT 1 AS a");
      assertThat(folder.files()).containsExactly("t.parquet");
    }
  }

  @Test
  void aTableKeepsItsRowsWhenAddingToItIsKilled() throws Exception {
    try (Folder folder = Folder.writable(path)) {
      folder.run("CREATE TABLE t AS SELECT 1 AS a, 'x' AS b");
      folder.run("COPY (" + ENDLESS + " LIMIT 3000000) TO 'in.txt'");
      kill("COPY t FROM 'in.txt'", true);
      assertThat(folder.rows("SELECT * FROM t")).containsExactly("1|x");
      folder.run("DROP TABLE IF EXISTS nothing");
      assertThat(folder.files()).containsExactly("in.txt", "t.parquet");
    }
  }

  @Test
  void aTableKeepsItsFilesWhenVacuumIsKilled() throws Exception {
    Files.createDirectory(path.resolve("t"));
    try (Folder folder = Folder.writable(path)) {
      for (int i = 1; i <= 2; i++) {
        folder.run(
            "COPY (" + ENDLESS + " LIMIT 1500000) TO 't/" + i + ".parquet' (FORMAT parquet)");
      }
      kill("VACUUM t", true);
      assertThat(folder.one("SELECT count(*) FROM t")).isEqualTo(3_000_000L);
      assertThat(folder.tag("VACUUM t")).isEqualTo("VACUUM");
      assertThat(folder.one("SELECT count(*) FROM t")).isEqualTo(3_000_000L);
      assertThat(folder.files()).containsExactly("t/part-000001.parquet");
    }
  }

  @Test
  void anIndexWhoseWriterWasKilledIsNotThere() throws Exception {
    try (Folder folder = Folder.writable(path)) {
      folder.run("CREATE TABLE t AS " + ENDLESS + " LIMIT 3000000");
      kill("CREATE INDEX i ON t (b, a)", false);
      folder.refuses("DROP INDEX i", "42704", "index \"i\" does not exist");
      folder.run("DROP TABLE t");
      assertThat(folder.files()).isEmpty();
    }
  }

  private void cancels(Folder folder, Session session, String sql) {
    CompletableFuture<Throwable> failure =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                session.execute(sql);
                return new AssertionError("it ended");
              } catch (BraidException e) {
                return e;
              }
            });
    Await.until("a file is being written", () -> !unfinished().isEmpty());
    session.cancel();
    assertThat(failure.join())
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo(SqlState.QUERY_CANCELED));
    assertThat(unfinished()).isEmpty();
    assertThat(folder.one("SELECT 1")).isEqualTo(1);
  }

  @Test
  void aCancelledStatementLeavesNothing() {
    try (Folder folder = Folder.writable(path);
        Session session = folder.another()) {
      cancels(folder, session, "CREATE TABLE t AS " + ENDLESS);
      cancels(folder, session, "COPY (" + ENDLESS + ") TO 'x.csv' (FORMAT csv)");
      cancels(folder, session, "COPY (" + ENDLESS + ") TO 'x.txt'");
      assertThat(folder.files()).isEmpty();
      folder.run("CREATE TABLE t AS " + ENDLESS + " LIMIT 1000000");
      cancels(folder, session, "CREATE INDEX i ON t (b)");
      assertThat(folder.files()).containsExactly("t.parquet");
    }
  }

  @Test
  void statementTimeoutEndsACommand() {
    try (Folder folder = Folder.writable(path)) {
      folder.run("SET statement_timeout = 200");
      folder.refuses(
          "CREATE TABLE t AS " + ENDLESS, "57014", "canceling statement due to statement timeout");
      folder.run("RESET statement_timeout");
      assertThat(folder.files()).isEmpty();
    }
  }

  @Test
  void ofTwoThatCreateATableOneSucceeds() {
    try (Folder folder = Folder.writable(path)) {
      List<CompletableFuture<String>> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int value = i;
        writers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try (Session session = folder.another()) {
                    session.execute(
                        "CREATE TABLE t AS SELECT "
                            + value
                            + " AS a, x FROM generate_series(1, 50000) AS g(x)");
                    return "created";
                  } catch (BraidException e) {
                    return e.sqlState();
                  }
                }));
      }
      assertThat(writers.stream().map(CompletableFuture::join))
          .containsExactlyInAnyOrder("created", "42P07", "42P07", "42P07");
      assertThat(folder.rows("SELECT count(*), count(DISTINCT a) FROM t"))
          .containsExactly("50000|1");
      assertThat(folder.files()).containsExactly("t.parquet");
    }
  }

  @Test
  void thoseWhoAddToATableWaitForEachOther() {
    try (Folder folder = Folder.writable(path)) {
      folder.run("CREATE TABLE t (a int, b int)");
      folder.run("COPY (SELECT i, i FROM generate_series(1, 20000) AS g(i)) TO 'in.txt'");
      List<CompletableFuture<Void>> writers =
          IntStream.range(0, 5)
              .mapToObj(
                  _ ->
                      CompletableFuture.runAsync(
                          () -> {
                            try (Session session = folder.another()) {
                              session.execute("COPY t FROM 'in.txt'");
                            }
                          }))
              .toList();
      writers.forEach(CompletableFuture::join);
      assertThat(folder.one("SELECT count(*) FROM t")).isEqualTo(100_000L);
    }
  }

  @Test
  void twoProcessesThatAddToATableLoseNothing() throws Exception {
    try (Folder folder = Folder.writable(path)) {
      folder.run("CREATE TABLE t (a int, b int)");
      folder.run("COPY (SELECT i, i FROM generate_series(1, 20000) AS g(i)) TO 'in.txt'");
      Process other = OneStatement.start(path, "COPY t FROM 'in.txt'");
      int own = 0;
      while (other.isAlive()) {
        folder.run("COPY t FROM 'in.txt'");
        own++;
      }
      assertThat(other.waitFor()).isZero();
      assertThat(folder.one("SELECT count(*) FROM t")).isEqualTo((own + 1) * 20_000L);
    }
  }

  @Test
  void whoReadsWhileATableIsReplacedSeesOneStateOfIt() {
    try (Folder folder = Folder.writable(path);
        Session reader = folder.another()) {
      folder.run("CREATE TABLE t (a int)");
      folder.run("COPY (SELECT 1 FROM generate_series(1, 1000)) TO 'in.txt'");
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 20; i++) {
                  folder.run("COPY t FROM 'in.txt'");
                }
              });
      long before = 0;
      while (!writer.isDone()) {
        long now = (long) reader.execute("SELECT count(*) FROM t").single();
        assertThat(now % 1000).isZero();
        assertThat(now).isGreaterThanOrEqualTo(before);
        before = now;
      }
      writer.join();
      assertThat(reader.execute("SELECT sum(a) FROM t").single()).isEqualTo(20_000L);
    }
  }

  @Test
  void whoReadsByAnIndexWhileItsTableIsReplacedGetsAnAnswer() {
    try (Folder folder = Folder.writable(path);
        Session reader = folder.another()) {
      folder.run(
          "CREATE TABLE t AS SELECT i AS a, md5(i::text) AS b FROM generate_series(1, 50000) AS"
              + " g(i)");
      folder.run("CREATE INDEX ON t (a)");
      folder.run("COPY (SELECT 77, 'new') TO 'in.txt'");
      reader.execute("SET enable_seqscan = off");
      reader.execute("SET enable_bitmapscan = off");
      assertThat(reader.execute("EXPLAIN SELECT count(*) FROM t WHERE a = 77").rows().toString())
          .contains("t_a_idx");
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 10; i++) {
                  folder.run("COPY t FROM 'in.txt'");
                }
              });
      long before = 0;
      while (!writer.isDone()) {
        long now = (long) reader.execute("SELECT count(*) FROM t WHERE a = 77").single();
        assertThat(now).isGreaterThanOrEqualTo(before);
        before = now;
      }
      writer.join();
      assertThat(reader.execute("SELECT count(*) FROM t WHERE a = 77").single()).isEqualTo(11L);
    }
  }

  @Test
  void whoWaitsForTheLockCanBeCancelled() throws Exception {
    try (Folder folder = Folder.writable(path);
        Session waiting = folder.another()) {
      folder.run("CREATE TABLE t (a int)");
      var held = dev.braid.source.file.FolderLock.take(path, new dev.braid.parallel.Cancellation());
      CompletableFuture<Void> dropped =
          CompletableFuture.runAsync(() -> waiting.execute("DROP TABLE t"));
      Await.until(
          "somebody waits",
          () ->
              Thread.getAllStackTraces().values().stream()
                  .flatMap(Stream::of)
                  .anyMatch(frame -> frame.getMethodName().equals("lockInterruptibly")));
      waiting.cancel();
      assertThatThrownBy(dropped::join).hasRootCauseInstanceOf(BraidException.class);
      held.close();
      assertThat(folder.tag("DROP TABLE t")).isEqualTo("DROP TABLE");
    }
  }
}
