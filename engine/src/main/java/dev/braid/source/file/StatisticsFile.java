package dev.braid.source.file;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.expr.TextInput;
import dev.braid.expr.TextOutput;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What ANALYZE found, in a file of lines of fields apart by tabs: the state of the table's files,
/// then each column with its common values and histogram bounds. A file that cannot be read, or
/// tells of other files or columns, is as good as none.
final class StatisticsFile {
  private static final String HEAD = "braid statistics 1";

  private StatisticsFile() {}

  static void write(
      Path file,
      List<FileIdentity> files,
      List<TableColumn> columns,
      List<@Nullable ColumnStatistics> statistics)
      throws IOException {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    for (FileIdentity one : files) {
      line(text, state(one));
    }
    for (int i = 0; i < columns.size(); i++) {
      @Nullable ColumnStatistics known = statistics.get(i);
      if (known != null) {
        column(text, columns.get(i), known);
      }
    }
    Files.createDirectories(file.getParent());
    TableFolder.write(file, text.toString());
  }

  private static void column(StringBuilder text, TableColumn column, ColumnStatistics known) {
    Type type = column.type();
    line(
        text,
        List.of(
            "column",
            column.name(),
            type.sqlName(),
            Double.toString(known.nullFraction()),
            Double.toString(known.distinct()),
            Double.toString(known.averageWidth())));
    if (known.min() != null && known.max() != null) {
      line(text, List.of("range", value(type, known.min()), value(type, known.max())));
    }
    for (int i = 0; i < known.mostCommon().size(); i++) {
      String part = Double.toString(known.mostCommonFractions().get(i));
      line(text, List.of("common", value(type, known.mostCommon().get(i)), part));
    }
    for (Object bound : known.histogram()) {
      line(text, List.of("bound", value(type, bound)));
    }
  }

  private static List<String> state(FileIdentity file) {
    return List.of(
        "file",
        file.path().getFileName().toString(),
        Long.toString(file.size()),
        Long.toString(file.modified()));
  }

  private static String value(Type type, Object value) {
    return TextOutput.write(type, value, Zone.UTC);
  }

  private static void line(StringBuilder text, List<String> fields) {
    for (int i = 0; i < fields.size(); i++) {
      text.append(i == 0 ? "" : "\t");
      text.append(
          fields
              .get(i)
              .replace("\\", "\\\\")
              .replace("\t", "\\t")
              .replace("\n", "\\n")
              .replace("\r", "\\r"));
    }
    text.append('\n');
  }

  /// @return one for each column, null where nothing is known; or null when the file is of no use
  static @Nullable List<@Nullable ColumnStatistics> read(
      Path file, List<FileIdentity> files, List<TableColumn> columns) {
    try {
      if (!Files.isRegularFile(file)) {
        return null;
      }
      List<List<String>> lines =
          Files.readString(file).lines().map(StatisticsFile::fields).toList();
      return read(lines, files, columns);
    } catch (IOException | BraidException | IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable List<@Nullable ColumnStatistics> read(
      List<List<String>> lines, List<FileIdentity> files, List<TableColumn> columns) {
    if (lines.size() <= files.size() || !lines.getFirst().equals(List.of(HEAD))) {
      return null;
    }
    for (int i = 0; i < files.size(); i++) {
      if (!lines.get(i + 1).equals(state(files.get(i)))) {
        return null;
      }
    }
    List<@Nullable ColumnStatistics> statistics = new ArrayList<>();
    columns.forEach(_ -> statistics.add(null));
    int at = files.size() + 1;
    while (at < lines.size()) {
      int end = at + 1;
      while (end < lines.size() && !lines.get(end).getFirst().equals("column")) {
        end++;
      }
      List<String> head = lines.get(at);
      if (head.size() != 6 || !head.getFirst().equals("column")) {
        return null;
      }
      for (int i = 0; i < columns.size(); i++) {
        TableColumn column = columns.get(i);
        if (column.name().equals(head.get(1)) && column.type().sqlName().equals(head.get(2))) {
          statistics.set(i, column(column.type(), lines.subList(at, end)));
        }
      }
      at = end;
    }
    return statistics;
  }

  private static ColumnStatistics column(Type type, List<List<String>> lines) {
    List<String> head = lines.getFirst();
    @Nullable Object min = null;
    @Nullable Object max = null;
    List<Object> common = new ArrayList<>();
    List<Double> parts = new ArrayList<>();
    List<Object> histogram = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      switch (line.getFirst()) {
        case "range" -> {
          min = TextInput.written(type, line.get(1));
          max = TextInput.written(type, line.get(2));
        }
        case "common" -> {
          common.add(TextInput.written(type, line.get(1)));
          parts.add(Double.valueOf(line.get(2)));
        }
        case "bound" -> histogram.add(TextInput.written(type, line.get(1)));
        default -> throw new IllegalArgumentException(line.getFirst());
      }
    }
    return new ColumnStatistics(
        Double.parseDouble(head.get(3)),
        Double.parseDouble(head.get(4)),
        min,
        max,
        common,
        parts,
        histogram,
        Double.parseDouble(head.get(5)));
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\t') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\\' && i + 1 < line.length()) {
        char escaped = line.charAt(++i);
        field.append(
            switch (escaped) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> escaped;
            });
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
