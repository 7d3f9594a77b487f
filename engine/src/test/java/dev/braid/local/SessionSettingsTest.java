package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Session;
import dev.braid.error.BraidException;
import dev.braid.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// SET, SHOW and RESET, beside a session with PostgreSQL.
final class SessionSettingsTest {
  private static Connection server;

  @TempDir private Path path;
  private Folder folder;

  @BeforeAll
  static void connect() {
    server = TestPostgres.superuser();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    server.close();
  }

  @BeforeEach
  void open() {
    folder = Folder.readOnly(path);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  /// What SHOW says after SET, or the error of SET.
  private static String server(String set, String name) throws SQLException {
    try (Statement statement = server.createStatement()) {
      try {
        statement.execute("RESET " + name);
        statement.execute(set);
      } catch (SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return e.getSQLState() + " " + message.replaceFirst("^ERROR: ", "");
      }
      try (ResultSet row = statement.executeQuery("SHOW " + name)) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private String braid(String set, String name) {
    try {
      folder.run("RESET " + name);
      assertThat(folder.tag(set)).isEqualTo("SET");
    } catch (BraidException e) {
      return e.sqlState() + " " + e.message();
    }
    return String.valueOf(folder.one("SHOW " + name));
  }

  static List<String> sets() {
    List<String> sets = new ArrayList<>();
    String[] sizes = {
      "64",
      "'64kB'",
      "'64MB'",
      "'1GB'",
      "'1536kB'",
      "'1.5MB'",
      "'100000B'",
      "'65 MB'",
      "'64mb'",
      "63",
      "0",
      "-1",
      "'x'",
      "'5s'",
      "'64 MBs'",
      "''",
      "on",
      "1.5",
      "'0x100'",
      "'2TB'",
      "'1e3'",
      "2147483647",
      "2147483648",
      "DEFAULT"
    };
    for (String name : new String[] {"work_mem", "maintenance_work_mem"}) {
      for (String value : sizes) {
        sets.add(name + " = " + value);
      }
    }
    for (String value :
        new String[] {
          "1",
          "0",
          "'12kB'",
          "'8MB'",
          "1000",
          "'1000kB'",
          "-1",
          "'x'",
          "'1GB'",
          "'7kB'",
          "'3kB'",
          "715827882",
          "715827883"
        }) {
      sets.add("min_parallel_table_scan_size = " + value);
      sets.add("min_parallel_index_scan_size = " + value);
    }
    for (String value :
        new String[] {
          "0", "1", "1024", "1025", "-1", "2.5", "3.5", "'4'", "'x'", "'5kB'", "' 6 '", "'010'",
          "DEFAULT", "true"
        }) {
      sets.add("max_parallel_workers_per_gather = " + value);
      sets.add("max_parallel_workers = " + value);
      sets.add("max_parallel_maintenance_workers = " + value);
    }
    for (String value : new String[] {"1", "10", "10000", "10001", "0"}) {
      sets.add("default_statistics_target = " + value);
    }
    for (String value :
        new String[] {
          "0",
          "60001",
          "'2s'",
          "'1500ms'",
          "'90s'",
          "'2min'",
          "'1h'",
          "'1d'",
          "'36h'",
          "'2000000us'",
          "'1us'",
          "-1",
          "'5kB'",
          "2147483647",
          "2147483648",
          "'0.5s'",
          "'1.5 min'"
        }) {
      sets.add("statement_timeout = " + value);
    }
    for (String value :
        new String[] {
          "1000",
          "0",
          "0.1",
          "1e5",
          "1.0",
          "-1",
          "'x'",
          "'1e-7'",
          "1234567.5",
          "1e10",
          "'Infinity'",
          "'NaN'",
          "0.123456789012",
          "on"
        }) {
      sets.add("parallel_setup_cost = " + value);
      sets.add("cpu_tuple_cost = " + value);
    }
    for (String value : new String[] {"1", "2", "1000", "1001", "0.5", "1.25"}) {
      sets.add("hash_mem_multiplier = " + value);
    }
    for (String value :
        new String[] {
          "on", "off", "true", "false", "yes", "no", "1", "0", "'t'", "'fal'", "'ON'", "'y'", "'n'",
          "'o'", "'of'", "2", "'x'", "''", "'tr'", "DEFAULT", "'ye'"
        }) {
      sets.add("enable_seqscan = " + value);
      sets.add("parallel_leader_participation TO " + value);
    }
    for (String value :
        new String[] {"off", "on", "regress", "true", "0", "yes", "'x'", "'ON'", "DEFAULT"}) {
      sets.add("debug_parallel_query = " + value);
    }
    for (String value :
        new String[] {
          "'Europe/Berlin'",
          "'utc'",
          "UTC",
          "'america/new_york'",
          "5",
          "-3.5",
          "'+05:30'",
          "'nowhere'",
          "'GMT'",
          "'Etc/GMT+5'"
        }) {
      sets.add("TimeZone = " + value);
    }
    sets.add("application_name = 'my app'");
    sets.add("application_name = word");
    sets.add("application_name = ''");
    sets.add("search_path = public");
    sets.add("IntervalStyle = 'postgres'");
    sets.add("DateStyle = 'ISO, MDY'");
    sets.add("DateStyle = ISO, MDY");
    sets.add("DateStyle = 'iso'");
    sets.add("work_mem = 64, 65");
    sets.add("nothing_like_it = 5");
    sets.add("max_worker_processes = 4");
    return sets;
  }

  @ParameterizedTest
  @MethodSource("sets")
  void aSettingIsSetAndShownAsByPostgres(String set) throws SQLException {
    String name = set.replaceFirst("( =| TO).*", "");
    assertThat(braid("SET " + set, name)).isEqualTo(server("SET " + set, name));
  }

  @Test
  void defaultsAreThoseOfPostgres() throws SQLException {
    for (String name :
        List.of(
            "work_mem",
            "maintenance_work_mem",
            "max_parallel_workers_per_gather",
            "max_parallel_workers",
            "max_parallel_maintenance_workers",
            "parallel_setup_cost",
            "parallel_tuple_cost",
            "seq_page_cost",
            "random_page_cost",
            "cpu_tuple_cost",
            "cpu_index_tuple_cost",
            "cpu_operator_cost",
            "min_parallel_table_scan_size",
            "min_parallel_index_scan_size",
            "enable_hashjoin",
            "statement_timeout",
            "hash_mem_multiplier",
            "default_statistics_target",
            "debug_parallel_query",
            "parallel_leader_participation")) {
      assertThat(folder.one("SHOW " + name))
          .describedAs(name)
          .isEqualTo(server("RESET " + name, name));
    }
  }

  @Test
  void settingsLastAsLongAsTheirSession() {
    folder.run("SET work_mem = '1MB'");
    folder.run("SET SESSION max_parallel_workers = 3");
    assertThat(folder.one("SHOW work_mem")).isEqualTo("1MB");
    try (Session other = folder.another()) {
      assertThat(other.execute("SHOW work_mem").single()).isEqualTo("4MB");
    }
    assertThat(folder.tag("RESET work_mem")).isEqualTo("RESET");
    assertThat(folder.one("SHOW work_mem")).isEqualTo("4MB");
    assertThat(folder.one("SHOW max_parallel_workers")).isEqualTo("3");
    assertThat(folder.tag("RESET ALL")).isEqualTo("RESET");
    assertThat(folder.one("SHOW max_parallel_workers")).isEqualTo("8");
  }

  @Test
  void setLocalEndsWithItsStatement() {
    assertThat(folder.tag("SET LOCAL work_mem = '1MB'")).isEqualTo("SET");
    assertThat(folder.one("SHOW work_mem")).isEqualTo("4MB");
    folder.refuses("SET LOCAL work_mem = 'x'", "22023", "invalid value for parameter \"work_mem\"");
  }

  @Test
  void showAllHasEverySettingWithItsMeaning() {
    assertThat(folder.run("SHOW ALL").columns().stream().map(c -> c.name()))
        .containsExactly("name", "setting", "description");
    assertThat(folder.rows("SHOW ALL"))
        .contains("work_mem|4MB|what one node may hold in memory")
        .hasSizeGreaterThan(30);
    folder.refuses("SHOW nothing", "42704", "unrecognized configuration parameter \"nothing\"");
    folder.refuses("RESET nothing", "42704", "unrecognized configuration parameter \"nothing\"");
  }

  @Test
  void theTimeZoneGovernsQueries() {
    folder.run("SET TIME ZONE 'America/New_York'");
    assertThat(folder.one("SHOW timezone")).isEqualTo("America/New_York");
    assertThat(folder.one("SELECT timestamptz '2020-01-01 00:00Z'"))
        .isEqualTo("2019-12-31 19:00:00-05");
    folder.run("SET TIME ZONE DEFAULT");
    assertThat(folder.one("SELECT timestamptz '2020-01-01 00:00Z'"))
        .isEqualTo("2020-01-01 00:00:00+00");
  }

  @Test
  void settingsGovernPlans() {
    folder.write("t.csv", "a\n1\n2\n");
    String sql = "EXPLAIN SELECT count(*) FROM t";
    assertThat(String.join("\n", folder.rows(sql))).doesNotContain("Gather");
    folder.run("SET min_parallel_table_scan_size = 0");
    folder.run("SET parallel_setup_cost = 0");
    folder.run("SET debug_parallel_query = on");
    assertThat(String.join("\n", folder.rows(sql))).contains("Gather");
    folder.run("SET max_parallel_workers_per_gather = 0");
    assertThat(String.join("\n", folder.rows(sql))).doesNotContain("Partial Aggregate");
  }

  @Test
  void whatIsAlwaysTheSameCannotBeChanged() {
    folder.refuses("SET search_path = other", "0A000", "search_path");
    folder.refuses("SET client_encoding = 'LATIN1'", "0A000", "client_encoding");
    assertThat(folder.tag("SET client_encoding = 'UTF8'")).isEqualTo("SET");
    assertThat(folder.tag("SET NAMES 'utf-8'")).isEqualTo("SET");
    folder.refuses("SET DateStyle = 'German'", "0A000", "DateStyle");
    folder.refuses("SET IntervalStyle = 'iso_8601'", "0A000", "IntervalStyle");
    folder.refuses("SET TRANSACTION READ WRITE", "0A000", "SET TRANSACTION");
    folder.refuses("SET ROLE x", "0A000", "SET ROLE");
  }
}
