package dev.braid.server.tpch;

import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import io.trino.tpch.TpchColumnType;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// The eight tables of TPC-H as Parquet files, in a folder per scale factor that is made once.
///
/// Columns are named as in the specification (`l_orderkey`); keys are bigint, other whole numbers
/// integer, decimals numeric(15,2), dates date, and strings varchar(n). No column is nullable. The
/// rows are those of the benchmark's own generator, in its order.
public final class TpchData {
  private static final BigDecimal LARGEST = new BigDecimal(1000);

  private TpchData() {}

  /// Where the data are kept: `braid` in the user's cache folder.
  public static Path cache(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches = xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    return caches.resolve("braid");
  }

  /// The folder of a scale factor, such as `tpch-sf1`; there or not.
  ///
  /// @throws BraidException 22023 when the scale factor is not above 0 and at most 1000
  public static Path folder(Path parent, BigDecimal scaleFactor) {
    if (scaleFactor.signum() <= 0 || scaleFactor.compareTo(LARGEST) > 0) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE,
          "the scale factor must be above 0 and at most 1000, got " + scaleFactor.toPlainString());
    }
    return parent.resolve("tpch-sf" + scaleFactor.stripTrailingZeros().toPlainString());
  }

  public static boolean exists(Path folder) {
    return tables().stream().allMatch(table -> Files.isRegularFile(file(folder, table)));
  }

  public static List<String> tables() {
    return TpchTable.getTables().stream().map(TpchTable::getTableName).toList();
  }

  /// The columns of a table, with the types in which it is written.
  public static List<TableColumn> columns(String table) {
    return columns(TpchTable.getTable(table));
  }

  static List<TableColumn> columns(TpchTable<?> table) {
    return table.getColumns().stream()
        .map(column -> new TableColumn(column.getColumnName(), type(column.getType()), false))
        .toList();
  }

  private static Type type(TpchColumnType type) {
    return switch (type.getBase()) {
      case IDENTIFIER -> Type.INT8;
      case INTEGER -> Type.INT4;
      case DATE -> Type.DATE;
      case DOUBLE -> Type.numeric(15, 2);
      case VARCHAR -> Type.of(Kind.VARCHAR, type.getPrecision().orElseThrow().intValue());
    };
  }

  static Path file(Path folder, String table) {
    return folder.resolve(table + ".parquet");
  }

  /// Makes the folder. It appears by a rename, so it is whole or not there; two tables are written
  /// at a time, of which the largest begins first.
  ///
  /// @throws BraidException 58030 when it cannot be written
  public static void make(Path folder, BigDecimal scaleFactor) {
    try {
      Path parent = folder.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      Path partial = Files.createTempDirectory(parent, "partial-tpch-");
      try {
        write(partial, scaleFactor.doubleValue());
        delete(folder); // one that is not whole
        Files.move(partial, folder);
      } catch (FileAlreadyExistsException e) {
        // Another process was quicker.
      } finally {
        delete(partial);
      }
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "cannot write \"%s\": %s".formatted(folder, e), 0, null, null, e);
    }
  }

  private static void write(Path folder, double scaleFactor) throws IOException {
    List<TpchTable<?>> largestFirst =
        Stream.concat(
                Stream.of(TpchTable.LINE_ITEM),
                TpchTable.getTables().stream().filter(table -> table != TpchTable.LINE_ITEM))
            .toList();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      List<Future<?>> written =
          largestFirst.stream()
              .<Future<?>>map(
                  table ->
                      two.submit(
                          () ->
                              TpchTableFile.write(
                                  table, scaleFactor, file(folder, table.getTableName()))))
              .toList();
      try {
        for (Future<?> table : written) {
          table.get();
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof BraidException known) {
          throw known;
        }
        throw new IOException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      } finally {
        two.shutdownNow();
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
