package dev.braid.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.error.BraidException;
import dev.braid.guard.Guard;
import dev.braid.guard.Statement;
import dev.braid.local.LocalEngine;
import dev.braid.local.SplitBackend;
import dev.braid.local.SplitThresholds;
import dev.braid.parallel.Cancellation;
import dev.braid.slt.SltFile.Answer;
import dev.braid.slt.SltFile.Record;
import dev.braid.source.BackendSession;
import dev.braid.source.ByteBudget;
import dev.braid.source.RowCursor;
import dev.braid.testing.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The statements of the `.slt` files that read tables, split over four connections wherever that
/// can be: the server's answers all the same.
class SltSplitTest {
  /// Of so many statements one is asked; `-Dbraid.slt.step=1` asks all of them.
  private static final int STEP = Integer.getInteger("braid.slt.step", 20);

  private static LocalEngine engine;
  private static SplitBackend backend;
  private static int statements;
  private static int split;

  @BeforeAll
  static void open() {
    SltTables.create();
    engine = new LocalEngine(256L << 20, 2);
    Dataset dataset = TestPostgres.dataset(1, "server", PoolSettings.DEFAULT);
    backend =
        new SplitBackend(engine, dataset, TestPostgres.source().over(4), SplitThresholds.ALWAYS);
  }

  @AfterAll
  static void close() {
    backend.close();
    engine.close();
    SltTables.drop();
    System.out.printf("slt: %d statements, %d of them split%n", statements, split);
  }

  static List<String> files() {
    return SltTest.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void answersAsTheFileSays(String file) {
    List<Record> records = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    List<Record> all =
        SltFile.read(SltTest.FOLDER.resolve(file)).stream()
            .filter(record -> record.sql().matches("(?is).*\\bt_\\w+.*"))
            .toList();
    for (int i = 0; i < all.size(); i += STEP) {
      Record record = all.get(i);
      records.add(record);
      answers.add(answer(record));
      statements++;
      split += isSplit(record.sql()) ? 1 : 0;
    }
    assertThat(SltTest.differences(records, answers)).isEmpty();
  }

  private static Answer answer(Record record) {
    try (BackendSession session = backend.acquire(new Cancellation())) {
      Statement statement = Guard.check(record.sql());
      return SltRoutes.answer(
          session.run(
              statement, List.of(), Limits.NONE, new ByteBudget(1L << 40), new Cancellation()),
          record.sorted());
    } catch (BraidException e) {
      return new Answer(e.sqlState(), e.position(), e.message(), List.of());
    }
  }

  private static boolean isSplit(String sql) {
    try (RowCursor cursor =
        backend.stream(
            new Statement("EXPLAIN " + sql, Statement.Kind.EXPLAIN, false, 0),
            List.of(),
            new Cancellation())) {
      boolean found = false;
      for (var row = cursor.next(); row != null; row = cursor.next()) {
        found |= row.toString().contains(".ctid ");
      }
      return found;
    } catch (BraidException e) {
      return false;
    }
  }
}
