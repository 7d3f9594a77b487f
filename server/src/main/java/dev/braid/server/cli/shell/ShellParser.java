package dev.braid.server.cli.shell;

import dev.braid.server.cli.Statements;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jspecify.annotations.Nullable;

/// Tells the line editor when a text is complete (a backslash command, or statements that end in a
/// semicolon) and which word the cursor is in.
final class ShellParser implements Parser {
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context != ParseContext.COMPLETE) {
      String missing = missing(line);
      if (missing != null) {
        throw new EOFError(-1, -1, "a statement ends with a semicolon", missing);
      }
    }
    return Word.at(line, cursor);
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false; // a backslash starts a command and is part of literals
  }

  /// What the text still lacks, as one character for the prompt: the quote that is open, or `-` for
  /// a semicolon. Null when it is complete.
  static @Nullable String missing(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.startsWith("\\") || Shell.WORDS.contains(stripped)) {
      return null;
    }
    Statements statements = Statements.split(text);
    if (statements.open() != 0) {
      return String.valueOf(statements.open());
    }
    return statements.rest() == null ? null : "-";
  }

  /// The word around the cursor: a name, perhaps qualified, or a backslash command.
  ///
  /// @param start index of the word's first character
  record Word(String line, int cursor, int start, String word) implements CompletingParsedLine {
    static Word at(String line, int cursor) {
      int start = cursor;
      while (start > 0 && isPart(line.charAt(start - 1))) {
        start--;
      }
      int end = cursor;
      while (end < line.length() && isPart(line.charAt(end))) {
        end++;
      }
      return new Word(line, cursor, start, line.substring(start, end));
    }

    private static boolean isPart(char c) {
      return Character.isLetterOrDigit(c) || "_$.\"\\".indexOf(c) >= 0;
    }

    @Override
    public int wordCursor() {
      return cursor - start;
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate; // what is offered is SQL already
    }

    @Override
    public int rawWordCursor() {
      return wordCursor();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }
  }
}
