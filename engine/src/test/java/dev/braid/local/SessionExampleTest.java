package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.Braid;
import dev.braid.Session;
import dev.braid.error.BraidException;
import dev.braid.result.Result;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of docs/files.md, and what sessions are.
final class SessionExampleTest {
  @TempDir private Path directory;

  private Braid open() throws Exception {
    Files.createDirectory(directory.resolve("data"));
    Files.writeString(
        directory.resolve("data/orders.csv"), "id,customer,amount\n1,ann,2.50\n2,bob,3.25\n");
    Path file = directory.resolve("braid.yaml");
    Files.writeString(
        file,
        """
        datasets:
          - id: 1
            name: sales
            source: {folder: ./data, writable: true}
          - {id: 2, name: server, source: "postgresql://localhost:1/none"}
        """);
    return Braid.open(file);
  }

  @Test
  void theDocumentedExampleRuns() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (Braid braid = open()) {
      try (Session session = braid.session("sales")) {
        session.execute("SET max_parallel_maintenance_workers = 4");
        Result created =
            session.execute(
                "CREATE TABLE big AS SELECT * FROM orders WHERE amount > $1::numeric", 2);
        out.println(created.command()); // SELECT 2
        session.copyOut("COPY big TO STDOUT (FORMAT csv)", out);
      }
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("SELECT 2", "1,ann,2.50", "2,bob,3.25");
  }

  @Test
  void sessionsAreForFoldersOnly() throws Exception {
    try (Braid braid = open()) {
      assertThatThrownBy(() -> braid.session("server"))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("0A000"));
      assertThatThrownBy(() -> braid.session("nothing"))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("42704"));
    }
  }

  @Test
  void aClosedSessionAnswersNothing() throws Exception {
    try (Braid braid = open()) {
      Session session = braid.session("sales");
      session.close();
      assertThatThrownBy(() -> session.execute("SELECT 1"))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("08003"));
    }
  }

  @Test
  void parametersMustBeAsManyAsTheStatementNames() throws Exception {
    try (Braid braid = open();
        Session session = braid.session("sales")) {
      assertThat(session.execute("SELECT $1::int + 1", 5).single()).isEqualTo(6);
      assertThatThrownBy(() -> session.execute("SELECT $1::int + 1"))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("42P02"));
      assertThatThrownBy(() -> session.execute("CREATE TABLE t AS SELECT $1::int AS a"))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo("42P02"));
    }
  }
}
