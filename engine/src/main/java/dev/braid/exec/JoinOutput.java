package dev.braid.exec;

import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Validity;
import dev.braid.vector.Values;
import org.jspecify.annotations.Nullable;

/// Gathers a join's output columns from pairs of rows.
final class JoinOutput {
  private final JoinShape shape;
  private final Batch inner;
  private final int[] projection;

  JoinOutput(JoinShape shape, Batch inner) {
    this.shape = shape;
    this.inner = inner;
    this.projection = shape.node.projection().stream().mapToInt(Integer::intValue).toArray();
  }

  /// Columns of both sides for pairs of rows.
  Batch pairs(Batch outer, int[] left, int[] right, int count, int[] columns) {
    Column[] out = new Column[columns.length];
    for (int i = 0; i < columns.length; i++) {
      int column = columns[i];
      out[i] =
          column < shape.outerWidth
              ? outer.column(column).gather(left, count)
              : innerColumn(column).gather(right, count);
    }
    return new Batch(out, count);
  }

  private Column innerColumn(int column) {
    return inner.column(shape.place(column - shape.outerWidth));
  }

  /// The output for pairs; a right row of -1 stands for NULLs.
  ///
  /// @param maybeAbsent whether there may be such
  Batch rows(Batch outer, int[] left, int[] right, int count, boolean maybeAbsent) {
    boolean absent = false;
    for (int i = 0; maybeAbsent && i < count && !absent; i++) {
      absent = right[i] < 0;
    }
    if (!absent) {
      return pairs(outer, left, right, count, projection);
    }
    long[] present = Validity.allValid(count);
    int[] safe = new int[count];
    for (int i = 0; i < count; i++) {
      if (right[i] < 0) {
        Validity.clear(present, i);
      } else {
        safe[i] = right[i];
      }
    }
    Column[] out = new Column[projection.length];
    for (int i = 0; i < out.length; i++) {
      int column = projection[i];
      if (column < shape.outerWidth) {
        out[i] = outer.column(column).gather(left, count);
      } else if (inner.size() == 0) {
        out[i] = Values.repeat(innerType(column), null, count);
      } else {
        Column picked = innerColumn(column).gather(safe, count);
        out[i] = picked.withValidity(Validity.and(picked.validity(), present, count));
      }
    }
    return new Batch(out, count);
  }

  private Type innerType(int column) {
    return shape.node.inner().info().type(column - shape.outerWidth);
  }

  /// The output of a join that puts out outer rows alone, with a mark or without.
  ///
  /// @param rows the rows, or null for all
  Batch outer(Batch outer, int @Nullable [] rows, int count, @Nullable Column mark) {
    Column[] out = new Column[projection.length];
    for (int i = 0; i < out.length; i++) {
      int column = projection[i];
      if (column < shape.outerWidth) {
        Column whole = outer.column(column);
        out[i] = rows == null || count == outer.size() ? whole : whole.gather(rows, count);
      } else if (mark != null && column == shape.outerWidth + shape.innerWidth) {
        out[i] = mark;
      } else {
        out[i] = Values.repeat(innerType(column), null, count);
      }
    }
    return new Batch(out, count);
  }

  /// The output for inner rows without a partner, or of a join that puts out inner rows alone.
  Batch inner(int[] rows) {
    Column[] out = new Column[projection.length];
    for (int i = 0; i < out.length; i++) {
      int column = projection[i];
      out[i] =
          column < shape.outerWidth
              ? Values.repeat(shape.node.outer().info().type(column), null, rows.length)
              : innerColumn(column).gather(rows, rows.length);
    }
    return new Batch(out, rows.length);
  }
}
