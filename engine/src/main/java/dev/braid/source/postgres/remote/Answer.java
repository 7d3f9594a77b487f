package dev.braid.source.postgres.remote;

import dev.braid.error.BraidException;
import dev.braid.expr.TextInput;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server answered when it was asked once and for all.
///
/// @param error of a value, which may never be asked for; then there are no rows
record Answer(@Nullable Batch rows, @Nullable BraidException error) {
  /// @param rows values as the server's output functions write them, NULL as null
  static Answer of(List<Type> types, List<@Nullable String[]> rows) {
    Column[] columns = new Column[types.size()];
    for (int column = 0; column < columns.length; column++) {
      Type type = types.get(column);
      ColumnBuilder builder = ColumnBuilder.of(type, rows.size());
      for (@Nullable String[] row : rows) {
        append(builder, type, row[column]);
      }
      columns[column] = builder.build();
    }
    return new Answer(new Batch(columns, rows.size()), null);
  }

  static Answer failed(BraidException error) {
    return new Answer(null, error);
  }

  private static void append(ColumnBuilder builder, Type type, @Nullable String value) {
    if (value == null) {
      builder.appendNull();
      return;
    }
    switch (type.kind()) {
      case TEXT, VARCHAR, BPCHAR, JSON, JSONB, OPAQUE, UNKNOWN -> builder.append(value);
      default -> Values.append(builder, type, TextInput.written(type, value));
    }
  }
}
