package dev.braid.plan.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Servers that sort by another order than they are believed to.
class UnsortedStreamTest {
  private static RemoteLab lab() {
    TestPostgres.execute(
        """
        DROP SCHEMA IF EXISTS unsorted CASCADE;
        CREATE SCHEMA unsorted;
        CREATE TABLE unsorted.word (id int, w text COLLATE "en-x-icu");
        INSERT INTO unsorted.word SELECT i, CASE WHEN i % 3 = 0 THEN 'a' ELSE 'B' END || i FROM generate_series(1, 40) i;
        """);
    return new RemoteLab("unsorted", 3, true)
        .sliced(
            "word",
            "id",
            List.of(new TableColumn("id", Type.INT4, true), new TableColumn("w", Type.TEXT, true)));
  }

  @Test
  void rowsInAnotherOrderAreNoticed() {
    RemoteLab lab = lab();
    assertThat(lab.explain("SELECT w FROM word ORDER BY w")).startsWith("Gather Merge");
    assertThatThrownBy(() -> lab.rows("SELECT w FROM word ORDER BY w"))
        .isInstanceOf(BraidException.class)
        .hasMessageMatching("server unsorted_3_\\d sorts by \"w\" otherwise than Braid does")
        .satisfies(e -> assertThat(((BraidException) e).sqlState()).isEqualTo("0A000"));
  }
}
