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
/// ```
///
/// The first line of an answer names its columns, each further one is a row. `skipif braid` before a
/// record says that Braid may refuse it with 0A000; then the answer is the server's all the same.
final class SltFile {
  private SltFile() {}

  /// One statement.
  ///
  /// @param sorted whether rows are compared in no order
  /// @param refusable whether Braid may say 0A000
  record Record(String sql, boolean sorted, boolean refusable, Answer expected) {}

  /// What came of a statement.
  ///
  /// @param error the SQLSTATE, or empty
  /// @param types of the columns, `int4,text`
  /// @param lines names and rows
  record Answer(String error, String types, List<String> lines) {}

  static List<Record> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Record> records = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      if (lines.get(at).isEmpty() || lines.get(at).startsWith("#")) {
        at++;
        continue;
      }
      boolean refusable = lines.get(at).equals("skipif braid");
      if (refusable) {
        at++;
      }
      String[] head = lines.get(at++).split(" ", -1);
      List<String> sql = new ArrayList<>();
      while (at < lines.size() && !lines.get(at).isEmpty() && !lines.get(at).equals("----")) {
        sql.add(lines.get(at++));
      }
      List<String> answer = new ArrayList<>();
      if (at < lines.size() && lines.get(at).equals("----")) {
        at++;
        while (at < lines.size() && !lines.get(at).isEmpty()) {
          answer.add(lines.get(at++));
        }
      }
      boolean query = head[0].equals("query");
      records.add(
          new Record(
              String.join("\n", sql),
              query && head[head.length - 1].equals("rowsort"),
              refusable,
              query
                  ? new Answer("", head[1], answer)
                  : new Answer(head.length > 2 ? head[2] : "", "", List.of())));
    }
    return records;
  }

  static void write(Path file, String comment, List<Record> records) {
    StringBuilder text = new StringBuilder("# ").append(comment).append('\n');
    for (Record record : records) {
      text.append('\n');
      if (record.refusable()) {
        text.append("skipif braid\n");
      }
      Answer expected = record.expected();
      if (!expected.error().isEmpty()) {
        text.append("statement error ").append(expected.error()).append('\n');
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
