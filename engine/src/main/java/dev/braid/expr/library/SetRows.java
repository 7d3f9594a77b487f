package dev.braid.expr.library;

import dev.braid.expr.EvalContext;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Rows that come one by one, put together to batches.
final class SetRows {
  private SetRows() {}

  /// Batches of one column.
  static Iterator<Batch> single(
      Type type, Iterator<? extends @Nullable Object> values, int batchSize, EvalContext context) {
    return new Batches(
        List.of(type),
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return values.hasNext();
          }

          @Override
          public @Nullable Object[] next() {
            return new @Nullable Object[] {values.next()};
          }
        },
        batchSize,
        context);
  }

  /// Batches of several columns.
  static Iterator<Batch> rows(
      List<Type> types, Iterator<@Nullable Object[]> rows, int batchSize, EvalContext context) {
    return new Batches(types, rows, batchSize, context);
  }

  private record Batches(
      List<Type> types, Iterator<@Nullable Object[]> rows, int batchSize, EvalContext context)
      implements Iterator<Batch> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Batch next() {
      if (!rows.hasNext()) {
        throw new NoSuchElementException();
      }
      context.cancellation().check();
      ColumnBuilder[] builders = new ColumnBuilder[types.size()];
      for (int c = 0; c < builders.length; c++) {
        builders[c] = ColumnBuilder.of(types.get(c), 64);
      }
      int size = 0;
      while (size < batchSize && rows.hasNext()) {
        @Nullable Object[] row = rows.next();
        for (int c = 0; c < builders.length; c++) {
          Values.append(builders[c], types.get(c), row[c]);
        }
        size++;
      }
      Column[] columns = new Column[builders.length];
      for (int c = 0; c < columns.length; c++) {
        columns[c] = builders[c].build();
      }
      return new Batch(columns, size);
    }
  }
}
