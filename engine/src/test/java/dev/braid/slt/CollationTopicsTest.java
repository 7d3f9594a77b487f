package dev.braid.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.slt.SltFile.Answer;
import dev.braid.slt.SltFile.Record;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Statements with COLLATE, asked of PostgreSQL and of the engine: the same rows, or the same error
/// at the same character in the same words. What is refused by name is so.
class CollationTopicsTest {
  @TempDir Path tables;

  @Test
  void answersAndErrorsAreThoseOfPostgres() {
    SltTables.create();
    SltTables.write(tables);
    try (SltRoutes routes = new SltRoutes(tables)) {
      List<Record> statements = CollationTopics.topic().records();
      List<Answer> expected = routes.server(statements);
      List<Answer> actual = routes.engine(statements);
      List<String> different = new ArrayList<>();
      int refused = 0;
      for (int i = 0; i < statements.size(); i++) {
        Answer a = expected.get(i);
        Answer b = actual.get(i);
        boolean error = !a.error().isEmpty();
        if (b.error().equals("0A000")) {
          refused++;
        } else if (!SltRoutes.same(a, b) || error && !a.types().equals(b.types())) {
          different.add(statements.get(i).sql() + "\n  expected " + a + "\n  but was " + b);
        }
      }
      assertThat(different).isEmpty();
      assertThat(statements.size()).isGreaterThan(450);
      assertThat(refused).isLessThan(90);
    } finally {
      SltTables.drop();
    }
  }
}
