package dev.braid.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Lexer;
import dev.braid.guard.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.util.ServerErrorMessage;

/// The parser accepts and refuses as the server's own grammar does, at the same character.
class SqlParserTest {
  private static final int MUTATIONS = Integer.getInteger("braid.mutations", 2_000);

  private static @Nullable BraidException refusal(String sql) {
    return catchThrowableOfType(BraidException.class, () -> SqlParser.statements(sql));
  }

  /// How the two disagree on a text, or null. What Braid refuses by name is no disagreement.
  private static @Nullable String disagreement(ServerGrammar server, String sql)
      throws SQLException {
    BraidException ours = refusal(sql);
    if (ours != null && ours.sqlState().equals(SqlState.FEATURE_NOT_SUPPORTED)) {
      return null;
    }
    ServerErrorMessage theirs = server.complaint(sql);
    String we = ours == null ? "fine" : describe(ours.sqlState(), ours.message(), ours.position());
    String they =
        theirs == null
            ? "fine"
            : describe(
                String.valueOf(theirs.getSQLState()),
                String.valueOf(theirs.getMessage()),
                theirs.getPosition());
    boolean onlyAnalyzed = ours != null && ours.message().startsWith("DEFAULT is not allowed");
    return we.equals(they) || onlyAnalyzed
        ? null
        : sql + "\n  Braid:      " + we + "\n  PostgreSQL: " + they;
  }

  private static String describe(String state, String message, int position) {
    String shown = message.length() > 90 ? message.substring(0, 90) : message;
    return state + " " + shown + " at " + position;
  }

  private static void agreeOn(List<String> statements) throws SQLException {
    List<String> disagreements = new ArrayList<>();
    try (ServerGrammar server = new ServerGrammar()) {
      for (String sql : statements) {
        String disagreement = disagreement(server, sql);
        if (disagreement != null) {
          disagreements.add(disagreement);
        }
      }
    }
    assertThat(disagreements)
        .as(() -> disagreements.size() + " disagreements: " + String.join("\n", disagreements))
        .isEmpty();
  }

  @Test
  void parsesTheCorpus() {
    assertThat(Statements.corpus()).hasSizeGreaterThan(170);
    List<String> refused =
        Statements.corpus().stream().filter(sql -> refusal(sql) != null).toList();
    assertThat(refused)
        .as("but for XML and JSON's own syntax")
        .allMatch(sql -> sql.contains("XML") || sql.contains("JSON"))
        .allMatch(sql -> String.valueOf(refusal(sql)).endsWith("is not supported"));
  }

  @Test
  void parsesTheQueriesOfTpch() {
    assertThat(Statements.tpch())
        .hasSize(22)
        .allSatisfy(sql -> assertThat(SqlParser.statements(sql)).hasSize(1));
  }

  @Test
  void agreesOnStatementsGoodAndBad() throws SQLException {
    assertThat(Statements.lines()).hasSizeGreaterThan(300);
    agreeOn(Statements.lines());
  }

  @Test
  void agreesOnMutationsOfGoodStatements() throws SQLException {
    Random random = new Random(Long.getLong("braid.seed", 20261121L));
    List<List<String>> sources =
        Statements.all().stream()
            .filter(sql -> refusal(sql) == null)
            .map(SqlParserTest::tokens)
            .toList();
    List<String> words = sources.stream().flatMap(List::stream).distinct().toList();
    List<String> mutations = new ArrayList<>();
    while (mutations.size() < MUTATIONS) {
      List<String> tokens = new ArrayList<>(sources.get(random.nextInt(sources.size())));
      for (int i = random.nextInt(2); i >= 0; i--) {
        mutate(tokens, words, random);
      }
      mutations.add(String.join(" ", tokens));
    }
    agreeOn(mutations);
  }

  private static List<String> tokens(String sql) {
    List<String> tokens = new ArrayList<>();
    for (Token token : Lexer.lex(sql)) {
      // The driver would split at a semicolon and take ?? for ?.
      if (!token.isPunctuation(';') && !token.value().contains("?")) {
        tokens.add(sql.substring(token.start(), token.end()));
      }
    }
    return tokens;
  }

  private static void mutate(List<String> tokens, List<String> words, Random random) {
    if (tokens.size() < 3) {
      return;
    }
    int at = 1 + random.nextInt(tokens.size() - 1);
    switch (random.nextInt(5)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> Collections.swap(tokens, at, 1 + random.nextInt(tokens.size() - 1));
      case 3 -> tokens.set(at, words.get(random.nextInt(words.size())));
      default -> tokens.add(at, words.get(random.nextInt(words.size())));
    }
  }

  @Test
  void countsPositionsInCharacters() {
    assertThat(refusal("SELECT '😀', 'é', FROM t"))
        .isNotNull()
        .extracting(BraidException::position)
        .isEqualTo(18);
  }

  @Test
  void refusesWhatNestsTooDeep() {
    for (String deep :
        List.of(
            "SELECT " + "(".repeat(100_000),
            "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000),
            "SELECT " + "NOT ".repeat(100_000) + "true",
            "SELECT " + "- ".repeat(100_000) + "a",
            "SELECT " + "1 + ".repeat(100_000) + "1",
            "SELECT " + "f(".repeat(100_000),
            "SELECT " + "CASE WHEN ".repeat(100_000),
            "SELECT ARRAY" + "[".repeat(100_000),
            "SELECT * FROM " + "(".repeat(100_000),
            "SELECT * FROM " + "a JOIN ".repeat(100_000),
            "SELECT * FROM " + "(SELECT * FROM ".repeat(100_000),
            "SELECT 1" + " UNION SELECT 1".repeat(100_000),
            "(".repeat(100_000) + "SELECT 1",
            "WITH a AS (".repeat(100_000),
            "SELECT 1 GROUP BY " + "GROUPING SETS (".repeat(100_000),
            "EXPLAIN ".repeat(2) + "SELECT " + "a IN (".repeat(100_000))) {
      assertThatThrownBy(() -> SqlParser.statements(deep))
          .as(deep.substring(0, 40))
          .isInstanceOfSatisfying(
              BraidException.class,
              e -> assertThat(e.sqlState()).isIn(SqlState.STATEMENT_TOO_COMPLEX, "42601"));
    }
  }

  @Test
  void takesLongChainsOfConditions() {
    assertThat(SqlParser.statements("SELECT 1 WHERE a = 1" + " OR a = 1".repeat(20_000)))
        .hasSize(1);
    assertThat(SqlParser.statements("SELECT 1 WHERE a IN (1" + ", 1".repeat(20_000) + ")"))
        .hasSize(1);
  }

  @Test
  void refusesTwoStatementsWhereOneIsWanted() {
    assertThat(SqlParser.statements("SELECT 1; SELECT 2;")).hasSize(2);
    assertThatThrownBy(() -> SqlParser.statement("SELECT 1; SELECT 2"))
        .hasMessage("cannot insert multiple commands into a prepared statement");
    assertThatThrownBy(() -> SqlParser.statement(" ; ")).isInstanceOf(BraidException.class);
  }

  @Test
  void refusesOtherStatementsByName() {
    assertThatThrownBy(() -> SqlParser.statement("INSERT INTO t VALUES (1)"))
        .hasMessage("INSERT is not supported");
    assertThatThrownBy(() -> SqlParser.statement("CREATE VIEW v AS SELECT 1"))
        .hasMessage("CREATE VIEW is not supported");
  }
}
