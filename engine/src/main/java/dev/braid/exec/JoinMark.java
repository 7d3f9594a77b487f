package dev.braid.exec;

import dev.braid.expr.EvalContext;
import dev.braid.expr.Evaluator;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.hash.RowEquality;
import dev.braid.vector.Batch;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import dev.braid.vector.Validity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The third truth value of a mark join: for a row without partner the mark is NULL when the
/// condition is unknown, and not false, for some inner row.
///
/// With one key and no further condition that takes a NULL on either side. Otherwise the rows in
/// question are compared one with another, which costs the product of both sides: those of the
/// outer side without partner that have a NULL key with all inner rows; the others with inner rows
/// that have a NULL key and, where there is a further condition, with those of equal keys.
final class JoinMark {
  private static final int ROUND = 2048;

  private final JoinShape shape;
  private final JoinBuild build;
  private final boolean simple;
  private final boolean hasNullKeys;
  private final Evaluator[] keys;
  private final @Nullable Evaluator residual;
  private final JoinOutput output;

  JoinMark(JoinShape shape, JoinBuild build) {
    this.shape = shape;
    this.build = build;
    this.simple = shape.keyPlaces.length == 1 && shape.node.residual() == null;
    this.hasNullKeys = build.hasNullKeys();
    this.keys = JoinShape.evaluators(shape.node.outerKeys());
    Expr condition = shape.node.residual();
    this.residual =
        condition == null
            ? null
            : ExprCompiler.evaluator(ScanFilter.renumber(condition, shape.residualColumns));
    this.output = new JoinOutput(shape, build.rows);
  }

  Column column(Batch batch, boolean[] found, int size, EvalContext context) {
    boolean[] values = Arrays.copyOf(found, size);
    long[] validity = null;
    Column[] outer = JoinShape.evaluate(keys, batch, context);
    for (int row = 0; row < size; row++) {
      if (!found[row] && build.hasRows() && isUnknown(batch, outer, row, context)) {
        if (validity == null) {
          validity = Validity.allValid(size);
        }
        Validity.clear(validity, row);
      }
    }
    return new BoolColumn(values, size, validity);
  }

  private boolean isUnknown(Batch batch, Column[] outer, int row, EvalContext context) {
    boolean absent = false;
    for (Column key : outer) {
      absent |= key.isNull(row);
    }
    if (shape.node.nullSafe()) {
      return residual != null && compare(batch, outer, row, context);
    }
    if (simple) {
      return absent || hasNullKeys;
    }
    return (absent || hasNullKeys || residual != null) && compare(batch, outer, row, context);
  }

  /// Whether the condition is unknown for some inner row.
  private boolean compare(Batch batch, Column[] outer, int row, EvalContext context) {
    int[] left = new int[ROUND];
    int[] right = new int[ROUND];
    boolean[] unknown = new boolean[ROUND];
    Arrays.fill(left, row);
    int count = 0;
    for (int other = 0; other < build.size(); other++) {
      Boolean equal = equal(outer, row, other);
      if (!Boolean.FALSE.equals(equal)) {
        unknown[count] = equal == null;
        right[count++] = other;
      }
      if (count == ROUND || other == build.size() - 1) {
        context.cancellation().check();
        if (isUnknown(batch, left, right, unknown, count, context)) {
          return true;
        }
        count = 0;
      }
    }
    return false;
  }

  /// Whether the keys are equal; null where that is unknown.
  private @Nullable Boolean equal(Column[] outer, int row, int other) {
    boolean unknown = false;
    for (int i = 0; i < outer.length; i++) {
      Column key = build.keys[i];
      boolean leftAbsent = outer[i].isNull(row);
      if (leftAbsent || key.isNull(other)) {
        if (shape.node.nullSafe()) {
          if (leftAbsent != key.isNull(other)) {
            return false;
          }
        } else {
          unknown = true;
        }
      } else if (RowEquality.compareValues(outer[i], row, key, other, shape.keyTypes.get(i)) != 0) {
        return false;
      }
    }
    return unknown ? null : Boolean.TRUE;
  }

  private boolean isUnknown(
      Batch batch, int[] left, int[] right, boolean[] unknown, int count, EvalContext context) {
    Column condition = null;
    if (residual != null && count > 0) {
      condition =
          residual.evaluate(
              output.pairs(batch, left, right, count, shape.residualColumns), context);
    }
    for (int i = 0; i < count; i++) {
      boolean absent = condition != null && condition.isNull(i);
      boolean holds = condition == null || !absent && condition.getBoolean(i);
      if (absent || holds && unknown[i]) {
        return true;
      }
    }
    return false;
  }
}
