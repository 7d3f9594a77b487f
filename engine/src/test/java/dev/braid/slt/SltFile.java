package dev.braid.slt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of statements and what they must answer, in the manner of sqllogictest:
///
/// ```
/// query int4,text rowsort
/// SELECT 1, 'a'
/// ----
/// ?column?|?column?
/// 1|a
///
/// statement error 22012
/// SELECT 1/0
///
/// statement error 42883 at 8
/// SELECT nosuch()
/// ```
///
/// The first line of an answer names its columns, each further one is a row. A comment `# refused:`
/// before a record holds the message with which Braid refuses the statement (0A000); the answer is
/// the server's all the same.
final class SltFile {
  private static final String REFUSED = "# refused: ";

  private SltFile() {}

  /// One statement.
  ///
  /// @param sorted whether rows are compared in no order
  /// @param refusal why Braid refuses it, or empty
  record Record(String sql, boolean sorted, String refusal, Answer expected) {}

  /// What came of a statement.
  ///
  /// @param error the SQLSTATE, or empty
  /// @param position of the error in the statement, or 0
  /// @param types of the columns, `int4,text`; of an error its message
  /// @param lines names and rows
  record Answer(String error, int position, String types, List<String> lines) {}

  static List<Record> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Record> records = new ArrayList<>();
    String refusal = "";
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      if (line.startsWith(REFUSED)) {
        refusal = line.substring(REFUSED.length());
      }
      if (line.isEmpty() || line.startsWith("#")) {
        at++;
        continue;
      }
      int end = at;
      while (end < lines.size() && !lines.get(end).isEmpty()) {
        end++;
      }
      records.add(record(lines.subList(at, end), refusal));
      refusal = "";
      at = end;
    }
    return records;
  }

  private static Record record(List<String> lines, String refusal) {
    String[] head = lines.getFirst().split(" ", -1);
    int line = lines.indexOf("----");
    int end = line < 0 ? lines.size() : line;
    String sql = String.join("\n", lines.subList(1, end));
    if (!head[0].equals("query")) {
      int position = head.length > 4 ? Integer.parseInt(head[4]) : 0;
      return new Record(sql, true, refusal, new Answer(head[2], position, "", List.of()));
    }
    List<String> rows = List.copyOf(lines.subList(end + 1, lines.size()));
    return new Record(sql, head[2].equals("rowsort"), refusal, new Answer("", 0, head[1], rows));
  }

  static void write(Path file, String comment, List<Record> records) {
    StringBuilder text = new StringBuilder("# ").append(comment).append('\n');
    for (Record record : records) {
      text.append('\n');
      if (!record.refusal().isEmpty()) {
        text.append(REFUSED).append(record.refusal()).append('\n');
      }
      Answer expected = record.expected();
      if (!expected.error().isEmpty()) {
        text.append("statement error ").append(expected.error());
        text.append(expected.position() == 0 ? "" : " at " + expected.position()).append('\n');
        text.append(record.sql()).append('\n');
        continue;
      }
      text.append("query ").append(expected.types());
      text.append(record.sorted() ? " rowsort\n" : " nosort\n");
      text.append(record.sql()).append("\n----\n");
      expected.lines().forEach(line -> text.append(line).append('\n'));
    }
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
