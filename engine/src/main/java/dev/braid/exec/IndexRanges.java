package dev.braid.exec;

import dev.braid.catalog.table.IndexEntries;
import dev.braid.catalog.table.IndexKey;
import dev.braid.catalog.table.TableIndex;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Evaluator;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ranges of an index that an [IndexCondition] selects, for each of some outer rows. Belongs to
/// one participant.
final class IndexRanges {
  private final IndexCondition condition;
  private final List<IndexKey> keys;
  private final IndexSearch search;
  private final long size;
  private final Evaluator[][] equal;
  private final @Nullable Evaluator start;
  private final @Nullable Evaluator end;
  private final boolean startInclusive;
  private final boolean endInclusive;
  private final Column[] @Nullable [] equalValues;
  private final Column[] nulls;
  private @Nullable Column startValues;
  private @Nullable Column endValues;

  /// What has been found: begin and end of each range, in the order of the index.
  private long[] ranges = new long[8];

  private int count;

  private final Column[] probe;
  private final int[] rows;

  /// @param types of the keys
  IndexRanges(TableIndex index, IndexEntries entries, List<Type> types, IndexCondition condition) {
    this.condition = condition;
    this.keys = index.keys();
    this.search = new IndexSearch(index, entries, types);
    this.size = entries.size();
    this.equal =
        condition.equal().stream()
            .map(
                key -> key.values().stream().map(ExprCompiler::evaluator).toArray(Evaluator[]::new))
            .toArray(Evaluator[][]::new);
    this.equalValues = new Column[equal.length][];
    boolean turned = hasRange() && keys.get(equal.length).descending();
    IndexCondition.Bound first = turned ? condition.high() : condition.low();
    IndexCondition.Bound last = turned ? condition.low() : condition.high();
    this.start = first == null ? null : evaluator(first.value());
    this.end = last == null ? null : evaluator(last.value());
    this.startInclusive = first != null && first.inclusive();
    this.endInclusive = last != null && last.inclusive();
    this.nulls = types.stream().map(type -> Values.repeat(type, null, 1)).toArray(Column[]::new);
    this.probe = new Column[equal.length + 1];
    this.rows = new int[equal.length + 1];
  }

  private static Evaluator evaluator(Expr expr) {
    return ExprCompiler.evaluator(expr);
  }

  private boolean hasRange() {
    return condition.low() != null || condition.high() != null || condition.notNull();
  }

  /// Computes the values for these outer rows.
  void begin(Batch outer, EvalContext context) {
    for (int i = 0; i < equal.length; i++) {
      Column[] values = new Column[equal[i].length];
      for (int j = 0; j < values.length; j++) {
        values[j] = equal[i][j].evaluate(outer, context).flat();
      }
      equalValues[i] = values;
    }
    startValues = start == null ? null : start.evaluate(outer, context).flat();
    endValues = end == null ? null : end.evaluate(outer, context).flat();
  }

  /// The ranges for one of the outer rows: `[0]` to `[1]`, `[2]` to `[3]` and so on, as many as
  /// [#count] says.
  long[] of(int row) {
    count = 0;
    if (size > 0) {
      choose(0, row);
    }
    if (count > 1) {
      sort();
    }
    return ranges;
  }

  int count() {
    return count;
  }

  /// Goes through all combinations of values of the leading keys.
  private void choose(int key, int row) {
    if (key == equal.length) {
      range(row);
      return;
    }
    if (condition.equal().get(key).isNull()) {
      probe[key] = nulls[key];
      rows[key] = 0;
      choose(key + 1, row);
      return;
    }
    Column @Nullable [] values = equalValues[key];
    for (int i = 0; values != null && i < values.length; i++) {
      if (!values[i].isNull(row)) {
        probe[key] = values[i];
        rows[key] = row;
        choose(key + 1, row);
      }
    }
  }

  private void range(int row) {
    int leading = equal.length;
    if (!hasRange()) {
      add(
          leading == 0 ? 0 : search.position(probe, rows, leading, false),
          leading == 0 ? size : search.position(probe, rows, leading, true));
      return;
    }
    Column first = startValues;
    Column last = endValues;
    if (first != null && first.isNull(row) || last != null && last.isNull(row)) {
      return;
    }
    boolean nullsFirst = keys.get(leading).nullsFirst();
    long from;
    if (first != null) {
      from = bound(first, row, !startInclusive);
    } else if (nullsFirst) {
      from = bound(nulls[leading], 0, true);
    } else {
      from = leading == 0 ? 0 : search.position(probe, rows, leading, false);
    }
    long to;
    if (last != null) {
      to = bound(last, row, endInclusive);
    } else if (!nullsFirst) {
      to = bound(nulls[leading], 0, false);
    } else {
      to = leading == 0 ? size : search.position(probe, rows, leading, true);
    }
    add(from, to);
  }

  private long bound(Column value, int row, boolean after) {
    probe[equal.length] = value;
    rows[equal.length] = row;
    return search.position(probe, rows, equal.length + 1, after);
  }

  private void add(long from, long to) {
    if (from >= to) {
      return;
    }
    if (2 * count == ranges.length) {
      ranges = Arrays.copyOf(ranges, 4 * count);
    }
    ranges[2 * count] = from;
    ranges[2 * count++ + 1] = to;
  }

  /// Two ranges are the same or have no entry in common.
  private void sort() {
    List<long[]> sorted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sorted.add(new long[] {ranges[2 * i], ranges[2 * i + 1]});
    }
    sorted.sort((a, b) -> Long.compare(a[0], b[0]));
    count = 0;
    for (long[] range : sorted) {
      if (count == 0 || ranges[2 * count - 2] != range[0]) {
        add(range[0], range[1]);
      }
    }
  }
}
