package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.source.RowCursor;
import dev.braid.testing.Await;
import dev.braid.testing.TpchData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Queries that run in parallel can be stopped, fail once, leave nothing behind and let others
/// pass.
class ParallelRunsTest {
  /// Every pair of 60,000 rows.
  private static final String LONG =
      "SELECT count(*) FROM lineitem a JOIN lineitem b ON a.l_comment < b.l_comment";

  private LocalEngine engine = new LocalEngine(256L << 20, 4);

  @AfterEach
  void close() {
    engine.close();
  }

  private static Settings settings(int workers) {
    return Settings.DEFAULT
        .with(Setting.PARALLEL_SETUP_COST, "0")
        .with(Setting.PARALLEL_TUPLE_COST, "0")
        .with(Setting.MIN_PARALLEL_TABLE_SCAN_SIZE, "0")
        .with(Setting.MAX_PARALLEL_WORKERS_PER_GATHER, Integer.toString(workers));
  }

  private List<String> rows(String sql, Settings settings, Cancellation cancellation) {
    FolderSource source =
        new FolderSource(
            TpchData.folder(0.01).toAbsolutePath(), false, Map.of(), CsvFormat.DEFAULT);
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
    List<String> rows = new ArrayList<>();
    Statement statement = new Statement(sql, Statement.Kind.QUERY, false, 0);
    try (LocalBackend backend =
            new LocalBackend(engine, dataset, source, new LocalFolders(), settings);
        RowCursor cursor = backend.stream(statement, List.of(), cancellation)) {
      List<?> row;
      while ((row = cursor.next()) != null) {
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private List<String> rows(String sql, Settings settings) {
    return rows(sql, settings, new Cancellation());
  }

  private CompletableFuture<List<String>> start(
      String sql, Settings settings, Cancellation cancellation) {
    return CompletableFuture.supplyAsync(
        () -> rows(sql, settings, cancellation), task -> Thread.ofVirtual().start(task));
  }

  private static void assertCancelled(CompletableFuture<List<String>> query) {
    assertThatThrownBy(query::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo(SqlState.QUERY_CANCELED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LONG,
        "SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b",
        "SELECT l_comment, count(*) OVER (PARTITION BY l_comment ROWS 5 PRECEDING)"
            + " FROM lineitem, generate_series(1, 1000) ORDER BY 1"
      })
  void cancelledQueryStopsAndGivesAllBack(String sql) throws IOException {
    long filesBefore = temporaryFiles();
    for (int workers : new int[] {0, 1, 4}) {
      Cancellation cancellation = new Cancellation();
      CompletableFuture<List<String>> query = start(sql, settings(workers), cancellation);
      Await.until(
          "the query runs", () -> engine.memory().used() > 0 || engine.workers().started() > 0);
      long start = System.nanoTime();
      cancellation.cancel("enough");
      assertCancelled(query);
      assertThat((System.nanoTime() - start) / 1_000_000).as("ms until it ended").isLessThan(5000);
      Await.until("its memory is free", () -> engine.memory().used() == 0);
      assertThat(rows("SELECT count(*) FROM lineitem", settings(workers)))
          .containsExactly("[60175]");
    }
    Await.until("its files are gone", () -> temporaryFiles() <= filesBefore);
  }

  @Test
  void deadlineStopsAQuery() {
    Cancellation deadline = new Cancellation();
    CompletableFuture<List<String>> query = start(LONG, settings(4), deadline);
    CompletableFuture.delayedExecutor(200, java.util.concurrent.TimeUnit.MILLISECONDS)
        .execute(() -> deadline.cancel("deadline"));
    assertCancelled(query);
    Await.until("its memory is free", () -> engine.memory().used() == 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void errorOfAnyParticipantReachesTheCallerOnce(int workers) {
    for (String sql :
        List.of(
            "SELECT sum(1 / (l_linenumber - 7)) FROM lineitem",
            "SELECT count(*) FROM lineitem WHERE 1 / (l_orderkey - 59968) > 0",
            "SELECT l_orderkey FROM lineitem ORDER BY 1 / (l_linenumber - 7), l_comment",
            "SELECT o_orderkey FROM orders JOIN lineitem"
                + " ON o_orderkey = l_orderkey AND 1 / (l_linenumber - 7) < 1")) {
      assertThatThrownBy(() -> rows(sql, settings(workers)))
          .isInstanceOfSatisfying(
              BraidException.class,
              e -> {
                assertThat(e.sqlState()).isEqualTo(SqlState.DIVISION_BY_ZERO);
                assertThat(e.message()).isEqualTo("division by zero");
                assertThat(e.getSuppressed()).isEmpty();
              });
      Await.until("its memory is free", () -> engine.memory().used() == 0);
    }
  }

  @Test
  void shortQueryFinishesWhileALongOneHasAllWorkers() {
    engine.close();
    engine = new LocalEngine(256L << 20, 1);
    Cancellation cancellation = new Cancellation();
    CompletableFuture<List<String>> hog = start(LONG, settings(1), cancellation);
    Await.until("the worker is at work", () -> engine.workers().started() == 1);
    for (int i = 0; i < 5; i++) {
      assertThat(rows("SELECT count(*) FROM lineitem WHERE l_quantity < 10", settings(1)))
          .hasSize(1);
    }
    assertThat(hog).isNotDone();
    cancellation.cancel("enough");
    assertCancelled(hog);
  }

  private static long temporaryFiles() {
    Path folder =
        Path.of(System.getProperty("java.io.tmpdir"), "braid-" + System.getProperty("user.name"));
    String own = ProcessHandle.current().pid() + "-";
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".lock"))
          .filter(file -> file.getParent().getFileName().toString().startsWith(own))
          .count();
    } catch (IOException | java.io.UncheckedIOException e) {
      return Long.MAX_VALUE; // a file went while it was counted
    }
  }
}
