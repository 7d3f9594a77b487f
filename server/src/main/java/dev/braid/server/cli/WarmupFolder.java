package dev.braid.server.cli;

import dev.braid.Braid;
import dev.braid.Session;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The folder of files that the training run asks, and what it asks of it.
final class WarmupFolder {
  private static final int ROWS = 20_000;

  /// Of the shapes that people ask first.
  static final List<String> QUERIES =
      List.of(
          "SELECT count(*) FROM orders",
          "SELECT * FROM orders LIMIT 3",
          "SELECT city, count(*) AS orders, sum(amount) AS total, avg(amount) FROM orders"
              + " WHERE placed >= date '2025-01-10' AND city LIKE '%o%' GROUP BY city"
              + " ORDER BY total DESC LIMIT 3",
          "SELECT date_trunc('month', placed) AS month, count(DISTINCT city) FROM stored"
              + " GROUP BY 1 ORDER BY 1",
          "SELECT c.country, sum(s.amount) FROM stored s JOIN cities c ON c.name = s.city"
              + " GROUP BY c.country HAVING sum(s.amount) > 10 ORDER BY 1",
          "WITH w AS (SELECT *, rank() OVER (PARTITION BY city ORDER BY amount DESC) AS r"
              + " FROM stored) SELECT city, amount FROM w WHERE r = 1 ORDER BY city",
          "EXPLAIN (ANALYZE) SELECT city FROM stored WHERE amount > 500 ORDER BY amount",
          "SELECT nowhere FROM orders");

  private WarmupFolder() {}

  /// Two CSV files and a Parquet file.
  static void make(Path folder) throws IOException {
    Files.createDirectory(folder);
    String[] cities = {"Oslo", "Rome", "Lyon", "Kyoto"};
    StringBuilder orders = new StringBuilder("id,city,amount,placed\n");
    for (int i = 0; i < ROWS; i++) {
      orders.append(i).append(',').append(cities[i % 4]).append(',');
      orders.append(i * 7 % 1000).append('.').append(10 + i % 90).append(",2025-");
      orders.append(10 + i % 3).append('-').append(10 + i % 18).append('\n');
    }
    Files.writeString(folder.resolve("orders.csv"), orders);
    Files.writeString(
        folder.resolve("cities.csv"),
        "name,country\nOslo,Norway\nRome,Italy\nLyon,France\nKyoto,Japan\n");
    Dataset dataset =
        new Dataset(
            1,
            "files",
            "",
            new FolderSource(folder.toAbsolutePath(), true, Map.of(), CsvFormat.DEFAULT),
            PoolSettings.DEFAULT,
            Limits.DEFAULT,
            false,
            "UTC",
            Description.NONE);
    try (Braid braid = Braid.open(new Config(List.of(dataset), BatchLimits.DEFAULT));
        Session session = braid.session("files")) {
      session.execute("CREATE TABLE stored AS SELECT * FROM orders");
    }
  }

  /// Deletes a folder with all that is in it.
  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
