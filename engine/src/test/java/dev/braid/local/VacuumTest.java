package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.RowStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// VACUUM makes one file of many.
final class VacuumTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void open() throws IOException {
    folder = Folder.writable(path);
    Files.createDirectory(path.resolve("t"));
    for (int i = 1; i <= 5; i++) {
      folder.run(
          "COPY (SELECT %d * 1000 + i AS a, 'x' || i AS b, NULL::numeric AS c FROM generate_series(1, 1000) AS g(i)) TO 't/f%d.parquet' (FORMAT parquet)"
              .formatted(i, i));
    }
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void manyFilesBecomeOneWithTheSameRowsInTheSameOrder() {
    List<String> before = folder.rows("SELECT * FROM t");
    assertThat(before).hasSize(5000);
    assertThat(folder.tag("VACUUM t")).isEqualTo("VACUUM");
    assertThat(folder.files()).containsExactly("t/part-000001.parquet");
    assertThat(folder.rows("SELECT * FROM t")).isEqualTo(before);
    assertThat(folder.tag("VACUUM t")).isEqualTo("VACUUM");
    assertThat(folder.files()).containsExactly("t/part-000001.parquet");
  }

  @Test
  void smallRowGroupsBecomeLargeOnes() throws IOException {
    folder.run("CREATE TABLE s (a int, b text)");
    folder.run("COPY (SELECT a, b FROM t WHERE a < 1020) TO 'in.txt'");
    for (int i = 0; i < 10; i++) {
      folder.run("COPY s FROM 'in.txt'");
    }
    long before = Files.size(path.resolve("s.parquet"));
    List<String> rows = folder.rows("SELECT * FROM s");
    folder.run("VACUUM");
    assertThat(Files.size(path.resolve("s.parquet"))).isLessThan(before);
    assertThat(folder.rows("SELECT * FROM s")).isEqualTo(rows).hasSize(190);
    assertThat(folder.files()).containsExactly("in.txt", "s.parquet", "t/part-000001.parquet");
  }

  @Test
  void notNullAndStorageParametersStay() {
    folder.run("CREATE TABLE s (a int NOT NULL) WITH (parallel_workers = 3)");
    folder.write("in.txt", "1\n");
    folder.run("COPY s FROM 'in.txt'");
    folder.run("COPY s FROM 'in.txt'");
    folder.run("VACUUM s");
    folder.write("in.txt", "\\N\n");
    folder.refuses("COPY s FROM 'in.txt'", "23502", "null value in column \"a\"");
    folder.run("SET parallel_setup_cost = 0");
    folder.run("SET parallel_tuple_cost = 0");
    folder.run("SET max_parallel_workers_per_gather = 8");
    assertThat(String.join("\n", folder.rows("EXPLAIN SELECT count(*) FROM s")))
        .contains("Workers Planned: 3");
  }

  @Test
  void whoReadsTheOldFilesReadsThemToTheEnd() {
    try (RowStream rows = folder.braid().stream("files", "SELECT a FROM t")) {
      var iterator = rows.iterator();
      iterator.next();
      folder.run("VACUUM t");
      int count = 1;
      while (iterator.hasNext()) {
        iterator.next();
        count++;
      }
      assertThat(count).isEqualTo(5000);
    }
  }

  @Test
  void csvTablesStayAsTheyAre() {
    folder.write("c.csv", "a\n1\n");
    folder.write("d/1.csv", "a\n1\n");
    folder.write("d/2.csv", "a\n2\n");
    assertThat(folder.tag("VACUUM c, d")).isEqualTo("VACUUM");
    assertThat(folder.files()).contains("c.csv", "d/1.csv", "d/2.csv");
  }

  @Test
  void optionsAreThoseOfPostgres() {
    assertThat(folder.tag("VACUUM (FULL, FREEZE, VERBOSE) t")).isEqualTo("VACUUM");
    assertThat(folder.tag("VACUUM ANALYZE t")).isEqualTo("VACUUM");
    assertThat(folder.files()).contains(".braid/t.stats");
    assertThat(folder.tag("VACUUM (ANALYZE false, PARALLEL 2) t")).isEqualTo("VACUUM");
    folder.refuses("VACUUM nothing", "42P01", "relation \"nothing\" does not exist");
    folder.refuses("VACUUM (NOTHING) t", "42601", "unrecognized VACUUM option \"nothing\"");
    folder.refuses("VACUUM (ANALYZE maybe) t", "42601", "analyze requires a Boolean value");
    folder.refuses(
        "VACUUM (PARALLEL -1) t",
        "42601",
        "parallel workers for vacuum must be between 0 and 1024");
    folder.refuses(
        "VACUUM t (a)", "0A000", "ANALYZE option must be specified when a column list is provided");
  }
}
