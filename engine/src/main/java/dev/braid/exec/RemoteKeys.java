package dev.braid.exec;

import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.TextOutput;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of a hash join's inner side as an array in SQL, which servers on the outer side are
/// sent, so that rows without a partner stay where they are.
public final class RemoteKeys {
  /// Different keys at most; more of them cost the servers more than they save.
  public static final int MOST = 10_000;

  private static final int MOST_BYTES = 1 << 20;

  /// Inner rows that are looked at.
  private static final int MOST_ROWS = 1 << 18;

  private RemoteKeys() {}

  /// The column whose values a key compares: itself, or an integer that is widened for it.
  public static @Nullable ColumnRef column(Expr key) {
    if (!isFor(key.type())) {
      return null;
    }
    if (key instanceof ColumnRef column) {
      return column;
    }
    return key instanceof Call call
            && call.function().name().equals("cast")
            && call.type().kind().isInteger()
            && call.arguments().getFirst() instanceof ColumnRef column
            && column.type().kind().isInteger()
        ? column
        : null;
  }

  /// Types whose values have a text that every server reads as the same value again.
  private static boolean isFor(Type type) {
    return switch (type.kind()) {
      case INT2, INT4, INT8, NUMERIC, TEXT, VARCHAR, DATE, TIMESTAMP, TIMESTAMPTZ, UUID -> true;
      default -> false;
    };
  }

  /// The different values without NULL, or null where they are too many.
  ///
  /// @param keys flat
  static @Nullable String array(Type type, Column keys, int size) {
    if (size > MOST_ROWS) {
      return null;
    }
    Set<Object> seen = new HashSet<>();
    StringBuilder text = new StringBuilder("{");
    for (int row = 0; row < size; row++) {
      Object value = Values.get(keys, row, type);
      if (value == null || !seen.add(value)) {
        continue;
      }
      if (seen.size() > MOST || text.length() > MOST_BYTES) {
        return null;
      }
      text.append(text.length() == 1 ? "" : ",");
      element(TextOutput.write(type, value, Zone.UTC), type.kind(), text);
    }
    Type element = type.kind() == Kind.VARCHAR ? Type.TEXT : type.plain();
    return quoted(text.append('}').toString()) + "::" + element.sqlName() + "[]";
  }

  private static void element(String value, Kind kind, StringBuilder text) {
    if (kind.isInteger()) {
      text.append(value);
      return;
    }
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char one = value.charAt(i);
      if (one == '"' || one == '\\') {
        text.append('\\');
      }
      text.append(one);
    }
    text.append('"');
  }

  private static String quoted(String text) {
    String doubled = text.replace("'", "''");
    return text.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }
}
