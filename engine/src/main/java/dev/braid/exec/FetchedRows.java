package dev.braid.exec;

import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.RowNumber;
import dev.braid.catalog.table.TableScan;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of a table given by their numbers, in any order, as a morsel. They are read in the order of
/// the table, each only once, and brought into the order asked for afterwards.
final class FetchedRows implements Morsel {
  private final TableScan scan;
  private final List<Type> types;
  private final @Nullable Column extra;
  private final int rows;

  /// Distinct numbers, ascending, and for each row its place among them.
  private final long[] numbers;

  private final int distinct;
  private final int[] places;

  /// Where in `numbers` each morsel begins, and the morsels, opened when first needed.
  private final int[] starts;

  private final @Nullable Morsel[] morsels;

  /// @param extra one more column of these rows, put behind those of the scan; or null
  FetchedRows(
      TableScan scan, long[] rowNumbers, int count, List<Type> types, @Nullable Column extra) {
    this.scan = scan;
    this.types = types;
    this.extra = extra;
    this.rows = count;
    numbers = Arrays.copyOf(rowNumbers, count);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    PrefixSort.sort(numbers, order);
    places = new int[count];
    int[] begins = new int[count + 1];
    int groups = 0;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (kept == 0 || numbers[i] != numbers[kept - 1]) {
        if (kept == 0 || RowNumber.morsel(numbers[i]) != RowNumber.morsel(numbers[kept - 1])) {
          begins[groups++] = kept;
        }
        numbers[kept++] = numbers[i];
      }
      places[order[i]] = kept - 1;
    }
    begins[groups] = kept;
    distinct = kept;
    starts = Arrays.copyOf(begins, groups + 1);
    morsels = new @Nullable Morsel[groups];
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public Column read(int column, int from, int count) {
    int[] picked = new int[count];
    for (int i = 0; i < count; i++) {
      picked[i] = i;
    }
    return read(column, from, picked, count);
  }

  @Override
  public Column read(int column, int from, int[] picked, int count) {
    if (column == types.size() && extra != null) {
      int[] rowsOfExtra = new int[count];
      for (int i = 0; i < count; i++) {
        rowsOfExtra[i] = from + picked[i];
      }
      return extra.gather(rowsOfExtra, count);
    }
    // Numbers its distinct rows anew, leaving out those that are not picked.
    int[] renumbered = new int[distinct];
    for (int i = 0; i < count; i++) {
      renumbered[places[from + picked[i]]] = 1;
    }
    ColumnBuilder builder = null;
    Column single = null;
    int[] relative = new int[distinct];
    int seen = 0;
    for (int group = 0; group < morsels.length; group++) {
      int size = 0;
      int first = 0;
      for (int i = starts[group]; i < starts[group + 1]; i++) {
        if (renumbered[i] == 1) {
          int row = RowNumber.row(numbers[i]);
          first = size == 0 ? row : first;
          relative[size++] = row - first;
          renumbered[i] = seen++;
        }
      }
      if (size == 0) {
        continue;
      }
      Column part = morsel(group).read(column, first, relative, size);
      if (single == null) {
        single = part.size() == size ? part : part.slice(0, size);
        continue;
      }
      if (builder == null) {
        builder = ColumnBuilder.of(types.get(column), count);
        builder.appendRange(single, 0, single.size());
      }
      builder.appendRange(part, 0, size);
    }
    Column found = builder != null ? builder.build() : single;
    if (found == null) {
      return ColumnBuilder.of(types.get(column), 1).build();
    }
    int[] wanted = new int[count];
    for (int i = 0; i < count; i++) {
      wanted[i] = renumbered[places[from + picked[i]]];
    }
    return found.gather(wanted, count);
  }

  private Morsel morsel(int group) {
    Morsel opened = morsels[group];
    if (opened == null) {
      opened = scan.open(RowNumber.morsel(numbers[starts[group]]));
      morsels[group] = opened;
    }
    return opened;
  }

  @Override
  public void close() {
    for (Morsel opened : morsels) {
      if (opened != null) {
        opened.close();
      }
    }
  }
}
