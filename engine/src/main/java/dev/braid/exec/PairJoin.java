package dev.braid.exec;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Evaluator;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The step of a join whose inner rows lie in memory, all of them or those that some outer rows may
/// need: a [PairFinder] says which pairs of rows may match, this one tries a further condition and
/// does what the join's type asks for.
///
/// Pairs come in the order of the outer rows, then of the inner ones.
final class PairJoin implements Step {
  /// Pairs tried at once.
  static final int PAIRS = 4096;

  /// A join's shape.
  ///
  /// @param condition over the outer columns, then the inner ones; null for none
  /// @param projection places of the columns put out, over the outer columns, the inner ones and
  ///   the mark
  record Shape(
      JoinType type,
      NodeInfo outer,
      NodeInfo inner,
      @Nullable Expr condition,
      List<Integer> projection) {}

  private final Shape shape;
  private final Batch inner;
  private final Function<Participant, PairFinder> finders;

  /// Inner rows that have found a partner, of RIGHT and FULL joins. Participants only ever write
  /// true.
  private final boolean[] innerMatched;

  /// @param inner all inner rows; of a join that is neither RIGHT nor FULL it may be without rows
  ///   when the finder has its own
  /// @param finders makes one for each participant
  PairJoin(Shape shape, Batch inner, Function<Participant, PairFinder> finders) {
    this.shape = shape;
    this.inner = inner;
    this.finders = finders;
    this.innerMatched = new boolean[inner.size()];
  }

  /// The join as a pipe over its outer side. Inner rows without partner can only come at the end,
  /// when all outer rows have passed: those joins keep their rows until then.
  Pipe pipe(Execution execution, PlanNode outer, NodeInfo info) {
    Pipe joined = execution.open(outer).then(this);
    if (shape.type() != JoinType.RIGHT && shape.type() != JoinType.FULL) {
      return joined;
    }
    RowStore result = RowStore.of(execution, info);
    execution.drain(joined, result);
    unmatched(execution.batchSize()).forEach(result::add);
    return Pipe.of(result.source(), joined.parallel());
  }

  @Override
  public BatchConsumer open(Participant participant, BatchConsumer next) {
    return new Pairing(participant, next);
  }

  /// One participant's pairing.
  private final class Pairing extends StepConsumer {
    private final Participant participant;
    private final @Nullable Evaluator condition;
    private final PairFinder finder;
    private Batch found;

    Pairing(Participant participant, BatchConsumer next) {
      super(next);
      this.participant = participant;
      this.finder = finders.apply(participant);
      this.found = inner;
      this.condition = shape.condition() == null ? null : ExprCompiler.evaluator(shape.condition());
    }

    @Override
    public boolean accept(Batch batch) {
      int step;
      for (int from = 0; from < batch.size(); from += step) {
        step = finder.outerRows();
        Batch outer = batch.slice(from, Math.min(step, batch.size() - from));
        found = finder.inner(outer);
        Matches matches = new Matches(outer.size());
        boolean more =
            finder.find(
                outer,
                (left, right, count) -> {
                  participant.execution().cancellation().check();
                  test(outer, left, right, count, matches);
                  return matches.count < PAIRS || flush(outer, matches);
                });
        if (!more || !finish(outer, matches)) {
          return false;
        }
      }
      return true;
    }

    private void test(Batch outer, int[] left, int[] right, int count, Matches matches) {
      Column truth = null;
      if (condition != null) {
        Batch both = both(outer.gather(left, count), found.gather(right, count));
        truth = condition.evaluate(both, participant.eval()).flat();
      }
      for (int i = 0; i < count; i++) {
        if (truth == null || !truth.isNull(i) && truth.getBoolean(i)) {
          matches.add(left[i], right[i]);
        } else if (truth.isNull(i)) {
          matches.unknown[left[i]] = true;
        }
      }
    }

    private boolean flush(Batch outer, Matches matches) {
      return switch (shape.type()) {
        case INNER, RIGHT -> emit(outer, matches);
        case LEFT, FULL -> outerJoin(outer, matches, matches.outer[matches.count - 1]);
        default -> true; // decided by all of the matches
      };
    }

    private boolean emit(Batch outer, Matches matches) {
      for (int i = 0; i < matches.count && innerMatched.length > 0; i++) {
        innerMatched[matches.inner[i]] = true;
      }
      Batch pairs =
          both(
              outer.gather(matches.outer, matches.count),
              found.gather(matches.inner, matches.count));
      matches.count = 0;
      return send(pairs);
    }

    private boolean finish(Batch outer, Matches matches) {
      return switch (shape.type()) {
        case INNER, RIGHT -> emit(outer, matches);
        case LEFT, FULL, SINGLE -> outerJoin(outer, matches, outer.size() - 1);
        case SEMI -> send(outer.gather(matches.rows(true), matches.rowCount));
        case ANTI -> send(outer.gather(matches.rows(false), matches.rowCount));
        case MARK -> send(with(outer, mark(matches)));
        case RIGHT_SEMI, RIGHT_ANTI ->
            throw new IllegalStateException(shape.type() + " by nested loop");
      };
    }

    /// Pairs and, in their places, outer rows without one.
    ///
    /// @param last the last row whose pairs so far are put out; all before it are done with then
    private boolean outerJoin(Batch outer, Matches matches, int last) {
      int[] left = new int[matches.count + outer.size()];
      int[] right = new int[left.length];
      boolean[] absent = new boolean[left.length];
      int count = 0;
      int match = 0;
      for (int row = matches.done; row <= last; row++) {
        if (!matches.any[row]) {
          absent[count] = true;
          left[count++] = row;
        }
        int first = match;
        while (match < matches.count && matches.outer[match] == row) {
          left[count] = row;
          right[count++] = matches.inner[match];
          if (innerMatched.length > 0) {
            innerMatched[matches.inner[match]] = true;
          }
          match++;
        }
        if (shape.type() == JoinType.SINGLE && match - first > 1) {
          throw new BraidException(
              SqlState.CARDINALITY_VIOLATION,
              "more than one row returned by a subquery used as an expression");
        }
      }
      matches.done = last;
      matches.count = 0;
      return send(both(outer.gather(left, count), innerOrNull(right, absent, count)));
    }

    private Batch innerOrNull(int[] rows, boolean[] absent, int count) {
      Column[] columns = new Column[found.width()];
      for (int i = 0; i < columns.length; i++) {
        Type type = shape.inner().type(i);
        ColumnBuilder builder = ColumnBuilder.of(type, count);
        for (int row = 0; row < count; row++) {
          if (absent[row]) {
            builder.appendNull();
          } else {
            builder.appendFrom(found.column(i), rows[row]);
          }
        }
        columns[i] = builder.build();
      }
      return new Batch(columns, count);
    }

    private Column mark(Matches matches) {
      ColumnBuilder builder = ColumnBuilder.of(Type.BOOL, matches.any.length);
      for (int row = 0; row < matches.any.length; row++) {
        if (!matches.any[row] && matches.unknown[row]) {
          builder.appendNull();
        } else {
          builder.append(matches.any[row]);
        }
      }
      return builder.build();
    }

    private boolean send(Batch rows) {
      return rows.size() == 0
          || Batches.send(project(rows), participant.execution().batchSize(), next);
    }
  }

  /// Pairs found so far, and what is known of each outer row.
  private static final class Matches {
    private int[] outer = new int[64];
    private int[] inner = new int[64];
    private int count;
    private final boolean[] any;
    private final boolean[] unknown;
    private int rowCount;

    /// Rows before this one have been put out.
    private int done;

    Matches(int rows) {
      any = new boolean[rows];
      unknown = new boolean[rows];
    }

    void add(int outerRow, int innerRow) {
      if (count == outer.length) {
        outer = Arrays.copyOf(outer, 2 * count);
        inner = Arrays.copyOf(inner, 2 * count);
      }
      outer[count] = outerRow;
      inner[count++] = innerRow;
      any[outerRow] = true;
    }

    /// Outer rows with a partner, or without; their number is in `rowCount`.
    int[] rows(boolean matched) {
      int[] rows = new int[any.length];
      rowCount = 0;
      for (int row = 0; row < any.length; row++) {
        if (any[row] == matched) {
          rows[rowCount++] = row;
        }
      }
      return rows;
    }
  }

  private static Batch both(Batch left, Batch right) {
    List<Column> columns = new ArrayList<>(left.columns());
    columns.addAll(right.columns());
    return new Batch(columns.toArray(Column[]::new), left.size());
  }

  private static Batch with(Batch left, Column column) {
    List<Column> columns = new ArrayList<>(left.columns());
    columns.add(column);
    return new Batch(columns.toArray(Column[]::new), left.size());
  }

  /// The columns put out. A mark stands behind all others, whether or not the inner side's are
  /// there.
  private Batch project(Batch rows) {
    Column[] columns = new Column[shape.projection().size()];
    int outerWidth = shape.outer().output().size();
    for (int i = 0; i < columns.length; i++) {
      int place = shape.projection().get(i);
      boolean isMark = shape.type() == JoinType.MARK && place >= outerWidth;
      columns[i] = rows.column(isMark ? rows.width() - 1 : place);
    }
    return new Batch(columns, rows.size());
  }

  /// After all participants: inner rows without partner, with NULLs in place of outer columns.
  private List<Batch> unmatched(int batchSize) {
    int[] rows = new int[inner.size()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (!innerMatched[row]) {
        rows[count++] = row;
      }
    }
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < count; from += batchSize) {
      int size = Math.min(batchSize, count - from);
      Column[] columns = new Column[shape.outer().output().size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = Values.repeat(shape.outer().type(i), null, size);
      }
      int[] part = Arrays.copyOfRange(rows, from, from + size);
      batches.add(project(both(new Batch(columns, size), inner.gather(part, size))));
    }
    return batches;
  }
}
