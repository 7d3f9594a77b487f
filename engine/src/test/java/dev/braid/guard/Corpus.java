package dev.braid.guard;

import dev.braid.testing.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The legitimate queries of `corpus.txt`, and the schema they ask.
public final class Corpus {
  private Corpus() {}

  public static List<String> queries() {
    List<String> queries = new ArrayList<>();
    StringBuilder query = new StringBuilder();
    for (String line : read("corpus.txt").split("\n", -1)) {
      if (line.isEmpty()) {
        if (!query.isEmpty()) {
          queries.add(query.substring(0, query.length() - 1));
          query.setLength(0);
        }
      } else if (!line.startsWith("#")) {
        query.append(line).append('\n');
      }
    }
    return queries;
  }

  public static void createSchema() {
    TestPostgres.execute(read("corpus-schema.sql"));
  }

  private static String read(String resource) {
    try (InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
