package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.RowStream;
import dev.braid.batch.Outcome;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.result.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A CSV file whose column looks like one of numbers until a place that no sample looks at.
final class InferredTypesTest {
  private static final int ROWS = 1_000_000;

  /// Beyond the first rows and away from the file's middle and end, which are looked at.
  private static final int ODD = 650_000;

  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.writable(path);
    write("t");
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private void write(String table) {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(i == ODD ? "odd" : "12345").append(",x\n");
    }
    folder.write(table + ".csv", text.toString());
  }

  private String type(String sql) {
    return folder.run(sql).columns().getFirst().type();
  }

  private String inferred() {
    return folder.braid().schema("files").tables().getFirst().columns().getFirst().type();
  }

  @Test
  void aSessionsQueryIsRunAgain() {
    assertThat(inferred()).isEqualTo("integer");
    assertThat(folder.rows("SELECT max(a), count(*) FROM t")).containsExactly("odd|" + ROWS);
    assertThat(type("SELECT a FROM t LIMIT 1")).isEqualTo("text");
  }

  @Test
  void aQueryOfABatchIsRunAgain() {
    Outcome outcome =
        folder
            .braid()
            .batch()
            .query("files", "SELECT max(a) FROM t", "t")
            .run()
            .outcomes()
            .getFirst();
    assertThat(outcome.orThrow().single()).isEqualTo("odd");
  }

  @Test
  void everyTableOfAQueryIsCorrected() {
    write("u");
    assertThat(
            folder.one(
                "SELECT concat((SELECT max(a) FROM t), (SELECT max(a) FROM u), (SELECT min(a) FROM"
                    + " t))"))
        .isEqualTo("oddodd12345");
  }

  @Test
  void aCursorThatHasDeliveredNothingStartsAgainWithTheRightTypes() {
    try (RowStream rows = folder.braid().stream("files", "SELECT a FROM t ORDER BY a DESC")) {
      assertThat(rows.columns().stream().map(Column::type)).containsExactly("text");
      assertThat(rows.iterator().next()).isEqualTo(List.of("odd"));
    }
  }

  @Test
  void aCursorThatHasDeliveredRowsFails() {
    try (RowStream rows = folder.braid().stream("files", "SELECT a FROM t")) {
      List<Object> first = new ArrayList<>();
      assertThatThrownBy(
              () -> {
                for (List<?> row : rows) {
                  if (first.isEmpty()) {
                    first.addAll(row);
                  }
                }
              })
          .isInstanceOfSatisfying(
              BraidException.class,
              e -> assertThat(e.sqlState()).isEqualTo(SqlState.SERIALIZATION_FAILURE));
      assertThat(first).containsExactly(12345);
    }
  }

  @Test
  void commandsAreRunAgain() {
    assertThat(folder.tag("CREATE TABLE c AS SELECT * FROM t")).isEqualTo("SELECT " + ROWS);
    assertThat(folder.one("SELECT max(a) FROM c")).isEqualTo("odd");
    write("u");
    assertThat(folder.tag("ANALYZE u")).isEqualTo("ANALYZE");
    assertThat(type("SELECT a FROM u LIMIT 1")).isEqualTo("text");
    write("v");
    assertThat(folder.tag("CREATE INDEX ON v (a)")).isEqualTo("CREATE INDEX");
    write("w");
    assertThat(folder.tag("COPY w TO 'w.txt'")).isEqualTo("COPY " + ROWS);
  }

  @Test
  void otherFailuresAreNotRepeated() {
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Attempts.run(
                    () -> true,
                    () -> {
                      runs.incrementAndGet();
                      throw new BraidException(SqlState.DIVISION_BY_ZERO, "division by zero");
                    }))
        .isInstanceOf(BraidException.class);
    assertThat(runs).hasValue(1);
  }
}
