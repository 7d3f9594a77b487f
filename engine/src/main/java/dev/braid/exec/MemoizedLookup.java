package dev.braid.exec;

import dev.braid.catalog.Setting;
import dev.braid.expr.Evaluator;
import dev.braid.expr.ExprCompiler;
import dev.braid.hash.GroupTable;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Looks up each distinct key once and keeps what was found. When memory is full all of it is
/// forgotten: keys that come back often are back soon.
final class MemoizedLookup implements InnerLookup {
  private final InnerLookup lookup;
  private final MemoizeCounts counts;
  private final Participant participant;
  private final Evaluator[] evaluators;
  private final List<Type> keyTypes;
  private final List<Type> types;
  private final long allowed;
  private GroupTable keys;
  private long keyBytes;
  private long bytes;

  /// For each key: the page its rows are in, where they begin, and how many they are.
  private int[] pageOf = new int[64];

  private int[] starts = new int[64];
  private int[] sizes = new int[64];
  private final List<Batch> pages = new ArrayList<>();

  MemoizedLookup(InnerLookup lookup, MemoizeCounts counts, Participant participant) {
    this.lookup = lookup;
    this.counts = counts;
    this.participant = participant;
    Memoize node = counts.node();
    this.evaluators = node.keys().stream().map(ExprCompiler::evaluator).toArray(Evaluator[]::new);
    this.keyTypes = node.keys().stream().map(key -> key.type()).toList();
    this.types = node.info().output().stream().map(OutputColumn::type).toList();
    this.keys = new GroupTable(keyTypes);
    this.allowed =
        (long)
            (participant.execution().settings().number(Setting.WORK_MEM)
                * participant.execution().settings().cost(Setting.HASH_MEM_MULTIPLIER));
  }

  @Override
  public Found look(Batch outer) {
    int known = keys.size();
    Column[] values = new Column[evaluators.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = evaluators[i].evaluate(outer, participant.eval());
    }
    int[] groups = keys.map(values, outer.size());
    int[] missing = new int[outer.size()];
    boolean[] seen = new boolean[keys.size() - known];
    int misses = 0;
    for (int row = 0; row < outer.size(); row++) {
      int added = groups[row] - known;
      if (added >= 0 && !seen[added]) {
        seen[added] = true;
        missing[misses++] = row;
      }
    }
    if (misses > 0) {
      learn(lookup.look(outer.gather(missing, misses)), groups, missing, misses);
    }
    Found found = collect(groups, outer.size());
    counts.count(participant, outer.size(), misses, found.rows().size());
    keep(misses);
    return found;
  }

  private void learn(Found found, int[] groups, int[] missing, int misses) {
    if (keys.size() > pageOf.length) {
      int room = 2 * keys.size();
      pageOf = Arrays.copyOf(pageOf, room);
      starts = Arrays.copyOf(starts, room);
      sizes = Arrays.copyOf(sizes, room);
    }
    int at = 0;
    for (int i = 0; i < misses; i++) {
      int key = groups[missing[i]];
      pageOf[key] = pages.size();
      starts[key] = at;
      while (at < found.outerRows().length && found.outerRows()[at] == i) {
        at++;
      }
      sizes[key] = at - starts[key];
    }
    pages.add(found.rows());
  }

  private Found collect(int[] groups, int outerRows) {
    int total = 0;
    for (int row = 0; row < outerRows; row++) {
      total = Math.addExact(total, sizes[groups[row]]);
    }
    int[] owners = new int[total];
    ColumnBuilder[] builders = ColumnBuilder.of(types, 256);
    int at = 0;
    for (int row = 0; row < outerRows; row++) {
      int key = groups[row];
      if (sizes[key] > 0) {
        Batch page = pages.get(pageOf[key]);
        for (int i = 0; i < builders.length; i++) {
          builders[i].appendRange(page.column(i), starts[key], sizes[key]);
        }
        Arrays.fill(owners, at, at + sizes[key], row);
        at += sizes[key];
      }
    }
    Column[] columns = ColumnBuilder.buildAll(builders);
    return new Found(new Batch(columns, total), owners);
  }

  /// Accounts for what was learned, or forgets everything where that is too much.
  private void keep(int misses) {
    if (misses == 0) {
      return;
    }
    long keysNow = keys.memory();
    long more = keysNow - keyBytes + Batches.ownMemory(pages.getLast()) + 12L * misses;
    if (bytes + more <= allowed && counts.take(more)) {
      bytes += more;
      keyBytes = keysNow;
      return;
    }
    if (bytes == 0) {
      counts.overflow();
    }
    counts.forget(bytes, keys.size());
    keys = new GroupTable(keyTypes);
    pages.clear();
    bytes = 0;
    keyBytes = 0;
  }
}
