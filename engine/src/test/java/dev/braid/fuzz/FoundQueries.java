package dev.braid.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The queries of `found.sql`.
final class FoundQueries {
  private FoundQueries() {}

  static List<String> all() {
    try (InputStream in =
        Objects.requireNonNull(FoundQueries.class.getResourceAsStream("found.sql"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> queries = new ArrayList<>();
      StringBuilder query = new StringBuilder();
      for (String line : text.lines().toList()) {
        if (line.startsWith("--")) {
          continue;
        }
        query.append(line).append('\n');
        if (line.endsWith(";")) {
          String found = query.toString().strip();
          queries.add(found.substring(0, found.length() - 1));
          query.setLength(0);
        }
      }
      return queries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
