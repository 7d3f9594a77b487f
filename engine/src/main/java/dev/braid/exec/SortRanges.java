package dev.braid.exec;

import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.ArrayList;
import java.util.List;

/// Sorted runs as one sorted source. Runs in memory are cut into ranges at the same rows, so that
/// each range can be merged by itself; with runs on disk there is one range.
final class SortRanges implements Source {
  /// Rows of the longest run from which on it is worth to cut a merge.
  private static final int RANGE_ROWS = 4096;

  /// Where ranges may end.
  enum Cut {
    NONE,
    ANYWHERE,
    BETWEEN_GROUPS
  }

  private final List<SortedRun> runs;
  private final SortKeys keys;
  private final List<Type> types;
  private final long limit;

  /// Places in each run at which each range begins, and the ends.
  private final List<int[]> cuts;

  private SortRanges(
      List<SortedRun> runs, SortKeys keys, List<Type> types, long limit, List<int[]> cuts) {
    this.runs = runs;
    this.keys = keys;
    this.types = types;
    this.limit = limit;
    this.cuts = cuts;
  }

  /// @param groups keys whose equal rows stay together
  /// @param types of the rows that come out
  static SortRanges of(
      List<SortedRun> runs, SortKeys keys, SortKeys groups, List<Type> types, long limit, Cut cut) {
    long rows = runs.stream().mapToLong(SortedRun::size).sum();
    boolean worth = cut == Cut.BETWEEN_GROUPS || cut == Cut.ANYWHERE && runs.size() > 1;
    List<int[]> cuts = new ArrayList<>();
    cuts.add(new int[runs.size()]);
    if (worth && rows > 2 * RANGE_ROWS && runs.stream().noneMatch(SortedRun::isOnDisk)) {
      addCuts(runs, groups, cuts);
    }
    cuts.add(runs.stream().mapToInt(SortedRun::size).toArray());
    return new SortRanges(runs, keys, types, limit, cuts);
  }

  /// Cuts at every so-many-th row of the longest run.
  private static void addCuts(List<SortedRun> runs, SortKeys keys, List<int[]> cuts) {
    SortedRun longest = runs.getFirst();
    for (SortedRun run : runs) {
      longest = run.size() > longest.size() ? run : longest;
    }
    for (int place = RANGE_ROWS; place < longest.size(); place += RANGE_ROWS) {
      int[] cut = new int[runs.size()];
      int row = longest.row(place);
      for (int i = 0; i < cut.length; i++) {
        cut[i] = firstNotBefore(runs.get(i), keys, longest.rows(), row);
      }
      cuts.add(cut);
    }
  }

  /// The first place in a run whose row is not before the given one; rows that are equal in all
  /// keys stay together.
  private static int firstNotBefore(SortedRun run, SortKeys keys, Batch batch, int row) {
    int low = 0;
    int high = run.size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (keys.compare(run.rows(), run.row(middle), batch, row) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public int morsels() {
    return runs.isEmpty() ? 0 : cuts.size() - 1;
  }

  @Override
  public void run(int morsel, Participant participant, BatchConsumer out) {
    int batchSize = participant.execution().batchSize();
    int[] from = cuts.get(morsel);
    int[] to = cuts.get(morsel + 1);
    if (runs.size() == 1 && !runs.getFirst().isOnDisk()) {
      SortedRun run = runs.getFirst();
      int end = limit < 0 ? to[0] : (int) Math.min(to[0], limit);
      for (int place = from[0]; place < end; place += batchSize) {
        participant.execution().cancellation().check();
        if (!out.accept(visible(run.batch(place, Math.min(end, place + batchSize))))) {
          return;
        }
      }
      return;
    }
    List<SortedRun.Reader> readers = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      readers.add(runs.get(i).read(from[i], to[i], keys));
    }
    new SortMerge(readers, keys, types, limit).send(batchSize, participant, out);
  }

  /// The row without its number.
  static Batch visible(Batch batch) {
    Column[] columns = new Column[batch.width() - 1];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = batch.column(i);
    }
    return new Batch(columns, batch.size());
  }
}
