package dev.braid.exec;

import dev.braid.exec.WindowFrame.Bound;
import dev.braid.exec.WindowFrame.Mode;
import dev.braid.expr.Accumulator;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.EvalContext;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import org.jspecify.annotations.Nullable;

/// A window function over a [LargePartition], computed row after row.
interface RunningFunction {
  /// Appends the result for a row; rows come one after another.
  ///
  /// @param row its number in the partition, from 0
  void append(Batch batch, int place, long row, ColumnBuilder result);

  static RunningFunction of(WindowSpec spec, LargePartition partition, EvalContext context) {
    if (spec.function().form() != AggregateFunction.Form.WINDOW) {
      return new Total(spec, partition, context);
    }
    return switch (spec.function().name()) {
      case "lag", "lead" -> new Shifted(spec, partition);
      case "first_value", "last_value" -> new OfFrame(spec, partition);
      default -> new Rank(spec, partition);
    };
  }

  /// Whether a frame ends with the current row itself and not with its peers.
  private static boolean endsWithRow(WindowSpec spec) {
    return spec.frame().mode() == Mode.ROWS && spec.frame().end() == Bound.CURRENT_ROW;
  }

  /// Numbers that depend on the row's place and on its peers.
  final class Rank implements RunningFunction {
    private final String name;
    private final PeerCursor peers;
    private final long size;

    Rank(WindowSpec spec, LargePartition partition) {
      this.name = spec.function().name();
      this.size = partition.size();
      this.peers = new PeerCursor(partition, partition.peers(spec), (_, _, _) -> {});
    }

    @Override
    public void append(Batch batch, int place, long row, ColumnBuilder result) {
      if (name.equals("row_number")) {
        result.append(row + 1);
        return;
      }
      peers.reach(row);
      switch (name) {
        case "rank" -> result.append(peers.start() + 1);
        case "dense_rank" -> result.append(peers.group() + 1);
        case "percent_rank" -> result.append(size == 1 ? 0 : (double) peers.start() / (size - 1));
        default -> result.append((double) peers.end() / size);
      }
    }
  }

  /// A value of another row.
  final class Shifted implements RunningFunction {
    private final WindowSpec spec;
    private final StoredCursor rows;
    private final int sign;

    Shifted(WindowSpec spec, LargePartition partition) {
      this.spec = spec;
      this.rows = partition.cursor();
      this.sign = spec.function().name().equals("lag") ? -1 : 1;
    }

    @Override
    public void append(Batch batch, int place, long row, ColumnBuilder result) {
      int arguments = spec.arguments().size();
      Column offset = arguments > 1 ? batch.column(spec.arguments().get(1)) : null;
      if (offset != null && offset.isNull(place)) {
        result.appendNull();
        return;
      }
      long target = row + sign * (long) (offset == null ? 1 : offset.getInt(place));
      if (target >= 0 && target < rows.size()) {
        Batch other = rows.at(target);
        result.appendFrom(other.column(spec.arguments().get(0)), rows.place(target));
      } else if (arguments > 2) {
        result.appendFrom(batch.column(spec.arguments().get(2)), place);
      } else {
        result.appendNull();
      }
    }
  }

  /// The first or last value of frames that begin with the partition.
  final class OfFrame implements RunningFunction {
    private final WindowSpec spec;
    private final StoredCursor rows;
    private final PeerCursor peers;
    private final boolean first;

    OfFrame(WindowSpec spec, LargePartition partition) {
      this.spec = spec;
      this.rows = partition.cursor();
      this.peers = new PeerCursor(partition, partition.peers(spec), (_, _, _) -> {});
      this.first = spec.function().name().equals("first_value");
    }

    @Override
    public void append(Batch batch, int place, long row, ColumnBuilder result) {
      long target = 0;
      if (!first && endsWithRow(spec)) {
        target = row;
      } else if (!first) {
        peers.reach(row);
        target = peers.end() - 1;
      }
      Batch other = rows.at(target);
      result.appendFrom(other.column(spec.arguments().get(0)), rows.place(target));
    }
  }

  /// An aggregate over frames that begin with the partition.
  final class Total implements RunningFunction {
    private final WindowSpec spec;
    private final EvalContext context;
    private final Accumulator accumulator;
    private final PeerCursor peers;
    private @Nullable Column result;

    Total(WindowSpec spec, LargePartition partition, EvalContext context) {
      this.spec = spec;
      this.context = context;
      this.accumulator = spec.function().binder().bind(spec.argumentTypes(), spec.resultType());
      this.accumulator.resize(1);
      this.peers = new PeerCursor(partition, partition.peers(spec), this::add);
    }

    private void add(Batch batch, int from, int to) {
      if (from == to) {
        return;
      }
      context.cancellation().check();
      int[] rows = new int[to - from];
      int count = 0;
      Column filter = spec.filter() < 0 ? null : batch.column(spec.filter());
      for (int row = from; row < to; row++) {
        if (filter == null || !filter.isNull(row) && filter.getBoolean(row)) {
          rows[count++] = row;
        }
      }
      Column[] arguments = new Column[spec.arguments().size()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = batch.column(spec.arguments().get(i)).gather(rows, count).flat();
      }
      if (count > 0) {
        accumulator.addAll(arguments, count, context);
      }
      result = null;
    }

    @Override
    public void append(Batch batch, int place, long row, ColumnBuilder out) {
      if (endsWithRow(spec)) {
        add(batch, place, place + 1);
      } else {
        peers.reach(row);
      }
      Column now = result;
      if (now == null) {
        now = accumulator.result(0, 1, context);
        result = now;
      }
      out.appendFrom(now, 0);
    }
  }
}
