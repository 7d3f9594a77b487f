package dev.braid.exec;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.exec.WindowFrame.Bound;
import dev.braid.exec.WindowFrame.Exclusion;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.type.Kind;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The frame of every row of a partition: from a start to before an end, less what is excluded.
/// Starts and ends never move back from one row to the next.
final class FrameRows {
  private static final Batch ONE_ROW = new Batch(new Column[0], 1);

  private final WindowPartition partition;
  private final Exclusion exclusion;
  private final int[] starts;
  private final int[] ends;

  private FrameRows(WindowPartition partition, Exclusion exclusion, int[] starts, int[] ends) {
    this.partition = partition;
    this.exclusion = exclusion;
    this.starts = starts;
    this.ends = ends;
  }

  static FrameRows of(WindowPartition partition, WindowFrame frame, EvalContext context) {
    Object start = offset(frame, frame.startOffset(), "starting", context);
    Object end = offset(frame, frame.endOffset(), "ending", context);
    int[] starts = new int[partition.size()];
    int[] ends = new int[partition.size()];
    switch (frame.mode()) {
      case ROWS -> {
        rows(starts, frame.start(), start, 0);
        rows(ends, frame.end(), end, 1);
      }
      case GROUPS -> {
        groups(partition, starts, frame.start(), start, 0);
        groups(partition, ends, frame.end(), end, 1);
      }
      case RANGE -> {
        range(partition, starts, frame.start(), frame.startOffset(), start, false, context);
        range(partition, ends, frame.end(), frame.endOffset(), end, true, context);
      }
    }
    return new FrameRows(partition, frame.exclusion(), starts, ends);
  }

  /// An offset's value: of ROWS and GROUPS a bigint that is not negative.
  private static @Nullable Object offset(
      WindowFrame frame, @Nullable Expr expr, String which, EvalContext context) {
    if (expr == null) {
      return null;
    }
    Column column = ExprCompiler.evaluator(expr).evaluate(ONE_ROW, context);
    Object value = Values.get(column, 0, expr.type());
    if (value == null) {
      throw new BraidException(
          SqlState.NULL_VALUE_NOT_ALLOWED, "frame " + which + " offset must not be null");
    }
    if (frame.mode() == WindowFrame.Mode.RANGE) {
      return value;
    }
    long rows = expr.type().kind() == Kind.INT8 ? (long) value : (int) value;
    if (rows < 0) {
      throw new BraidException(
          SqlState.INVALID_PRECEDING_OR_FOLLOWING_SIZE,
          "frame " + which + " offset must not be negative");
    }
    return rows;
  }

  /// @param after 0 for a start, 1 for an end, which lies behind its last row
  private static void rows(int[] bounds, Bound bound, @Nullable Object offset, int after) {
    int size = bounds.length;
    long distance = distance(bound, offset);
    for (int row = 0; row < size; row++) {
      bounds[row] =
          switch (bound) {
            case UNBOUNDED_PRECEDING -> 0;
            case UNBOUNDED_FOLLOWING -> size;
            default -> (int) Math.clamp(row + distance + after, 0L, size);
          };
    }
  }

  private static void groups(
      WindowPartition partition, int[] bounds, Bound bound, @Nullable Object offset, int after) {
    int size = bounds.length;
    long distance = distance(bound, offset);
    for (int row = 0; row < size; row++) {
      bounds[row] =
          switch (bound) {
            case UNBOUNDED_PRECEDING -> 0;
            case UNBOUNDED_FOLLOWING -> size;
            default ->
                partition.groupStart(
                    (int)
                        Math.clamp(
                            partition.group(row) + distance + after, 0L, partition.groups()));
          };
    }
  }

  /// Signed, and small enough for adding to it.
  private static long distance(Bound bound, @Nullable Object offset) {
    long rows = offset == null ? 0 : Math.min((long) offset, 1L << 40);
    return bound == Bound.PRECEDING ? -rows : rows;
  }

  private static void range(
      WindowPartition partition,
      int[] bounds,
      Bound bound,
      @Nullable Expr expr,
      @Nullable Object offset,
      boolean end,
      EvalContext context) {
    switch (bound) {
      case UNBOUNDED_PRECEDING -> {}
      case UNBOUNDED_FOLLOWING -> Arrays.fill(bounds, bounds.length);
      case CURRENT_ROW -> {
        for (int row = 0; row < bounds.length; row++) {
          bounds[row] = end ? partition.peersEnd(row) : partition.peersStart(row);
        }
      }
      case PRECEDING, FOLLOWING -> {
        if (expr == null || offset == null) {
          throw new IllegalStateException("no offset");
        }
        RangeOffset range =
            new RangeOffset(partition, expr.type(), offset, bound == Bound.PRECEDING, end, context);
        for (int row = 0; row < bounds.length; row++) {
          bounds[row] = range.next(row);
        }
      }
    }
  }

  int start(int row) {
    return starts[row];
  }

  int end(int row) {
    return ends[row];
  }

  boolean excludesNothing() {
    return exclusion == Exclusion.NO_OTHERS;
  }

  /// The rows of a frame as up to three pieces, without empty ones.
  ///
  /// @param pieces takes starts and ends in turn; at least 6 long
  /// @return how many pieces there are
  int pieces(int row, int[] pieces) {
    int start = starts[row];
    int end = ends[row];
    return switch (exclusion) {
      case NO_OTHERS -> add(pieces, 0, start, end);
      case CURRENT_ROW ->
          add(pieces, add(pieces, 0, start, Math.min(end, row)), Math.max(start, row + 1), end);
      case GROUP ->
          add(
              pieces,
              add(pieces, 0, start, Math.min(end, partition.peersStart(row))),
              Math.max(start, partition.peersEnd(row)),
              end);
      case TIES -> {
        int count = add(pieces, 0, start, Math.min(end, partition.peersStart(row)));
        count = add(pieces, count, Math.max(start, row), Math.min(end, row + 1));
        yield add(pieces, count, Math.max(start, partition.peersEnd(row)), end);
      }
    };
  }

  boolean excludesTies() {
    return exclusion == Exclusion.TIES;
  }

  /// The n-th row of a frame without ties, from 0, or -1. As PostgreSQL finds it: the first of the
  /// peers that lie in the frame stands for the current row, whether that lies there or not.
  int withoutTies(int row, int n) {
    int start = starts[row];
    int peers = partition.peersEnd(row);
    long found = (long) start + n;
    if (found >= partition.peersStart(row) && peers > start) {
      int overlap = Math.max(partition.peersStart(row), start);
      found = found == overlap ? row : found + peers - overlap - 1;
    }
    return inFrame(row, found);
  }

  /// The last row of a frame without ties, or -1, found in the same way.
  int lastWithoutTies(int row) {
    int end = ends[row];
    int peers = partition.peersStart(row);
    long found = end - 1L;
    if (found < partition.peersEnd(row) && peers < end) {
      int overlap = Math.min(partition.peersEnd(row), end);
      found = found == overlap - 1 ? row : found - (overlap - 1 - peers);
    }
    return inFrame(row, found);
  }

  private int inFrame(int row, long found) {
    boolean tie =
        found != row && found >= partition.peersStart(row) && found < partition.peersEnd(row);
    return found < starts[row] || found >= ends[row] || tie ? -1 : (int) found;
  }

  private static int add(int[] pieces, int count, int from, int to) {
    if (from >= to) {
      return count;
    }
    pieces[2 * count] = from;
    pieces[2 * count + 1] = to;
    return count + 1;
  }
}
