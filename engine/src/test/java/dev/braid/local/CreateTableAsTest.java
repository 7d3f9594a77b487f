package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.result.Column;
import dev.braid.result.CommandTag;
import dev.braid.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// CREATE TABLE, with and without AS, and DROP TABLE.
final class CreateTableAsTest {
  private static final String EVERY_TYPE =
      """
      SELECT i::int2 AS a, i AS b, i::int8 * 10000000000 AS c, i::numeric / 7 AS d, i::numeric(10, 3) AS e,
        i::float4 / 3 AS f, i::float8 / 3 AS g, i % 2 = 0 AS h, repeat('é', i % 5) AS i,
        ('x' || i)::varchar(4) AS j, (i % 10)::char(3) AS k, date '2020-01-01' + i AS l,
        time '00:00' + i * interval '1 minute' AS m,
        timestamp '1999-12-31 23:59:59.999999' + i * interval '1 day' AS n,
        timestamptz '2000-01-01 00:00Z' + i * interval '1 hour' AS o,
        i * interval '1 day 2 hours' AS p,
        ('00000000-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid AS q,
        ('{"n": ' || i || '}')::jsonb AS r, ('[' || i || ', null]')::json AS s,
        CASE WHEN i % 3 = 0 THEN NULL ELSE i END AS t
      FROM generate_series(1, 300) AS g(i)
      """;

  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.writable(path);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private static List<String> server(String setup, String sql) {
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("SET timezone = 'UTC'");
      statement.execute(setup);
      List<String> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery(sql)) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> serverTypes(String sql) {
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> types = new ArrayList<>();
      for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
        types.add(found.getMetaData().getColumnTypeName(i));
      }
      return types;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTableHoldsWhatItsQueryReturnsWithPostgresTypes() {
    assertThat(folder.tag("CREATE TABLE every AS " + EVERY_TYPE)).isEqualTo("SELECT 300");
    String setup = "DROP TABLE IF EXISTS every; CREATE TABLE every AS " + EVERY_TYPE;
    String everyColumn =
        "SELECT concat_ws('|', a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t) FROM"
            + " every ORDER BY b";
    assertThat(folder.rows(everyColumn)).isEqualTo(server(setup, everyColumn)).hasSize(300);
    assertThat(folder.run("SELECT * FROM every").columns().stream().map(Column::type))
        .containsExactlyElementsOf(serverTypes("SELECT * FROM every"));
  }

  @Test
  void columnNamesReplaceTheQuerysFromTheLeft() {
    assertThat(folder.tag("CREATE TABLE t (x, \"Y z\") AS SELECT 1 AS a, 2 AS b, 3 AS c"))
        .isEqualTo("SELECT 1");
    assertThat(folder.rows("SELECT \"Y z\", c, x FROM t")).containsExactly("2|3|1");
    folder.refuses(
        "CREATE TABLE u (x, y) AS SELECT 1", "42601", "too many column names were specified");
    folder.refuses(
        "CREATE TABLE u (x, x) AS SELECT 1, 2", "42701", "column \"x\" specified more than once");
    folder.refuses("CREATE TABLE u AS SELECT", "0A000", "without columns");
    assertThat(folder.files()).containsExactly("t.parquet");
  }

  @Test
  void withNoDataMakesAnEmptyTable() {
    assertThat(folder.tag("CREATE TABLE t AS SELECT 1 / 0 AS a WITH NO DATA"))
        .isEqualTo("CREATE TABLE AS");
    assertThat(folder.rows("SELECT a FROM t")).isEmpty();
    assertThat(folder.tag("CREATE TABLE u AS SELECT 5 AS a WITH DATA")).isEqualTo("SELECT 1");
  }

  @Test
  void ifNotExistsLeavesWhatThereIs() {
    folder.run("CREATE TABLE t AS SELECT 1 AS a");
    folder.refuses("CREATE TABLE t AS SELECT 2 AS a", "42P07", "relation \"t\" already exists");
    assertThat(folder.tag("CREATE TABLE IF NOT EXISTS t AS SELECT 2 AS a"))
        .isEqualTo("CREATE TABLE AS");
    assertThat(folder.one("SELECT a FROM t")).isEqualTo(1);
    folder.write("c.csv", "a\n1\n");
    folder.refuses("CREATE TABLE c AS SELECT 2 AS a", "42P07", "relation \"c\" already exists");
    folder.write("sub/1.csv", "a\n1\n");
    folder.refuses("CREATE TABLE sub AS SELECT 2 AS a", "42P07", "relation \"sub\" already exists");
  }

  @Test
  void storageParametersAreThoseThatThereAre() {
    folder.run("CREATE TABLE t WITH (parallel_workers = 3, format = parquet) AS SELECT 1 AS a");
    folder.refuses(
        "CREATE TABLE u WITH (format = csv) AS SELECT 1 AS a", "0A000", "tables are Parquet files");
    folder.refuses(
        "CREATE TABLE u WITH (fillfactor = 70) AS SELECT 1 AS a", "0A000", "\"fillfactor\"");
    folder.refuses(
        "CREATE TABLE u WITH (parallel_workers = x) AS SELECT 1 AS a",
        "22023",
        "invalid value for integer option");
    folder.refuses(
        "CREATE TABLE u WITH (parallel_workers = 1025) AS SELECT 1 AS a", "22023", "out of bounds");
    assertThat(folder.tag("ALTER TABLE t SET (parallel_workers = 5)")).isEqualTo("ALTER TABLE");
    assertThat(folder.one("SELECT a FROM t")).isEqualTo(1);
  }

  @Test
  void aQueryThatFailsLeavesNothing() {
    folder.refuses(
        "CREATE TABLE t AS SELECT 1 / (300000 - i) AS a FROM generate_series(1, 400000) AS g(i)",
        "22012",
        "division by zero");
    assertThat(folder.files()).isEmpty();
    folder.refuses(
        "CREATE TABLE t AS SELECT nothing", "42703", "column \"nothing\" does not exist");
    folder.refuses("CREATE TABLE t AS SELECT ARRAY[1] AS a", "0A000", "");
    assertThat(folder.files()).isEmpty();
  }

  @Test
  void aTableMayBeMadeOfParameters() {
    CommandTag tag =
        folder
            .session()
            .execute("CREATE TABLE t AS SELECT $1::int AS a, $2::text AS b", 5, "x")
            .command();
    assertThat(String.valueOf(tag)).isEqualTo("SELECT 1");
    assertThat(folder.rows("SELECT * FROM t")).containsExactly("5|x");
  }

  @Test
  void aTableMayBeReadWhileItsSuccessorIsMade() {
    folder.run("CREATE TABLE t AS SELECT i AS a FROM generate_series(1, 10) AS g(i)");
    assertThat(folder.tag("CREATE TABLE u AS SELECT * FROM t UNION ALL SELECT * FROM t"))
        .isEqualTo("SELECT 20");
    assertThat(folder.one("SELECT count(*) FROM u")).isEqualTo(20L);
  }

  @Test
  void namesAreThoseOfTheDataset() {
    folder.run("CREATE TABLE public.a AS SELECT 1 AS x");
    folder.run("CREATE TABLE files.b AS SELECT 1 AS x");
    folder.refuses(
        "CREATE TABLE other.c AS SELECT 1 AS x", "3F000", "schema \"other\" does not exist");
    folder.refuses("CREATE TABLE x.y.z AS SELECT 1 AS x", "0A000", "cross-database references");
    folder.refuses(
        "CREATE TABLE \"../c\" AS SELECT 1 AS x", "42602", "cannot be the name of a file");
    folder.refuses("CREATE TABLE \".c\" AS SELECT 1 AS x", "42602", "cannot be the name of a file");
    folder.run("CREATE TABLE \"Ünï c.ode\" AS SELECT 1 AS x");
    assertThat(folder.one("SELECT x FROM \"Ünï c.ode\"")).isEqualTo(1);
  }

  @Test
  void aTableOfDefinedColumnsBeginsEmpty() {
    assertThat(folder.tag("CREATE TABLE t (a int, b numeric(5, 2) NOT NULL, c varchar(3))"))
        .isEqualTo("CREATE TABLE");
    assertThat(folder.one("SELECT count(*) FROM t")).isEqualTo(0L);
    assertThat(folder.tag("CREATE TABLE IF NOT EXISTS t (x int)")).isEqualTo("CREATE TABLE");
    folder.refuses("CREATE TABLE t (x int)", "42P07", "already exists");
    folder.refuses("CREATE TABLE u (x int PRIMARY KEY)", "0A000", "PRIMARY KEY");
    folder.refuses("CREATE TABLE u (x int DEFAULT 5)", "0A000", "DEFAULT");
    folder.refuses("CREATE TABLE u (x serial)", "0A000", "serial");
    folder.refuses("CREATE TABLE u (x nothing)", "42704", "type \"nothing\" does not exist");
    folder.refuses("CREATE TABLE u (x int, x int)", "42701", "specified more than once");
  }

  @Test
  void dropRemovesAllOrNothing() {
    folder.run("CREATE TABLE a AS SELECT 1 AS x");
    folder.run("CREATE TABLE b AS SELECT 1 AS x");
    folder.write("c/1.csv", "x\n1\n");
    folder.write("c/notes.txt", "mine");
    folder.refuses("DROP TABLE a, nothing", "42P01", "table \"nothing\" does not exist");
    assertThat(folder.one("SELECT x FROM a")).isEqualTo(1);
    assertThat(folder.tag("DROP TABLE IF EXISTS a, nothing, c")).isEqualTo("DROP TABLE");
    folder.refuses("SELECT x FROM a", "42P01", "relation \"a\" does not exist");
    assertThat(folder.files()).containsExactly("b.parquet", "c/notes.txt");
  }

  @Test
  void explainShowsThePlanAndCreatesNothing() {
    assertThat(folder.rows("EXPLAIN CREATE TABLE t AS SELECT 1 AS a").getFirst())
        .startsWith("Result");
    folder.refuses("EXPLAIN ANALYZE CREATE TABLE t AS SELECT 1 AS a", "0A000", "EXPLAIN");
    folder.refuses("EXPLAIN COPY (SELECT 1) TO 'x.csv'", "42601", "syntax error");
    folder.refuses("EXPLAIN CREATE TABLE t (a int)", "42601", "");
    assertThat(folder.files()).isEmpty();
  }

  @Test
  void explainCountsNothingForRowsThatGoToAFile() {
    folder.run("CREATE TABLE t AS SELECT g AS a FROM generate_series(1, 100000) g");
    folder.run("SET min_parallel_table_scan_size = 0");
    folder.run("SET parallel_setup_cost = 0");
    assertThat(folder.rows("EXPLAIN SELECT a FROM t").getFirst()).startsWith("Seq Scan");
    assertThat(folder.rows("EXPLAIN CREATE TABLE u AS SELECT a FROM t").getFirst())
        .startsWith("Gather");
  }
}
