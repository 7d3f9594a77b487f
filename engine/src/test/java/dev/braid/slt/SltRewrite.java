package dev.braid.slt;

import dev.braid.slt.SltFile.Answer;
import dev.braid.slt.SltFile.Record;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Writes the `.slt` files anew: every topic's statements with what the server answers.
final class SltRewrite {
  private SltRewrite() {}

  static void write(Path folder, String refusedFile, SltRoutes routes) {
    clear(folder);
    List<Record> refused = new ArrayList<>();
    for (Topic topic : Topics.all()) {
      List<Record> statements = topic.records();
      List<Answer> expected = routes.server(statements);
      List<Answer> actual = routes.engine(statements);
      List<Record> records = new ArrayList<>();
      for (int i = 0; i < statements.size(); i++) {
        Record statement = statements.get(i);
        boolean no =
            actual.get(i).error().equals("0A000") && !expected.get(i).error().equals("0A000");
        String refusal = no ? actual.get(i).types() : "";
        Record record = new Record(statement.sql(), statement.sorted(), refusal, expected.get(i));
        (no ? refused : records).add(record);
      }
      SltFile.write(
          folder.resolve(topic.name + ".slt"),
          "Made by SltTest -Dbraid.rewrite=true from its topics; PostgreSQL's answers.",
          records);
    }
    SltFile.write(
        folder.resolve(refusedFile),
        "Statements that Braid refuses by name, with PostgreSQL's answers. Made as the others.",
        refused);
  }

  private static void clear(Path folder) {
    try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      for (Path file : files.filter(each -> each.toString().endsWith(".slt")).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
