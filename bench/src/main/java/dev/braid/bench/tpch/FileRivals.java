package dev.braid.bench.tpch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What reading files costs: CSV and Parquet, against DuckDB's `read_csv` and `read_parquet`; and
/// ten GROUP BY queries as one batch, against one of them.
final class FileRivals {
  private static final List<String> FIGURES = List.of("csv load", "csv query", "parquet cold");

  private FileRivals() {}

  /// @param folder the tables as Parquet files
  static void compare(Path folder, String runs) throws Exception {
    Path csv = folder.resolveSibling(folder.getFileName() + "-csv");
    writeCsv(folder, csv);
    Figures braid =
        Child.run(
            "Braid, 2 workers", FileRun.class, "braid", folder.toString(), csv.toString(), runs);
    Figures duck =
        Child.run(
            "DuckDB, 2 threads", FileRun.class, "duckdb", folder.toString(), csv.toString(), runs);
    System.out.println("| lineitem, ms | Braid, 2 workers | DuckDB, 2 threads | ratio |");
    System.out.println("|---|--:|--:|--:|");
    for (String figure : FIGURES) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.2f |%n",
          figure,
          Tables.number(braid.get(figure)),
          Tables.number(duck.get(figure)),
          duck.get(figure) / braid.get(figure));
    }
    System.out.printf(
        Locale.ROOT,
        "%n| ten GROUP BY queries | ms | by the slowest alone |%n|---|--:|--:|%n"
            + "| the slowest alone | %s | 1.00 |%n| all ten as one batch | %s | %.2f |%n"
            + "| all ten one after another | %s | %.2f |%n%n",
        Tables.number(braid.get("one")),
        Tables.number(braid.get("batch")),
        braid.get("batch") / braid.get("one"),
        Tables.number(braid.get("sequence")),
        braid.get("sequence") / braid.get("one"));
  }

  private static void writeCsv(Path folder, Path csv) throws IOException {
    Path file = csv.resolve("lineitem.csv");
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(csv);
    Path partial = csv.resolve("lineitem.partial");
    try (BraidEngine engine = new BraidEngine(folder, 2);
        OutputStream out = Files.newOutputStream(partial)) {
      engine.session().copyOut("COPY lineitem TO STDOUT (FORMAT csv, HEADER)", out);
    }
    Files.move(partial, file);
  }
}
