package dev.braid.source.file.parquet;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableIndex;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.segment.SegmentCache;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of one or several Parquet files with the same columns. The first file says which, and
/// in which order; the others have them under the same names with the same types.
final class ParquetTable implements Table {
  private final String schema;
  private final String name;
  private final List<ParquetFile> files;
  private final SegmentCache cache;
  private final int parallelWorkers;
  private final List<TableColumn> columns;

  /// For each file, its columns in the table's order.
  private final List<List<ParquetColumn>> fileColumns;

  private volatile @Nullable TableStatistics statistics;

  /// @param parallelWorkers storage parameter, or -1 to go by the first file
  ParquetTable(
      String schema,
      String name,
      List<ParquetFile> files,
      SegmentCache cache,
      int parallelWorkers) {
    this.parallelWorkers =
        parallelWorkers < 0 ? files.getFirst().parallelWorkers() : parallelWorkers;
    this.schema = schema;
    this.name = name;
    this.files = files;
    this.cache = cache;
    this.fileColumns = files.stream().map(file -> match(files.getFirst(), file)).toList();
    List<TableColumn> declared = new ArrayList<>();
    for (int i = 0; i < files.getFirst().columns().size(); i++) {
      boolean nullable = false;
      for (List<ParquetColumn> own : fileColumns) {
        nullable |= own.get(i).optional();
      }
      ParquetColumn first = fileColumns.getFirst().get(i);
      declared.add(new TableColumn(first.name(), first.type(), nullable));
    }
    this.columns = List.copyOf(declared);
  }

  private static List<ParquetColumn> match(ParquetFile first, ParquetFile file) {
    if (file == first) {
      return file.columns();
    }
    List<ParquetColumn> matched = new ArrayList<>();
    for (ParquetColumn wanted : first.columns()) {
      ParquetColumn found = null;
      for (ParquetColumn candidate : file.columns()) {
        if (candidate.name().equals(wanted.name())) {
          found = candidate;
        }
      }
      if (found == null) {
        throw differ(first, file, "has no column \"" + wanted.name() + "\"");
      }
      if (!found.type().equals(wanted.type())) {
        throw differ(
            first,
            file,
            "has column \"%s\" of type %s, not %s"
                .formatted(wanted.name(), found.type(), wanted.type()));
      }
      matched.add(found);
    }
    if (file.columns().size() != matched.size()) {
      for (ParquetColumn extra : file.columns()) {
        if (!matched.contains(extra)) {
          throw differ(first, file, "has an additional column \"" + extra.name() + "\"");
        }
      }
    }
    return List.copyOf(matched);
  }

  private static BraidException differ(ParquetFile first, ParquetFile file, String how) {
    return new BraidException(
            SqlState.DATATYPE_MISMATCH,
            "the files of one table differ: \"%s\" %s".formatted(file.identity().path(), how))
        .withHint("the first file is \"%s\"".formatted(first.identity().path()));
  }

  @Override
  public String schema() {
    return schema;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<TableColumn> columns() {
    return columns;
  }

  List<ParquetFile> files() {
    return files;
  }

  ParquetColumn column(int file, int column) {
    return fileColumns.get(file).get(column);
  }

  SegmentCache cache() {
    return cache;
  }

  @Override
  public TableStatistics statistics() {
    TableStatistics known = statistics;
    if (known == null) {
      known = ParquetStatistics.of(this);
      statistics = known;
    }
    return known;
  }

  @Override
  public TableScan scan(List<Integer> wanted, List<ZoneFilter> filters) {
    return new ParquetScan(this, wanted, filters);
  }

  @Override
  public List<TableIndex> indexes() {
    return List.of();
  }

  @Override
  public int parallelWorkers() {
    return parallelWorkers;
  }
}
