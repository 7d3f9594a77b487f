package dev.braid.source.file.csv;

import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.TableScan;
import dev.braid.expr.EvalContext;
import dev.braid.expr.TextOutput;
import dev.braid.parallel.Cancellation;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Reads CSV tables in tests.
final class CsvReading {
  static final EvalContext CONTEXT =
      new EvalContext(Zone.UTC, 0, "reader", "test", new Cancellation());

  private CsvReading() {}

  static Path write(Path folder, String name, String text) {
    return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CsvTable open(Path file, CsvFormat format, Map<String, Type> types, int chunkBytes) {
    return open(List.of(file), format, types, chunkBytes, new SegmentCache(1 << 26));
  }

  static CsvTable open(
      List<Path> files,
      CsvFormat format,
      Map<String, Type> types,
      int chunkBytes,
      SegmentCache cache) {
    return CsvTable.open(
        new CsvTable.Definition(
            "public",
            "t",
            files.stream().map(FileIdentity::of).toList(),
            format,
            types,
            -1,
            chunkBytes),
        cache,
        CONTEXT);
  }

  static CsvTable open(Path file) {
    return open(file, CsvFormat.DEFAULT, Map.of(), CsvTable.CHUNK_BYTES);
  }

  /// All rows as text, in the order of the table.
  static List<List<String>> rows(CsvTable table) {
    return rows(table, 1);
  }

  /// The same, read by several threads that take morsels in turn.
  static List<List<String>> rows(CsvTable table, int threads) {
    List<Integer> all = IntStream.range(0, table.columns().size()).boxed().toList();
    Map<Integer, List<List<String>>> byMorsel = new TreeMap<>();
    try (TableScan scan = table.scan(all, List.of())) {
      AtomicInteger next = new AtomicInteger();
      Callable<Void> work =
          () -> {
            int index;
            while ((index = next.getAndIncrement()) < scan.morsels()) {
              try (Morsel morsel = scan.open(index)) {
                List<List<String>> rows = rows(table, morsel);
                synchronized (byMorsel) {
                  byMorsel.put(index, rows);
                }
              }
            }
            return null;
          };
      if (threads == 1) {
        work.call();
      } else {
        parallel(work, threads);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return byMorsel.values().stream().flatMap(List::stream).toList();
  }

  private static void parallel(Callable<Void> work, int threads) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Void>> futures =
          IntStream.range(0, threads).mapToObj(_ -> executor.submit(work)).toList();
      for (Future<Void> future : futures) {
        try {
          future.get();
        } catch (ExecutionException e) {
          throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
      }
    }
  }

  private static List<List<String>> rows(CsvTable table, Morsel morsel) {
    int width = table.columns().size();
    List<List<String>> rows = new ArrayList<>();
    int size = morsel.rows();
    Column[] columns = new Column[width];
    for (int c = 0; c < width; c++) {
      columns[c] = morsel.read(c, 0, size);
    }
    for (int row = 0; row < size; row++) {
      List<String> values = new ArrayList<>();
      for (int c = 0; c < width; c++) {
        Type type = table.columns().get(c).type();
        Object value = Values.get(columns[c], row, type);
        values.add(value == null ? null : TextOutput.write(type, value, Zone.UTC));
      }
      rows.add(values);
    }
    return rows;
  }
}
