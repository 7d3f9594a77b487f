package dev.braid.server.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.PoolSettings;
import dev.braid.testing.Await;
import dev.braid.testing.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shell as a person uses it, over JLine's dumb terminal.
final class ShellTest {
  @TempDir private Path directory;

  @BeforeAll
  static void table() {
    TestPostgres.execute(
        """
        CREATE TABLE IF NOT EXISTS shell_cities (city text PRIMARY KEY, people int);
        TRUNCATE shell_cities;
        INSERT INTO shell_cities VALUES ('Mumbai', 12), ('Delhi', 11);
        """);
  }

  private static Config config() {
    return new Config(
        List.of(
            TestPostgres.dataset(1, "test", PoolSettings.DEFAULT),
            TestPostgres.dataset(2, "other", PoolSettings.DEFAULT)),
        BatchLimits.DEFAULT);
  }

  /// What the terminal shows after typing these lines.
  private String typing(String lines) throws IOException {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    try (Braid braid = Braid.open(config())) {
      run(braid, new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), screen);
    }
    return screen.toString(StandardCharsets.UTF_8);
  }

  private Terminal run(Braid braid, InputStream keys, ByteArrayOutputStream screen)
      throws IOException {
    Terminal terminal = new DumbTerminal("test", "dumb", keys, screen, StandardCharsets.UTF_8);
    SchemaCache schemas = new SchemaCache(braid);
    try (TerminalInput input =
        new TerminalInput(
            terminal, new ShellCompleter(schemas), directory.resolve("state/history"))) {
      new Shell(braid, braid.config().datasets().getFirst(), input, schemas).run();
    }
    return terminal;
  }

  @Test
  void answersAStatementOfSeveralLines() throws IOException {
    String screen = typing("SELECT city\nFROM shell_cities\nORDER BY people;\n\\q\n");
    assertThat(screen).containsSubsequence("test=> ", "Delhi", "Mumbai", "(2 rows)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1| -",
        "SELECT 'a;| '",
        "SELECT 1; SELECT| -",
        "SELECT $$a;| $",
        "SELECT 1; /* and| *",
        "SELECT 1;|",
        "SELECT 1; -- done|",
        "\\d users|",
        "exit|",
      })
  void theNextPromptShowsWhatIsMissing(String typed, @Nullable String missing) {
    assertThat(ShellParser.missing(typed)).isEqualTo(missing);
  }

  @Test
  void controlDLeaves() throws IOException {
    assertThat(typing("SELECT 1 AS one;\n")).contains("(1 row)");
  }

  @Test
  void statementsEnteredTogetherRunSideBySide() throws IOException {
    assertThat(typing("SELECT 1; SELECT 2;\n\\q\n"))
        .contains("2 queries in")
        .contains("2 succeeded");
  }

  @Test
  void anErrorPointsAtItsPlaceAndTheShellGoesOn() throws IOException {
    assertThat(typing("SELECT nowhere;\nSELECT 7 AS seven;\n\\q\n"))
        .containsSubsequence("42703", "LINE 1: SELECT nowhere", "^", "seven", "(1 row)");
  }

  @Test
  void describesTablesAndColumns() throws IOException {
    assertThat(typing("\\d\n\\d shell_cities\n\\q\n"))
        .containsSubsequence("shell_cities", "table public.shell_cities", "city", "text", "people");
  }

  @Test
  void anUnknownTableNamesTheNearest() throws IOException {
    assertThat(typing("\\d shell_citys\n\\q\n")).contains("did you mean \"shell_cities\"?");
  }

  @Test
  void listsAndChangesDatasets() throws IOException {
    assertThat(typing("\\l\n\\c other\n\\c nowhere\n\\q\n"))
        .contains("postgresql://reader:***@", "Asking other.", "other=> ")
        .contains("Dataset not found or inactive: nowhere");
  }

  @Test
  void timingAndExpandedDisplayAreSwitches() throws IOException {
    String screen = typing("\\timing\n\\x\nSELECT 1 AS one, 2 AS two;\n\\x\n\\timing\n\\q\n");
    assertThat(screen)
        .containsSubsequence(
            "Timing is on.", "Expanded display is on.", "-[ RECORD 1 ]", "one | 1", "Time: ")
        .containsSubsequence("Expanded display is off.", "Timing is off.");
  }

  @Test
  void helpAndUnknownCommands() throws IOException {
    assertThat(typing("\\?\n\\timin\n\\q\n"))
        .contains("\\timing", "unknown command \\timin", "did you mean \"timing\"?");
  }

  @Test
  void keepsTheHistory() throws IOException {
    typing("SELECT 1 AS remembered;\n\\q\n");
    assertThat(Files.readString(directory.resolve("state/history")))
        .contains("SELECT 1 AS remembered;");
  }

  @Test
  void controlCCancelsTheStatementOnTheServerAndKeepsTheShell() throws Exception {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    try (Braid braid = Braid.open(config());
        PipedOutputStream keyboard = new PipedOutputStream();
        InputStream keys = new PipedInputStream(keyboard)) {
      Terminal terminal = new DumbTerminal("test", "dumb", keys, screen, StandardCharsets.UTF_8);
      SchemaCache schemas = new SchemaCache(braid);
      TerminalInput input = new TerminalInput(terminal, new ShellCompleter(schemas), null);
      CompletableFuture<Boolean> shell =
          CompletableFuture.supplyAsync(
              () -> new Shell(braid, config().dataset("test"), input, schemas).run(),
              task -> Thread.ofPlatform().start(task));
      keyboard.write("SELECT pg_sleep(60) AS shell_sleep;\n".getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
      String running =
          "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()"
              + " AND query LIKE '%shell_sleep%'";
      Await.until("the statement runs", () -> TestPostgres.ask(running).equals("1"));
      terminal.raise(Terminal.Signal.INT);
      Await.until("the statement ends", () -> TestPostgres.ask(running).equals("0"));
      keyboard.write("SELECT 'still here' AS answer;\n\\q\n".getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
      assertThat(shell.get(10, TimeUnit.SECONDS)).isFalse();
      input.close();
    }
    assertThat(screen.toString(StandardCharsets.UTF_8))
        .containsSubsequence("57014", "cancelled by Ctrl-C", "still here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT city FROM shell_ci| shell_cities",
        "\\d shell_ci| shell_cities",
        "SELECT peo FROM shell_cities@10| people",
        "SELECT shell_cities.pe FROM shell_cities@22| shell_cities.people",
        "SELECT c.pe FROM shell_cities AS c@11| c.people",
        "SELECT * FROM public.shell_| public.shell_cities",
        "sel| select",
        "SEL| SELECT",
        "\\ti| \\timing",
        "\\c oth| other",
      })
  void completes(String typed, String offered) {
    int at = typed.indexOf('@');
    String line = at < 0 ? typed : typed.substring(0, at);
    int cursor = at < 0 ? line.length() : Integer.parseInt(typed.substring(at + 1));
    try (Braid braid = Braid.open(config())) {
      SchemaCache schemas = new SchemaCache(braid);
      schemas.use("test");
      schemas.refresh("test");
      List<org.jline.reader.Candidate> candidates = new java.util.ArrayList<>();
      new ShellCompleter(schemas).complete(null, ShellParser.Word.at(line, cursor), candidates);
      assertThat(candidates).extracting(candidate -> candidate.value()).contains(offered);
    }
  }
}
