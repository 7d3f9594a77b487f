package dev.braid.exec;

import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.DictionaryColumn;
import dev.braid.vector.ObjectColumn;
import java.util.List;

/// Putting batches together and passing large ones on in pieces.
final class Batches {
  /// Bytes of rows that are copied at once, at most so many and one row's.
  static final long BYTES_AT_ONCE = 1 << 23;

  private Batches() {}

  /// All rows in one batch, flat.
  static Batch concat(List<Batch> batches, List<Type> types) {
    if (batches.size() == 1) {
      return batches.getFirst();
    }
    int size = Math.toIntExact(batches.stream().mapToLong(Batch::size).sum());
    Column[] columns = new Column[types.size()];
    for (int i = 0; i < columns.length; i++) {
      ColumnBuilder builder = ColumnBuilder.of(types.get(i), size);
      for (Batch batch : batches) {
        builder.appendRange(batch.column(i), 0, batch.size());
      }
      columns[i] = builder.build();
    }
    return new Batch(columns, size);
  }

  /// A batch without rows.
  static Batch none(List<Type> types) {
    return new Batch(ColumnBuilder.buildAll(ColumnBuilder.of(types, 1)), 0);
  }

  /// Bytes that the rows would take by themselves, without what they only share with others.
  static long ownMemory(Batch batch) {
    long bytes = 0;
    for (Column column : batch.columns()) {
      bytes +=
          switch (column) {
            case BytesColumn strings -> {
              long sum = 8L * batch.size();
              for (int i = 0; i < batch.size(); i++) {
                sum += strings.lengths()[i];
              }
              yield sum;
            }
            case DictionaryColumn coded -> {
              Column entries = coded.dictionary();
              yield 12L * batch.size()
                  + (entries.size() == 0 ? 0 : batch.size() * (entries.memory() / entries.size()));
            }
            case ObjectColumn _ -> 64L * batch.size();
            default -> 8L * batch.size();
          };
    }
    return bytes;
  }

  /// How many of a batch's rows can be copied at once. Rows may share one long string, and each
  /// copy takes its length.
  static int rowsAtOnce(Batch batch, int most) {
    long row = ownMemory(batch) / Math.max(1, batch.size()) + 1;
    return Math.clamp(BYTES_AT_ONCE / row, 1, most);
  }

  /// Sends the rows in batches of at most so many.
  ///
  /// @return whether the consumer wants more
  static boolean send(Batch rows, int batchSize, BatchConsumer out) {
    for (int from = 0; from < rows.size(); from += batchSize) {
      if (!out.accept(rows.slice(from, Math.min(batchSize, rows.size() - from)))) {
        return false;
      }
    }
    return true;
  }
}
