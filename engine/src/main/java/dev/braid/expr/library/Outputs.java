package dev.braid.expr.library;

import dev.braid.expr.EvalContext;
import dev.braid.expr.TextOutput;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import org.jspecify.annotations.Nullable;

/// Values as text on their way into other strings.
final class Outputs {
  private Outputs() {}

  /// What the type's output function writes; null for NULL.
  static @Nullable String text(Column column, int row, Type type, EvalContext context) {
    Object value = Values.get(column, row, type);
    return value == null ? null : TextOutput.write(type, value, context.timeZone());
  }

  /// The string, or NULL.
  static void append(ColumnBuilder out, @Nullable String text) {
    if (text == null) {
      out.appendNull();
    } else {
      out.append(text);
    }
  }

  /// The number, or NULL.
  static void append(ColumnBuilder out, @Nullable Integer number) {
    if (number == null) {
      out.appendNull();
    } else {
      out.append((int) number);
    }
  }
}
