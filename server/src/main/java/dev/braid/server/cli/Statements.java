package dev.braid.server.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Parser;

/// Text cut into statements at the semicolons that end them: not those in literals, quoted names,
/// dollar quotes or comments. The driver's own lexer says where those end, so that what is cut here
/// is what would be cut on the way to the server.
///
/// @param complete each without its semicolon; empty ones are left out
/// @param rest what follows the last semicolon, or null when that is nothing but blanks and
///   comments
/// @param open what the text ends inside of: `'`, `"`, `$` (a dollar quote), `*` (a comment), or 0
public record Statements(List<String> complete, @Nullable String rest, char open) {
  public Statements {
    complete = List.copyOf(complete);
  }

  /// The complete ones and the rest.
  public List<String> all() {
    List<String> all = new ArrayList<>(complete);
    if (rest != null) {
      all.add(rest);
    }
    return all;
  }

  public static Statements split(String text) {
    char[] characters = text.toCharArray();
    List<String> complete = new ArrayList<>();
    int start = 0;
    boolean blank = true;
    char open = 0;
    for (int i = 0; i < characters.length; i++) {
      char c = characters[i];
      if (c == ';') {
        if (!blank) {
          complete.add(text.substring(start, i).strip());
        }
        start = i + 1;
        blank = true;
        continue;
      }
      int end = end(characters, i, c);
      boolean comment = end > i && (c == '-' || c == '/');
      blank &= comment || Character.isWhitespace(c);
      if (end >= characters.length && c != '-') {
        open = c == '/' ? '*' : c;
      }
      i = end;
    }
    return new Statements(complete, blank ? null : text.substring(start).strip(), open);
  }

  /// The index of the last character of what starts at `i`; past the text's end when it never ends.
  private static int end(char[] text, int i, char c) {
    return switch (c) {
      case '\'' -> Parser.parseSingleQuotes(text, i, !isEscapeString(text, i));
      case '"' -> Parser.parseDoubleQuotes(text, i);
      case '$' -> Parser.parseDollarQuotes(text, i);
      case '-' -> Parser.parseLineComment(text, i);
      case '/' -> Parser.parseBlockComment(text, i);
      default -> i;
    };
  }

  /// Whether the quote at `i` opens `E'...'`, where a backslash escapes.
  private static boolean isEscapeString(char[] text, int i) {
    return i > 0
        && (text[i - 1] == 'E' || text[i - 1] == 'e')
        && (i == 1 || !Parser.isIdentifierContChar(text[i - 2]));
  }
}
