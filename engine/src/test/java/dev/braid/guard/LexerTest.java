package dev.braid.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.error.BraidException;
import dev.braid.guard.Token.Kind;
import dev.braid.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class LexerTest {
  /// The tokens as written, separated by `¦`.
  private static String split(String sql) {
    return Lexer.lex(sql).stream()
        .map(token -> sql.substring(token.start(), token.end()))
        .collect(Collectors.joining("¦"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '~',
      value = {
        "a+-1 a¦+¦-¦1",
        "a@-1 a¦@-¦1",
        "a=-1 a¦=¦-¦1",
        "a<--1 a¦<",
        "a@--1 a¦@",
        "a*/**/b a¦*¦b",
        "a+/*x*/-b a¦+¦-¦b",
        "a<>-b a¦<>¦-¦b",
        "a->>-b a¦->>¦-¦b",
        "a?-b a¦?-¦b",
        "a::int a¦::¦int",
        "a:=b a¦:=¦b",
        "a=>b a¦=>¦b",
        "a[1:b] a¦[¦1¦:¦b¦]",
        "1..2 1¦..¦2",
        "1.5.2 1.5¦.2",
        "a.b.* a¦.¦b¦.¦*",
        ".5e1+1.e-2 .5e1¦+¦1.e-2",
        "1_0.0_1 1_0.0_1",
        "0xAb_1+0o7+0b1 0xAb_1¦+¦0o7¦+¦0b1",
        "$1+$23 $1¦+¦$23",
        "a$1$b a$1$b",
        "$$x$$ $$x$$",
        "$a$$b$$a$ $a$$b$$a$",
        "nE'x' nE¦'x'",
        "e'\\''x e'\\''¦x",
        "'\\'x '\\'¦x",
        "'a''b' 'a''b'",
        "\"a\"\"b\"c \"a\"\"b\"¦c",
        "U&'x'u&\"y\" U&'x'¦u&\"y\"",
        "u&x u¦&¦x",
        "b'1'x'f'n'z' b'1'¦x'f'¦n¦'z'",
        "b'1''0'x'a' b'1'¦'0'¦x'a'",
        "/*/**/*/x x",
        "x/***/y x¦y",
        "1;--x 1¦;"
      })
  void splits(String sql, String tokens) {
    assertThat(split(sql)).isEqualTo(tokens);
  }

  @Test
  void continuesStringsOverLineBreaks() {
    assertThat(split("'a' -- c\n 'b'x")).isEqualTo("'a' -- c\n 'b'¦x");
    assertThat(split("E'a'\n'\\''x")).isEqualTo("E'a'\n'\\''¦x");
    assertThat(split("'a' 'b'")).isEqualTo("'a'¦'b'");
    assertThat(split("'a' /*\n*/ 'b'")).isEqualTo("'a'¦'b'");
    assertThat(split("\"a\"\n\"b\"")).isEqualTo("\"a\"¦\"b\"");
  }

  @Test
  void foldsAndUnquotesNames() {
    assertThat(Lexer.lex("SeLecT ÄÖ \"A\"\"b\" U&\"d\\0061t\\+01F600\" U&\"!0061!!\" UESCAPE '!'"))
        .extracting(Token::value)
        .containsExactly("select", "ÄÖ", "A\"b", "dat😀", "a!");
  }

  @Test
  void takesUescapeIntoTheToken() {
    List<Token> tokens = Lexer.lex("U&'!0061' UESCAPE '!' x");
    assertThat(tokens).extracting(Token::kind).containsExactly(Kind.STRING, Kind.WORD);
    assertThat(tokens.getFirst().end()).isEqualTo(21);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'abc",
        "SELECT 😀, 'abc",
        "SELECT E'abc\\'",
        "SELECT 'a'\n'b",
        "SELECT \"abc",
        "SELECT \"\"",
        "SELECT U&\"",
        "SELECT B'01",
        "SELECT X'ab",
        "SELECT N'ab",
        "SELECT U&'ab",
        "SELECT $$abc",
        "SELECT $a$ abc $b$",
        "SELECT /* abc",
        "SELECT 1 /* a /* b */ c",
        "SELECT 1a",
        "SELECT 1_",
        "SELECT 1__0",
        "SELECT 1.5x",
        "SELECT 1e",
        "SELECT 1e+",
        "SELECT 0x",
        "SELECT 0b2",
        "SELECT 0o8",
        "SELECT 0xg",
        "SELECT 0x_",
        "SELECT 0xE$1",
        "SELECT 1e5$1",
        "SELECT 1e+x",
        "SELECT 1ex+2",
        "SELECT $1a",
        "SELECT 1 \\ 2",
        "SELECT 1 {",
        "SELECT $",
        "SELECT 1 @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 2"
      })
  void refusesInPostgresOwnWords(String sql) throws SQLException {
    BraidException ours = catchThrowableOfType(BraidException.class, () -> Lexer.lex(sql));
    try (Connection connection = TestPostgres.superuser()) {
      ServerErrorMessage theirs = Objects.requireNonNull(complaint(connection, sql));
      assertThat("ERROR: " + ours.message()).isEqualTo("ERROR: " + theirs.getMessage());
      assertThat(ours.sqlState()).isEqualTo(theirs.getSQLState());
      assertThat(ours.position()).isEqualTo(theirs.getPosition());
    }
  }

  private static final String[] PIECES = {
    "'", "'", "\"", "$$", "$a$", "$1", "--", "/*", "*/", "\n", " ", " ", "E'", "U&\"", "U&'",
    "b'1'", "\\", "a", "E", "1", "0x", ".", "_", "+", "-", "@", "*", "/", "<", "=", ":", "(", ")",
    ",", "é", "'x'", "\"y\"", "\r", "\t", "?", "[", "]"
  };

  /// Where the server's grammar stumbles, it names the token and its place: that token must be one
  /// of ours. Where its lexer stumbles, ours must stumble there, in the same words.
  @Test
  void agreesWithPostgresOnRandomText() throws SQLException {
    Random random = new Random(20261121);
    int named = 0;
    int refused = 0;
    try (Connection connection = TestPostgres.superuser()) {
      for (int n = 0; n < 4000; n++) {
        StringBuilder sql = new StringBuilder("SELECT ");
        for (int i = 2 + random.nextInt(10); i > 0; i--) {
          sql.append(PIECES[random.nextInt(PIECES.length)]);
        }
        // The driver would send ?? as ?.
        String text = sql.toString().replaceAll("[?]+", "?");
        if (text.contains("U&") && text.contains("\\")) {
          continue; // what is wrong within escapes moves no token, and is found at another time
        }
        ServerErrorMessage theirs = complaint(connection, text);
        BraidException ours = catchThrowableOfType(BraidException.class, () -> Lexer.lex(text));
        String message = theirs == null ? "" : Objects.requireNonNull(theirs.getMessage());
        boolean syntax = message.startsWith("syntax error at or near");
        if (theirs != null && syntax && (ours == null || ours.position() > theirs.getPosition())) {
          String near =
              message.substring("syntax error at or near \"".length(), message.length() - 1);
          String read = ours == null ? text : text.substring(0, ours.position() - 1);
          assertThat(Lexer.lex(read))
              .as("tokens of %s, of which the server says: %s", text, message)
              .anySatisfy(
                  token -> {
                    assertThat(token.start()).isEqualTo(theirs.getPosition() - 1);
                    assertThat(text.substring(token.start(), token.end())).startsWith(near);
                  });
          named++;
        } else if (ours != null) {
          assertThat(ours.message()).as("on %s", text).isEqualTo(message);
          assertThat(ours.position())
              .as("position of %s in %s", message, text)
              .isEqualTo(Objects.requireNonNull(theirs).getPosition());
          refused++;
        } else {
          assertThat(message).doesNotContain("unterminated", "junk", "zero-length");
        }
      }
    }
    assertThat(named).isGreaterThan(1000);
    assertThat(refused).isGreaterThan(1000);
  }

  /// What the server finds wrong with a text, or null.
  private static ServerErrorMessage complaint(Connection connection, String sql)
      throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      return null;
    } catch (PSQLException e) {
      return e.getServerErrorMessage();
    }
  }
}
