package dev.braid.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  private static final String SMALLEST =
      """
      datasets:
        - {id: 1, name: survey, source: postgresql://localhost/survey}
      """;

  @Test
  void aSmallConfigurationHasTheDefaults() {
    Config config = parse(SMALLEST);
    Dataset dataset = config.dataset("survey");
    assertThat(config.dataset("1")).isSameAs(dataset);
    assertThat(config.dataset("SURVEY")).isSameAs(dataset);
    assertThat(dataset.pool()).isEqualTo(PoolSettings.DEFAULT);
    assertThat(dataset.limits()).isEqualTo(new Limits(5, 1000, 256 * 1024));
    assertThat(config.batch()).isEqualTo(new BatchLimits(30, 10, 1024 * 1024));
    assertThat(dataset.allowPrivilegedRole()).isFalse();
  }

  @Test
  void everyKeyIsRead() {
    Config config =
        ConfigFile.parse(
            """
            # all there is
            datasets:
              - id: 7
                name: panel
                description: A panel
                source:
                  url: postgresql://db1,db2:5433/panel?sslmode=verify-full&target_session_attrs=any
                  user: ${PANEL_USER:-reader}
                  password: ${PANEL_PASSWORD}
                pool: {min: 1, max: 4, idle_timeout: 20s, connect_timeout: 5s, query_timeout: 500ms,
                       acquire_timeout: 2, max_lifetime: 1h, max_queries: 100, max_waiting: 7}
                limits: {raw_rows: 10, aggregated_rows: 50, query_bytes: 64kB}
                allow_privileged_role: on
                time_zone: Europe/Berlin
                date_column: users.last_active_date
                date_range: 2024 to 2026
                tables:
                  users: {description: People, columns: {weight: one weight is 1000 people}}
                  orders: Orders
              - {id: 8, name: old, source: postgresql://localhost/old, active: false}
            batch: {max_queries: 40, concurrency: 5, bytes: 2MB}
            """,
            "braid.yaml",
            Map.of("PANEL_PASSWORD", "s3cret"));
    Dataset dataset = config.dataset("7");
    PostgresSource source = (PostgresSource) dataset.source();
    assertThat(source.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db1,db2:5433/panel?sslmode=verify-full&targetServerType=any");
    assertThat(source.user()).isEqualTo("reader");
    assertThat(source.password()).isEqualTo("s3cret");
    assertThat(source.toString()).isEqualTo("postgresql://reader:***@db1,db2:5433/panel");
    assertThat(dataset.toString()).doesNotContain("s3cret");
    assertThat(dataset.pool())
        .isEqualTo(
            new PoolSettings(
                1,
                4,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofHours(1),
                100,
                7));
    assertThat(dataset.limits()).isEqualTo(new Limits(10, 50, 65536));
    assertThat(dataset.allowPrivilegedRole()).isTrue();
    assertThat(dataset.timeZone()).isEqualTo("Europe/Berlin");
    assertThat(dataset.content().dateColumn()).isEqualTo("users.last_active_date");
    assertThat(dataset.content().tables().get("users").columns())
        .containsEntry("weight", "one weight is 1000 people");
    assertThat(dataset.content().tables().get("orders").description()).isEqualTo("Orders");
    assertThat(config.batch()).isEqualTo(new BatchLimits(40, 5, 2L << 20));
    assertThat(config.find("old")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: survey | braid.yaml:2: datasets[0]: \"source\" is missing",
        "name: survey, sourc: x | braid.yaml:2: datasets[0].sourc: unknown key \"sourc\"",
        "name: s, source: postgresql://h/d, polo: {} | braid.yaml:2: datasets[0].polo: unknown key"
            + " \"polo\"",
        "name: s, source: postgresql://h/d, pool: {maxx: 1} | braid.yaml:2: datasets[0].pool.maxx:"
            + " unknown key \"maxx\"",
        "name: s, source: postgresql://h/d, pool: {max: many} | datasets[0].pool.max: expected a"
            + " whole number, got \"many\"",
        "name: s, source: postgresql://h/d, pool: {max: 0} | datasets[0].pool.max: must be from 1"
            + " to 10000, got 0",
        "name: s, source: postgresql://h/d, pool: {min: 5, max: 4} | min (5) is larger than max"
            + " (4)",
        "name: s, source: postgresql://h/d, pool: {idle_timeout: 5 parsecs} | unknown unit"
            + " \"parsecs\"",
        "name: s, source: postgresql://h/d, pool: {idle_timeout: 1s} | must be from 10s to 86400s,"
            + " got 1s",
        "name: s, source: mysql://u:pw@h/d | datasets[0].source: not a PostgreSQL URL",
        "name: s, source: postgresql://h/d?sslmod=require | unknown parameter \"sslmod\" in the"
            + " URL",
        "name: s, source: postgresql://h/d?readOnly=false | parameter \"readOnly\" cannot be set in"
            + " the URL",
        "name: s, source: \"postgresql://u:${NOBODY}@h/d\" | the environment has no NOBODY",
        "name: s, source: postgresql://h/d, time_zone: Mars/Base | unknown time zone \"Mars/Base\"",
        "name: s, source: postgresql://h/d, allow_privileged_role: maybe | expected true or false,"
            + " got \"maybe\"",
        "name: 12, source: postgresql://h/d | must not be a number: numbers are ids",
        "name:, source: postgresql://h/d | datasets[0].name: is empty",
        "name: s, source: postgresql://h:99999/d | datasets[0].source: the port must be from 1",
        "name: s, source: postgresql://h:pw/d | datasets[0].source: not a PostgreSQL URL",
        "name: s, name: t, source: postgresql://h/d | \"name\" stands twice",
      })
  void whatIsWrongIsSaidWithItsPlace(String keys, String message) {
    assertThatThrownBy(() -> parse("datasets:\n  - {id: 1, " + keys + "}\n"))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("F0000"))
        .hasMessageContaining(message);
  }

  @Test
  void theNearestKnownKeyIsNamed() {
    assertThatThrownBy(() -> parse(SMALLEST + "batc: {bytes: 1}\n"))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.hint()).isEqualTo("did you mean \"batch\"?"));
    assertThatThrownBy(
            () ->
                parse(
                    SMALLEST.replace("postgresql://localhost/survey", "postgresql://h/d?sslmod=x")))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.hint()).isEqualTo("did you mean \"sslmode\"?"));
  }

  @Test
  void passwordsAreNeverRepeatedInErrors() {
    assertThatThrownBy(
            () ->
                parse(
                    SMALLEST
                        .replace("postgresql:", "postgressql:")
                        .replace("localhost", "u:hunter2@localhost")))
        .isInstanceOf(BraidException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void userAndPasswordComeFromTheEnvironmentWhenTheUrlHasNone() {
    Map<String, String> environment = Map.of("PGUSER", "me", "PGPASSWORD", "pw");
    PostgresSource source =
        (PostgresSource) ConfigFile.parse(SMALLEST, "f", environment).dataset("1").source();
    assertThat(source.user()).isEqualTo("me");
    assertThat(source.password()).isEqualTo("pw");
    PostgresSource own =
        (PostgresSource)
            ConfigFile.parse(
                    SMALLEST.replace("//localhost", "//you:p%40ss@localhost"), "f", environment)
                .dataset("1")
                .source();
    assertThat(own.user()).isEqualTo("you");
    assertThat(own.password()).isEqualTo("p@ss");
  }

  @Test
  void duplicatesAndBrokenFilesAreRefused() {
    assertThatThrownBy(() -> parse(SMALLEST + "  - {id: 1, name: b, source: postgresql://h/d}\n"))
        .hasMessageContaining("braid.yaml:3: datasets[1]: two datasets have the id 1");
    assertThatThrownBy(
            () -> parse(SMALLEST + "  - {id: 2, name: Survey, source: postgresql://h/d}\n"))
        .hasMessageContaining("two datasets have the name \"Survey\"");
    assertThatThrownBy(() -> parse("datasets:"))
        .hasMessageContaining("braid.yaml:1: datasets: is empty");
    assertThatThrownBy(() -> parse("")).hasMessage("braid.yaml: the file is empty");
    assertThatThrownBy(() -> parse("datasets: [")).hasMessageContaining("braid.yaml:1: not YAML");
    assertThatThrownBy(() -> ConfigFile.load(Path.of("/nowhere/braid.yaml"), Map.of()))
        .hasMessage("no configuration at /nowhere/braid.yaml");
  }

  @Test
  void whatIsNotYamlIsSaidWithTheLineThatIsWrong() {
    assertThatThrownBy(() -> parse("datasets:\n\t- id: 1\n"))
        .hasMessageContaining("braid.yaml:2: not YAML: found character '\\t(TAB)'");
    assertThatThrownBy(() -> parse("datasets:\n  - {id: 1,\n     name: a:b:\n  - {id: 2}\n"))
        .hasMessageContaining("expected ',' or '}'");
  }

  @Test
  void aFileThatIsNotUtf8IsSaidToBe(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("braid.yaml");
    Files.write(file, "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ConfigFile.load(file, Map.of()))
        .hasMessage("cannot read " + file + ": it is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://reader:sec@ret@db/x",
        "postgresql://reader:sec/ret@db/x",
        "postgresql://reader:sec?ret@db/x",
        "postgresql://reader:1?ret@db/x",
        "postgresql://reader:1/ret@db/x",
        "postgresql://db:ret/x"
      })
  void aUrlWhosePasswordNeedsEncodingIsRefusedUnseen(String url) {
    assertThatThrownBy(() -> parse("datasets:\n  - {id: 1, name: a, source: '" + url + "'}\n"))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> assertThat(e.message() + e.hint()).contains("%40").doesNotContain("ret"));
  }

  @ParameterizedTest
  @CsvSource({
    "'localhost', localhost",
    "'[::1]:5433,db-2.example:5432', '[::1]:5433,db-2.example:5432'",
    "'me%40corp:p%40ss%2F%3F@db', db"
  })
  void hostsMayBeAddressesAndMany(String written, String hosts) {
    Config config =
        parse("datasets:\n  - {id: 1, name: a, source: 'postgresql://" + written + "/x'}\n");
    assertThat(((PostgresSource) config.dataset("1").source()).jdbcUrl())
        .isEqualTo("jdbc:postgresql://" + hosts + "/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "options=-c%20statement_timeout%3D0",
        "preparedStatementCacheQueries=0",
        "preparedStatementCacheSizeMiB=0",
        "maxResultBuffer=1",
        "assumeMinServerVersion=8.0"
      })
  void whatBraidDependsOnCannotBeSetInTheUrl(String parameter) {
    assertThatThrownBy(
            () ->
                parse(
                    "datasets:\n  - {id: 1, name: a, source: 'postgresql://db/x?"
                        + parameter
                        + "'}\n"))
        .hasMessageContaining("cannot be set in the URL");
  }

  @Test
  void yamlThatWouldBeReadWrongIsRefused() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    datasets:
                      - {id: 1, name: &n survey, source: postgresql://localhost/survey}
                      - {id: 2, name: *n, source: postgresql://localhost/survey}
                    """))
        .hasMessageContaining("braid.yaml:3")
        .hasMessageContaining("alias");
    assertThatThrownBy(() -> parse(SMALLEST + "---\nbatch: {concurrency: 1}\n"))
        .hasMessageContaining("one document");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+02:00", "UTC+1", "GMT-3", "Z"})
  void aTimeZoneThatPostgresReadsOtherwiseIsRefused(String zone) {
    assertThatThrownBy(
            () ->
                parse(
                    "datasets:\n  - {id: 1, name: a, source: 'postgresql://db/x', time_zone: '"
                        + zone
                        + "'}\n"))
        .hasMessageContaining("time zone");
  }

  @Test
  void oneServerMayBeAskedOverSeveralConnections() {
    String yaml = "datasets:\n  - {id: 1, name: a, source: %s, parallel: {connections: 4}}\n";
    assertThat(parse(yaml.formatted("'postgresql://db/x'")).datasets().getFirst().source())
        .isInstanceOfSatisfying(
            PostgresSource.class, source -> assertThat(source.connections()).isEqualTo(4));
    assertThatThrownBy(() -> parse(yaml.formatted("./data")))
        .hasMessageContaining("braid.yaml:2")
        .hasMessageContaining("one PostgreSQL server");
    assertThatThrownBy(() -> parse(yaml.formatted("'postgresql://db/x'").replace("4", "0")))
        .hasMessageContaining("connections");
  }

  @Test
  void aServerMayHaveStandbys() {
    String yaml = "datasets:\n  - {id: 1, name: a, source: %s, replicas: ['postgresql://b/x']}\n";
    assertThat(parse(yaml.formatted("'postgresql://db/x'")).datasets().getFirst().source())
        .isInstanceOfSatisfying(
            PostgresSource.class,
            source ->
                assertThat(source.replicas().getFirst().jdbcUrl())
                    .startsWith("jdbc:postgresql://b"));
    assertThatThrownBy(() -> parse(yaml.formatted("./data")))
        .hasMessageContaining("braid.yaml:2")
        .hasMessageContaining("one PostgreSQL server");
  }

  private static Config parse(String yaml) {
    return ConfigFile.parse(yaml, "braid.yaml", Map.of());
  }
}
