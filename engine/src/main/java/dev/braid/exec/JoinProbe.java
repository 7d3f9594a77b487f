package dev.braid.exec;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Evaluator;
import dev.braid.expr.ExprCompiler;
import dev.braid.expr.Selector;
import dev.braid.hash.JoinTable;
import dev.braid.hash.Pairs;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One participant's probing of a hash join's table, a batch at a time: look all rows up, list the
/// pairs that may match, compare them a column at a time, then gather what is put out. A row with
/// very many partners is worked off in several rounds.
///
/// Partners of a row come in the order of the build side, rows without partner in their place
/// between the others.
final class JoinProbe extends StepConsumer {
  private static final int ROUND = 2048;

  private final JoinShape shape;
  private final JoinBuild build;
  private final JoinTable table;
  private final JoinType type;
  private final EvalContext context;
  private final int batchSize;
  private final Evaluator[] keyEvaluators;
  private final @Nullable Selector residual;
  private final JoinOutput output;
  private final @Nullable JoinMark mark;
  private final Pairs pairs = new Pairs(ROUND);
  private int[] from = new int[0];
  private int[] to = new int[0];
  private int[] picked = new int[0];
  private boolean[] found = new boolean[0];

  JoinProbe(JoinShape shape, JoinBuild build, Participant participant, BatchConsumer next) {
    super(SmallBatches.of(shape.node.info(), participant.execution().batchSize(), next));
    this.shape = shape;
    this.build = build;
    this.table = build.table;
    this.type = shape.node.type();
    this.context = participant.eval();
    this.batchSize = participant.execution().batchSize();
    this.keyEvaluators = JoinShape.evaluators(shape.node.outerKeys());
    this.residual =
        shape.node.residual() == null
            ? null
            : ExprCompiler.selector(
                ScanFilter.renumber(shape.node.residual(), shape.residualColumns));
    this.output = new JoinOutput(shape, build.rows);
    this.mark = type == JoinType.MARK ? new JoinMark(shape, build) : null;
  }

  @Override
  public boolean accept(Batch batch) {
    context.cancellation().check();
    int size = batch.size();
    if (from.length < size) {
      from = new int[size];
      to = new int[size];
      found = new boolean[size];
    }
    Column[] keys = JoinShape.evaluate(keyEvaluators, batch, context);
    table.look(keys, size, from, to);
    Arrays.fill(found, 0, size, false);
    if (table.isUnique() && residual == null) {
      return joinUnique(batch, size);
    }
    return join(batch, keys, size) && finish(batch, size);
  }

  /// At most one partner each, known without a comparison.
  private boolean joinUnique(Batch batch, int size) {
    pairs.clear(size);
    int count = 0;
    int[] left = pairs.left();
    int[] right = pairs.right();
    for (int i = 0; i < size; i++) {
      left[count] = i;
      right[count] = from[i];
      count += to[i] - from[i];
    }
    pairs.count(count);
    return putOut(batch, 0, size) && finish(batch, size);
  }

  private boolean join(Batch batch, Column[] keys, int size) {
    boolean first = type == JoinType.SEMI || type == JoinType.ANTI || type == JoinType.MARK;
    int row = 0;
    int start = size == 0 ? 0 : from[0];
    int place = start;
    while (row < size) {
      int done = row;
      pairs.clear(ROUND);
      while (row < size && pairs.count() < ROUND) {
        int end = first && found[row] ? place : to[row];
        while (place < end && pairs.count() < ROUND) {
          if (!table.differs(place, start)) {
            pairs.add(row, table.row(place));
          }
          place++;
        }
        if (place < end) {
          break;
        }
        row++;
        if (row < size) {
          start = from[row];
          place = start;
        }
      }
      table.retain(pairs, keys);
      if (residual != null && pairs.count() > 0) {
        retainResidual(batch, residual);
      }
      if (!putOut(batch, done, row)) {
        return false;
      }
    }
    return true;
  }

  private void retainResidual(Batch batch, Selector condition) {
    int count = pairs.count();
    if (picked.length < count) {
      picked = new int[Math.max(count, ROUND)];
    }
    Batch both = output.pairs(batch, pairs.left(), pairs.right(), count, shape.residualColumns);
    pairs.pick(picked, condition.select(both, picked, context));
  }

  /// Notes who has a partner, and puts out pairs where the join does; rows `done` to `next - 1`
  /// have no more partners to come.
  private boolean putOut(Batch batch, int done, int next) {
    int[] left = pairs.left();
    int[] right = pairs.right();
    int count = pairs.count();
    if (build.matched.length > 0) {
      for (int i = 0; i < count; i++) {
        build.matched[right[i]] = 1;
      }
    }
    if (type == JoinType.SINGLE) {
      for (int i = 0; i < count; i++) {
        if (found[left[i]]) {
          throw new BraidException(
              SqlState.CARDINALITY_VIOLATION,
              "more than one row returned by a subquery used as an expression");
        }
        found[left[i]] = true;
      }
    } else {
      for (int i = 0; i < count; i++) {
        found[left[i]] = true;
      }
    }
    return switch (type) {
      case INNER, RIGHT -> send(output.rows(batch, left, right, count, false));
      case LEFT, FULL, SINGLE -> extend(batch, done, next);
      case SEMI, ANTI, MARK, RIGHT_SEMI, RIGHT_ANTI -> true;
    };
  }

  private boolean extend(Batch batch, int done, int next) {
    int count = pairs.count();
    int[] left = new int[count + next - done];
    int[] right = new int[left.length];
    int size = 0;
    int row = done;
    for (int i = 0; i < count; i++) {
      int partner = pairs.left()[i];
      for (; row < partner; row++) {
        if (!found[row]) {
          left[size] = row;
          right[size++] = -1;
        }
      }
      left[size] = partner;
      right[size++] = pairs.right()[i];
    }
    for (; row < next; row++) {
      if (!found[row]) {
        left[size] = row;
        right[size++] = -1;
      }
    }
    return send(output.rows(batch, left, right, size, true));
  }

  /// Puts out what is one row for each row of the batch at most.
  private boolean finish(Batch batch, int size) {
    return switch (type) {
      case SEMI, ANTI -> {
        int[] rows = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
          if (found[i] == (type == JoinType.SEMI)) {
            rows[count++] = i;
          }
        }
        yield send(output.outer(batch, rows, count, null));
      }
      case MARK ->
          mark == null
              || send(output.outer(batch, null, size, mark.column(batch, found, size, context)));
      case INNER, LEFT, RIGHT, FULL, SINGLE, RIGHT_SEMI, RIGHT_ANTI -> true;
    };
  }

  private boolean send(Batch rows) {
    return Batches.send(rows, batchSize, next);
  }
}
