package dev.braid.sql.parse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The texts that the parser's tests share.
public final class Statements {
  private Statements() {}

  /// Paragraphs of queries that PostgreSQL runs.
  public static List<String> corpus() {
    List<String> queries = new ArrayList<>();
    for (String paragraph : read("/dev/braid/guard/corpus.txt").split("\n\n+")) {
      String query = paragraph.lines().filter(l -> !l.startsWith("#")).reduce("", Statements::join);
      if (!query.isBlank()) {
        queries.add(query.strip());
      }
    }
    return queries;
  }

  private static String join(String a, String b) {
    return a.isEmpty() ? b : a + "\n" + b;
  }

  public static List<String> tpch() {
    List<String> queries = new ArrayList<>();
    for (int i = 1; i <= 22; i++) {
      String text = read("/io/trino/tpch/queries/q" + i + ".sql");
      // Query 15 creates a view first.
      queries.add(text.contains("CREATE") ? text.substring(text.indexOf(";\n") + 1) : text);
    }
    return queries;
  }

  /// One statement a line, good and bad.
  public static List<String> lines() {
    return read("/dev/braid/sql/parse/statements.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  public static List<String> all() {
    List<String> all = new ArrayList<>(corpus());
    all.addAll(tpch());
    all.addAll(lines());
    return all;
  }

  public static String read(String resource) {
    try (InputStream in = Objects.requireNonNull(Statements.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
