package dev.braid.expr.library;

import dev.braid.expr.EvalContext;
import dev.braid.expr.ScalarFunction;
import dev.braid.type.Type;
import dev.braid.type.text.LikePattern;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// LIKE and ILIKE, which the parser knows as `~~` and `~~*`, their negations, and `^@`. Blanks at
/// the end of a `character(n)` count.
final class LikeOperators {
  private LikeOperators() {}

  static void register(Definitions d) {
    for (Type type : new Type[] {Type.TEXT, Type.BPCHAR}) {
      d.operator("~~", Type.BOOL, like(false, false), type, Type.TEXT);
      d.operator("!~~", Type.BOOL, like(false, true), type, Type.TEXT);
      d.operator("~~*", Type.BOOL, like(true, false), type, Type.TEXT);
      d.operator("!~~*", Type.BOOL, like(true, true), type, Type.TEXT);
    }
    d.function("like", Type.BOOL, like(false, false), Type.TEXT, Type.TEXT);
    d.function("notlike", Type.BOOL, like(false, true), Type.TEXT, Type.TEXT);
    d.function(
        "like_escape",
        Type.TEXT,
        (in, row, out, _) ->
            out.append(LikePattern.withBackslashes(in[0].getString(row), in[1].getString(row))),
        Type.TEXT,
        Type.TEXT);
    d.operator("^@", Type.BOOL, LikeOperators::startsWith, Type.TEXT, Type.TEXT);
    d.function("starts_with", Type.BOOL, LikeOperators::startsWith, Type.TEXT, Type.TEXT);
  }

  private static ScalarFunction.Binder like(boolean ignoreCase, boolean negated) {
    return _ -> {
      PatternCache<LikePattern> patterns =
          new PatternCache<>((pattern, _, _) -> LikePattern.compile(pattern, "\\", ignoreCase));
      return (columns, size, validity, context) ->
          match(patterns, negated, columns, size, validity, context);
    };
  }

  private static Column match(
      PatternCache<LikePattern> patterns,
      boolean negated,
      Column[] columns,
      int size,
      long @Nullable [] validity,
      EvalContext context) {
    BytesColumn values = (BytesColumn) columns[0];
    byte[] data = values.data();
    int[] starts = values.starts();
    int[] lengths = values.lengths();
    boolean[] result = new boolean[size];
    for (int row = 0; row < size; row++) {
      if (validity == null || (validity[row >> 6] >>> row & 1) != 0) {
        LikePattern pattern = patterns.get(columns[1], row, context);
        result[row] = pattern.matches(data, starts[row], lengths[row]) != negated;
      }
    }
    return new BoolColumn(result, size, validity);
  }

  private static ScalarFunction.Kernel startsWith(dev.braid.expr.Call call) {
    return (columns, size, validity, _) -> {
      BytesColumn values = (BytesColumn) columns[0];
      BytesColumn prefixes = (BytesColumn) columns[1];
      boolean[] result = new boolean[size];
      for (int row = 0; row < size; row++) {
        int start = values.starts()[row];
        int length = prefixes.lengths()[row];
        int prefix = prefixes.starts()[row];
        result[row] =
            values.lengths()[row] >= length
                && Arrays.equals(
                    values.data(), start, start + length, prefixes.data(), prefix, prefix + length);
      }
      return new BoolColumn(result, size, validity);
    };
  }
}
