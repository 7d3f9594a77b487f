package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.table.TableIndex;
import dev.braid.error.BraidException;
import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.source.file.FileFormat;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.csv.CsvFiles;
import dev.braid.source.file.index.BlockCache;
import dev.braid.source.file.index.FolderIndexes;
import dev.braid.source.file.parquet.ParquetFormat;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Zone;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// CREATE INDEX and DROP INDEX, and what becomes of indexes when their tables change.
final class IndexStatementsTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.writable(path);
    folder.run(
        "CREATE TABLE t AS SELECT i AS a, i % 100 AS b, 'x' || i AS c FROM generate_series(1,"
            + " 100000) AS g(i)");
  }

  @AfterEach
  void close() {
    folder.close();
  }

  /// Indexes that queries of a table may use, as a process finds them that has just begun.
  private List<String> usable(String table) {
    List<FileFormat> formats = new ArrayList<>();
    SegmentCache cache = new SegmentCache(1 << 20);
    FolderSource source = new FolderSource(path, false, Map.of(), CsvFormat.DEFAULT);
    formats.add(new ParquetFormat(cache));
    EvalContext context = new EvalContext(Zone.of(ZoneId.of("UTC")), 0, "", "", new Cancellation());
    formats.addAll(CsvFiles.all(source, cache, context));
    FolderIndexes indexes = new FolderIndexes(path, new BlockCache(1 << 20));
    return new FolderTables("files", path, formats, Map.of(), indexes)
        .find(table).orElseThrow().indexes().stream().map(TableIndex::name).toList();
  }

  private boolean uses(String index) {
    return usable("t").contains(index);
  }

  @Test
  void anIndexIsUsedFromThenOn() {
    assertThat(usable("t")).isEmpty();
    assertThat(folder.tag("CREATE INDEX i ON t (a)")).isEqualTo("CREATE INDEX");
    assertThat(usable("t")).containsExactly("i");
    assertThat(folder.rows("SELECT * FROM t WHERE a = 77777")).containsExactly("77777|77|x77777");
    assertThat(folder.tag("DROP INDEX i")).isEqualTo("DROP INDEX");
    assertThat(usable("t")).isEmpty();
    assertThat(folder.files()).containsExactly("t.parquet");
  }

  @Test
  void namesAreChosenAsByPostgres() {
    folder.run("CREATE INDEX ON t (a)");
    folder.run("CREATE INDEX ON t (a)");
    folder.run("CREATE UNIQUE INDEX ON t (a, c DESC NULLS LAST)");
    for (String name : new String[] {"t_a_idx", "t_a_idx1", "t_a_c_idx"}) {
      assertThat(folder.tag("DROP INDEX " + name)).isEqualTo("DROP INDEX");
    }
  }

  @Test
  void ifNotExistsAndIfExists() {
    folder.run("CREATE INDEX i ON t (a)");
    folder.refuses("CREATE INDEX i ON t (b)", "42P07", "relation \"i\" already exists");
    folder.refuses("CREATE INDEX t ON t (b)", "42P07", "relation \"t\" already exists");
    folder.refuses("CREATE TABLE i AS SELECT 1 AS a", "42P07", "relation \"i\" already exists");
    assertThat(folder.tag("CREATE INDEX IF NOT EXISTS i ON t (b)")).isEqualTo("CREATE INDEX");
    assertThat(uses("i")).isTrue();
    folder.refuses("DROP INDEX nothing", "42704", "index \"nothing\" does not exist");
    folder.refuses("DROP INDEX t", "42809", "\"t\" is not an index");
    folder.refuses("DROP TABLE i", "42809", "\"i\" is not a table");
    folder.refuses("DROP INDEX i, nothing", "42704", "index \"nothing\" does not exist");
    assertThat(uses("i")).isTrue();
    assertThat(folder.tag("DROP INDEX IF EXISTS i, nothing")).isEqualTo("DROP INDEX");
  }

  @Test
  void aUniqueIndexRefusesDuplicatesInPostgresWords() {
    folder.run("CREATE UNIQUE INDEX i ON t (a)");
    for (String[] sql :
        new String[][] {
          {
            "CREATE TABLE u AS SELECT i % 2 AS a, date '2020-01-01' AS b FROM generate_series(1, 3)"
                + " AS g(i)",
            "CREATE UNIQUE INDEX j ON u (a, b)"
          },
          {
            "CREATE TABLE v AS SELECT NULL::int AS a FROM generate_series(1, 3) AS g(i)",
            "CREATE UNIQUE INDEX k ON v (a)"
          },
          {
            "CREATE TABLE w AS SELECT 'é' AS a, 1.50 AS b FROM generate_series(1, 2) AS g(i)",
            "CREATE UNIQUE INDEX l ON w (a, b)"
          }
        }) {
      folder.run(sql[0]);
      String expected = server(sql[0], sql[1]);
      String found = "";
      try {
        folder.run(sql[1]);
      } catch (BraidException e) {
        found = e.sqlState() + " " + e.message() + " " + e.detail();
      }
      assertThat(found).isEqualTo(expected);
    }
    assertThat(folder.files())
        .doesNotContain(".braid/j.idx", ".braid/l.idx")
        .contains(".braid/k.idx");
  }

  private static String server(String setup, String sql) {
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS u, v, w; " + setup);
      try {
        statement.execute(sql);
        return "";
      } catch (org.postgresql.util.PSQLException e) {
        var message = e.getServerErrorMessage();
        return e.getSQLState() + " " + message.getMessage() + " " + message.getDetail();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX i ON t USING hash (a)",
        "CREATE INDEX i ON t (lower(c))",
        "CREATE INDEX i ON t (c COLLATE \"C\")",
        "CREATE INDEX i ON t (c text_pattern_ops)",
        "CREATE INDEX i ON t (a) INCLUDE (b)",
        "CREATE INDEX i ON t (a) WHERE a > 5",
        "CREATE INDEX i ON t (a) WITH (fillfactor = 70)",
        "CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT",
        "CREATE INDEX CONCURRENTLY i ON t (a)",
        "DROP INDEX CONCURRENTLY i",
      })
  void otherKindsAreRefused(String sql) {
    folder.refuses(sql, "0A000", "not supported");
  }

  @Test
  void wrongNamesAreRefused() {
    folder.refuses("CREATE INDEX i ON nothing (a)", "42P01", "relation \"nothing\" does not exist");
    folder.refuses("CREATE INDEX i ON t (nothing)", "42703", "column \"nothing\" does not exist");
    folder.refuses("CREATE INDEX i ON t USING nothing (a)", "42704", "access method \"nothing\"");
    folder.refuses("CREATE INDEX i ON other.t (a)", "3F000", "schema \"other\" does not exist");
  }

  @Test
  void anIndexGoesWithItsTable() {
    folder.run("CREATE INDEX i ON t (a)");
    folder.run("DROP TABLE t");
    assertThat(folder.files()).isEmpty();
    folder.run("CREATE TABLE t AS SELECT 1 AS a");
    folder.run("CREATE INDEX i ON t (a)");
  }

  @Test
  void anIndexFollowsItsTable() {
    folder.run("CREATE INDEX i ON t (a)");
    folder.run("COPY (SELECT 77777, 0, 'new') TO 'in.txt'");
    folder.run("COPY t FROM 'in.txt'");
    assertThat(uses("i")).isTrue();
    assertThat(folder.rows("SELECT c FROM t WHERE a = 77777 ORDER BY c"))
        .containsExactly("new", "x77777");
    folder.run("ALTER TABLE t SET (parallel_workers = 2)");
    assertThat(uses("i")).isTrue();
    folder.run("ANALYZE t");
    assertThat(uses("i")).isTrue();
    folder.run("VACUUM t");
    assertThat(uses("i")).isTrue();
    assertThat(folder.rows("SELECT c FROM t WHERE a = 77777 ORDER BY c"))
        .containsExactly("new", "x77777");
  }

  @Test
  void aTableWithAUniqueIndexTakesNoRows() {
    folder.run("CREATE UNIQUE INDEX i ON t (a)");
    folder.run("COPY (SELECT 77777, 0, 'new') TO 'in.txt'");
    folder.refuses("COPY t FROM 'in.txt'", "0A000", "unique index");
    assertThat(folder.one("SELECT count(*) FROM t")).isEqualTo(100_000L);
  }

  @Test
  void anIndexOfAFileThatAnotherProgramReplacedIsNotUsedUntilVacuum() {
    folder.write("c.csv", csv(3000));
    folder.run("CREATE INDEX j ON c (a)");
    assertThat(usable("c")).containsExactly("j");
    folder.write("c.csv", csv(4000));
    assertThat(usable("c")).isEmpty();
    assertThat(folder.one("SELECT count(*) FROM c WHERE a = 3500")).isEqualTo(1L);
    folder.run("VACUUM c");
    assertThat(usable("c")).containsExactly("j");
    assertThat(folder.one("SELECT count(*) FROM c WHERE a = 3500")).isEqualTo(1L);
    folder.run("ANALYZE c");
    assertThat(usable("c")).containsExactly("j");
  }

  private static String csv(int rows) {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < rows; i++) {
      text.append(i).append(",text\n");
    }
    return text.toString();
  }

  @Test
  void anIndexMayHaveAnyName() {
    folder.run("CREATE INDEX \"Ünï 1/../x\" ON t (a)");
    assertThat(usable("t")).containsExactly("Ünï 1/../x");
  }
}
