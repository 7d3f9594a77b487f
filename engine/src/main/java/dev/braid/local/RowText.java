package dev.braid.local;

import dev.braid.expr.TextOutput;
import dev.braid.source.RowCollector;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows as results hold them: numbers and truth values as Java's, all else as PostgreSQL's text.
final class RowText {
  private final List<Type> types;
  private final Zone zone;
  private long bytes;

  RowText(List<Type> types, Zone zone) {
    this.types = types;
    this.zone = zone;
  }

  List<@Nullable Object> row(Batch batch, int row) {
    List<@Nullable Object> values = new ArrayList<>(types.size());
    bytes = 0;
    for (int column = 0; column < types.size(); column++) {
      Type type = types.get(column);
      Object value = Values.get(batch.column(column), row, type);
      if (value == null) {
        bytes += RowCollector.bytes(null);
        values.add(null);
        continue;
      }
      String text = TextOutput.write(type, value, zone);
      bytes += RowCollector.bytes(text);
      values.add(
          switch (type.kind()) {
            case BOOL, INT4, INT8, FLOAT8 -> value;
            case INT2 -> ((Integer) value).shortValue();
            case FLOAT4 -> ((Double) value).floatValue();
            case NUMERIC -> {
              Numeric numeric = (Numeric) value;
              yield numeric.isFinite() ? numeric.toBigDecimal() : text;
            }
            default -> text;
          });
    }
    return values;
  }

  /// Bytes of the row made last, as they count against the caps.
  long lastRowBytes() {
    return bytes;
  }
}
