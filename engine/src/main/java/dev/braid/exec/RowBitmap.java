package dev.braid.exec;

import dev.braid.catalog.table.RowNumber;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// A set of rows of a table: a compressed bitmap for each morsel. Exact; nothing is ever rounded up
/// to pages.
final class RowBitmap {
  private final List<RoaringBitmap> morsels = new ArrayList<>();

  void add(long[] numbers, int count) {
    for (int i = 0; i < count; i++) {
      of(RowNumber.morsel(numbers[i])).add(RowNumber.row(numbers[i]));
    }
  }

  private RoaringBitmap of(int morsel) {
    while (morsels.size() <= morsel) {
      morsels.add(new RoaringBitmap());
    }
    return morsels.get(morsel);
  }

  void and(RowBitmap other) {
    for (int i = 0; i < morsels.size(); i++) {
      if (i < other.morsels.size()) {
        morsels.get(i).and(other.morsels.get(i));
      } else {
        morsels.get(i).clear();
      }
    }
  }

  void or(RowBitmap other) {
    for (int i = 0; i < other.morsels.size(); i++) {
      of(i).or(other.morsels.get(i));
    }
  }

  long rows() {
    return morsels.stream().mapToLong(RoaringBitmap::getLongCardinality).sum();
  }

  long bytes() {
    return morsels.stream().mapToLong(RoaringBitmap::getLongSizeInBytes).sum();
  }

  /// Numbers of the morsels that have any of the rows, ascending.
  int[] used() {
    int[] used = new int[morsels.size()];
    int count = 0;
    for (int i = 0; i < used.length; i++) {
      if (!morsels.get(i).isEmpty()) {
        used[count++] = i;
      }
    }
    return java.util.Arrays.copyOf(used, count);
  }

  /// The rows in a morsel, ascending.
  int[] rows(int morsel) {
    return morsels.get(morsel).toArray();
  }
}
