package dev.braid.slt;

import dev.braid.Braid;
import dev.braid.batch.BatchOptions;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.Source;
import dev.braid.result.Column;
import dev.braid.result.Result;
import dev.braid.slt.SltFile.Answer;
import dev.braid.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Asks the test server and the engine, and writes their answers in the form of `.slt` files.
final class SltRoutes implements AutoCloseable {
  /// Longer answers are kept as their hash, except with floats, which may differ in the last digit.
  private static final int MOST_LINES = 20;

  private final Braid braid;

  SltRoutes(Path folder) {
    Source files = new FolderSource(folder.toAbsolutePath(), false, Map.of(), CsvFormat.DEFAULT);
    braid =
        Braid.open(
            new Config(
                List.of(dataset(1, "server", TestPostgres.source()), dataset(2, "files", files)),
                new BatchLimits(100_000, 4, 1L << 40)));
  }

  private static Dataset dataset(int id, String name, Source source) {
    return new Dataset(
        id, name, "", source, PoolSettings.DEFAULT, Limits.NONE, false, "UTC", Description.NONE);
  }

  /// What the server says.
  List<Answer> server(List<SltFile.Record> records) {
    return ask("server", records);
  }

  /// What the engine says.
  List<Answer> engine(List<SltFile.Record> records) {
    return ask("files", records);
  }

  private List<Answer> ask(String dataset, List<SltFile.Record> records) {
    List<Answer> answers = new ArrayList<>();
    if (records.isEmpty()) {
      return answers;
    }
    var batch = braid.batch();
    records.forEach(record -> batch.add(Query.of(dataset, record.sql())));
    List<Outcome> outcomes =
        batch.options(new BatchOptions(false, null, 0, Limits.NONE)).run().outcomes();
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      if (outcome.error() != null) {
        String state = Objects.requireNonNullElse(outcome.error().sqlState(), "");
        answers.add(
            new Answer(state, outcome.error().position(), outcome.error().message(), List.of()));
      } else {
        answers.add(answer(Objects.requireNonNull(outcome.result()), records.get(i).sorted()));
      }
    }
    return answers;
  }

  static Answer answer(Result result, boolean sorted) {
    String types = result.columns().stream().map(Column::type).collect(Collectors.joining(","));
    List<String> rows = new ArrayList<>();
    for (List<Object> row : result.rows()) {
      rows.add(row.stream().map(SltRoutes::text).collect(Collectors.joining("|")));
    }
    if (sorted) {
      Collections.sort(rows);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        result.columns().stream().map(c -> escaped(c.name())).collect(Collectors.joining("|")));
    if (result.columns().isEmpty()) {
      return new Answer("", 0, "none", List.of(rows.size() + " rows"));
    }
    if (rows.size() > MOST_LINES && !types.contains("float")) {
      lines.add(rows.size() + " rows hashing to " + hash(rows));
    } else {
      lines.addAll(rows);
    }
    return new Answer("", 0, types, lines);
  }

  private static String text(Object value) {
    return value == null
        ? "NULL"
        : value instanceof java.math.BigDecimal number
            ? number.toPlainString()
            : value.toString().isEmpty() ? "(empty)" : escaped(value.toString());
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("|", "\\p");
  }

  private static String hash(List<String> rows) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      rows.forEach(row -> digest.update((row + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether two answers are the same; of errors the SQLSTATE and position, of floats all but the
  /// last digits.
  static boolean same(Answer expected, Answer actual) {
    if (!expected.error().isEmpty() || !actual.error().isEmpty()) {
      // What neither side has, each may point at in its own way.
      return expected.error().equals(actual.error())
          && (expected.position() == actual.position() || expected.error().equals("0A000"));
    }
    if (!expected.types().equals(actual.types())
        || expected.lines().size() != actual.lines().size()) {
      return false;
    }
    String[] types = expected.types().split(",");
    for (int i = 0; i < expected.lines().size(); i++) {
      String left = expected.lines().get(i);
      String right = actual.lines().get(i);
      if (!left.equals(right) && (i == 0 || !same(types, left, right))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(String[] types, String expected, String actual) {
    String[] left = expected.split("\\|", -1);
    String[] right = actual.split("\\|", -1);
    if (left.length != types.length || right.length != types.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (!left[i].equals(right[i])
          && !(types[i].startsWith("float") && near(left[i], right[i], types[i]))) {
        return false;
      }
    }
    return true;
  }

  private static boolean near(String expected, String actual, String type) {
    if (expected.equals("NULL") || actual.equals("NULL")) {
      return false;
    }
    double a = Double.parseDouble(expected);
    double b = Double.parseDouble(actual);
    double tolerance = type.equals("float4") ? 1e-6 : 1e-13;
    return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
  }

  @Override
  public void close() {
    braid.close();
  }
}
