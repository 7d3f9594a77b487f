package dev.braid.exec;

import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.hash.Pairs;
import dev.braid.hash.RowEquality;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Concat;
import dev.braid.vector.LongColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings groups of several runs together without a table: each run is in the order of its hashes,
/// so that one walk over all of them meets equal ones side by side, and the groups come out in that
/// order.
///
/// Equal hashes are taken for equal keys, which is checked; where two keys have one hash, this is
/// not the way.
final class GroupMerge {
  private final List<Batch> runs;
  private final int[][] groupOf;
  private int groups;

  /// For each group a row that has its keys, in all runs put together.
  private final int[] first;

  private GroupMerge(List<Batch> runs) {
    this.runs = runs;
    int rows = runs.stream().mapToInt(Batch::size).sum();
    this.groupOf = new int[runs.size()][];
    for (int i = 0; i < groupOf.length; i++) {
      groupOf[i] = new int[runs.get(i).size()];
    }
    this.first = new int[rows];
  }

  /// The groups as rows of the node's output.
  ///
  /// @param runs of which at least one has rows
  /// @return null if two keys have one hash
  static @Nullable Batch results(
      AggregateShape shape, int[] set, int setNumber, List<Batch> runs, EvalContext context) {
    GroupMerge merge = new GroupMerge(runs);
    if (!merge.walk()) {
      return null;
    }
    List<Type> types = shape.runTypes(set);
    Column[] keys = new Column[set.length];
    int[] sizes = runs.stream().mapToInt(Batch::size).toArray();
    for (int i = 0; i < set.length; i++) {
      int place = i + 1;
      keys[i] =
          Concat.of(types.get(place), runs.stream().map(run -> run.column(place)).toList(), sizes);
    }
    if (!merge.isSound(keys, types.subList(1, 1 + set.length))) {
      return null;
    }
    for (int i = 0; i < keys.length; i++) {
      keys[i] = keys[i].gather(merge.first, merge.groups);
    }
    return shape.output(set, setNumber, keys, merge.values(shape, set, context), merge.groups);
  }

  /// Numbers the groups.
  ///
  /// @return whether no run has a hash twice
  private boolean walk() {
    long[][] hashes = new long[runs.size()][];
    int[] at = new int[runs.size()];
    int[] offsets = new int[runs.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = ((LongColumn) runs.get(i).column(0).flat()).values();
      offsets[i] = i == 0 ? 0 : offsets[i - 1] + runs.get(i - 1).size();
    }
    while (true) {
      int least = -1;
      long hash = 0;
      for (int i = 0; i < at.length; i++) {
        if (at[i] < groupOf[i].length
            && (least < 0 || Long.compareUnsigned(hashes[i][at[i]], hash) < 0)) {
          least = i;
          hash = hashes[i][at[i]];
        }
      }
      if (least < 0) {
        return true;
      }
      first[groups] = offsets[least] + at[least];
      for (int i = least; i < at.length; i++) {
        if (at[i] < groupOf[i].length && hashes[i][at[i]] == hash) {
          groupOf[i][at[i]++] = groups;
          if (at[i] < groupOf[i].length && hashes[i][at[i]] == hash) {
            return false;
          }
        }
      }
      groups++;
    }
  }

  /// Whether the rows of each group have its keys.
  private boolean isSound(Column[] keys, List<Type> types) {
    Pairs pairs = new Pairs(first.length);
    int row = 0;
    for (int[] ofRun : groupOf) {
      for (int group : ofRun) {
        if (first[group] != row) {
          pairs.add(first[group], row);
        }
        row++;
      }
    }
    int pairsBefore = pairs.count();
    RowEquality.retain(pairs, keys, keys, types);
    return pairs.count() == pairsBefore;
  }

  private Column[] values(AggregateShape shape, int[] set, EvalContext context) {
    List<Column> values = new ArrayList<>();
    int place = 1 + set.length;
    for (int i = 0; i < shape.inputs.length; i++) {
      Accumulator accumulator = shape.accumulator(i);
      accumulator.resize(groups);
      int states = accumulator.stateTypes().size();
      for (int run = 0; run < groupOf.length; run++) {
        Batch rows = runs.get(run);
        Column[] state = new Column[states];
        for (int j = 0; j < states; j++) {
          state[j] = rows.column(place + j).flat();
        }
        accumulator.mergeState(groupOf[run], state, rows.size(), context);
      }
      values.add(accumulator.result(0, groups, context));
      place += states;
    }
    return values.toArray(Column[]::new);
  }
}
