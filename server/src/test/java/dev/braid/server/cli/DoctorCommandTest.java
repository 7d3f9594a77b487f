package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.server.cli.Cli.Ran;
import dev.braid.testing.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest {
  @TempDir private Path directory;

  @BeforeAll
  static void roles() {
    TestPostgres.execute(
        """
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'doctor_files') THEN
            CREATE ROLE doctor_files LOGIN PASSWORD 'files-secret';
            GRANT pg_read_server_files TO doctor_files;
            CREATE ROLE doctor_boss LOGIN SUPERUSER PASSWORD 'boss-secret';
            CREATE ROLE doctor_few LOGIN CONNECTION LIMIT 3 PASSWORD 'few-secret';
          END IF;
        END $$;
        """);
  }

  private Ran examine(String datasets) {
    return Cli.in(directory).file("braid.yaml", "datasets:\n" + datasets).run("doctor");
  }

  private static String as(String role, String password, String more) {
    return "  - {id: 1, name: test, source: 'postgresql://%s:%s@localhost:%d/postgres'%s}\n"
        .formatted(role, password, TestPostgres.port(), more);
  }

  @Test
  void aHealthyDatasetHasNothingWrong() {
    Ran ran = examine(Cli.dataset(1, "test"));
    assertThat(ran.out())
        .contains("✓ Java 25", "datasets 1 (test)", "✓ reachable", "✓ PostgreSQL 18")
        .contains("✓ role \"reader\" is an ordinary one", "✓ pool of 10; the server has 200")
        .contains("✓ clocks differ by", "no TLS", "✓ encoding UTF8")
        .contains("✓ read-only in force: a write is refused (25006)")
        .doesNotContain("✗");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
  }

  @Test
  void aDeadDatasetDoesNotHinderTheOthers() {
    Ran ran =
        examine(
            "  - {id: 2, name: gone, source: 'postgresql://u@localhost:1/d'}\n"
                + Cli.dataset(1, "test"));
    assertThat(ran.out())
        .containsSubsequence("1 test", "✓ read-only in force", "2 gone", "✗ not reachable")
        .contains("is the server up, and are host and port right?");
    assertThat(ran.status()).isEqualTo(1);
  }

  @Test
  void aMissingPasswordAndAnUnknownHostAreSaidToBe() {
    Ran ran =
        examine(
            "  - {id: 1, name: a, source: 'postgresql://reader@localhost:%d/postgres'}\n"
                    .formatted(TestPostgres.port())
                + "  - {id: 2, name: b, source: 'postgresql://reader@nowhere.invalid/postgres'}\n");
    assertThat(ran.out())
        .containsSubsequence("1 a", "is there a password", "2 b", "unknown host nowhere.invalid");
  }

  @Test
  void aSuperuserIsWrongUnlessPermitted() {
    Ran refused = examine(as("doctor_boss", "boss-secret", ""));
    assertThat(refused.out())
        .contains("✗ role \"doctor_boss\" is a superuser")
        .contains("GRANT pg_read_all_data TO braid");
    assertThat(refused.status()).isEqualTo(1);
    Ran permitted = examine(as("doctor_boss", "boss-secret", ", allow_privileged_role: true"));
    assertThat(permitted.out()).contains("! role \"doctor_boss\" is a superuser");
    assertThat(permitted.status()).isZero();
  }

  @Test
  void aRoleThatReadsServerFilesIsWrong() {
    Ran ran = examine(as("doctor_files", "files-secret", ""));
    assertThat(ran.out()).contains("✗ role \"doctor_files\"", "(pg_read_server_files)");
    assertThat(ran.status()).isEqualTo(1);
  }

  @Test
  void aPoolLargerThanTheServerOrTheRoleIsWrong() {
    Ran server = examine(as("reader", "reader-secret", ", pool: {max: 500}"));
    assertThat(server.out())
        .contains("✗ pool of 500; the server has 200", "set pool.max to at most");
    assertThat(server.status()).isEqualTo(1);
    Ran role = examine(as("doctor_few", "few-secret", ""));
    assertThat(role.out()).contains("✗ pool of 10, but the role may have only 3 connections");
    assertThat(role.status()).isEqualTo(1);
  }

  @Test
  void aBrokenConfigurationIsToldAfterTheJavaCheck() {
    Ran ran = Cli.in(directory).file("braid.yaml", "datasets: 5\n").run("doctor");
    assertThat(ran.out()).contains("✓ Java");
    assertThat(ran.err()).contains("braid.yaml:1");
    assertThat(ran.status()).isEqualTo(2);
  }
}
