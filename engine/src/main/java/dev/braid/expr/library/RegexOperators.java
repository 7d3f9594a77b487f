package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.Type;
import dev.braid.type.regex.Regex;
import dev.braid.type.regex.Similar;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import org.jspecify.annotations.Nullable;

/// `~` and its kin, and SIMILAR TO, which the parser makes `~` of `similar_to_escape`.
final class RegexOperators {
  private RegexOperators() {}

  static void register(Definitions d) {
    for (Type type : new Type[] {Type.TEXT, Type.BPCHAR}) {
      d.operator("~", Type.BOOL, match("", false), type, Type.TEXT);
      d.operator("!~", Type.BOOL, match("", true), type, Type.TEXT);
      d.operator("~*", Type.BOOL, match("i", false), type, Type.TEXT);
      d.operator("!~*", Type.BOOL, match("i", true), type, Type.TEXT);
    }
    d.function(
        "similar_to_escape",
        Type.TEXT,
        (in, row, out, _) -> out.append(Similar.toRegex(in[0].getString(row), "\\")),
        Type.TEXT);
    d.function(
        "similar_to_escape",
        Type.TEXT,
        (in, row, out, _) ->
            out.append(Similar.toRegex(in[0].getString(row), in[1].getString(row))),
        Type.TEXT,
        Type.TEXT);
    d.nullable(
        "similar_escape",
        Type.TEXT,
        Volatility.IMMUTABLE,
        (in, row, out, _) -> {
          if (in[0].isNull(row)) {
            out.appendNull();
          } else {
            String escape = in[1].isNull(row) ? "\\" : in[1].getString(row);
            out.append(Similar.toRegex(in[0].getString(row), escape));
          }
        },
        Type.TEXT,
        Type.TEXT);
  }

  /// Compiled expressions that stop when the statement is cancelled.
  static PatternCache<Regex> cache() {
    return new PatternCache<>(RegexOperators::compile);
  }

  static Regex compile(String pattern, String flags, EvalContext context) {
    return Regex.compile(pattern, flags, context.cancellation()::check);
  }

  /// The flag that only some functions take.
  static void refuseGlobal(String flags, String function) {
    if (flags.indexOf('g') >= 0) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, function + " does not support the \"global\" option");
    }
  }

  private static ScalarFunction.Binder match(String flags, boolean negated) {
    return _ -> {
      PatternCache<Regex> patterns =
          new PatternCache<>((pattern, _, context) -> compile(pattern, flags, context));
      return (columns, size, validity, context) ->
          match(patterns, negated, columns, size, validity, context);
    };
  }

  private static Column match(
      PatternCache<Regex> patterns,
      boolean negated,
      Column[] columns,
      int size,
      long @Nullable [] validity,
      EvalContext context) {
    BytesColumn values = (BytesColumn) columns[0];
    boolean[] result = new boolean[size];
    for (int row = 0; row < size; row++) {
      if (validity == null || (validity[row >> 6] >>> row & 1) != 0) {
        Regex regex = patterns.get(columns[1], row, context);
        result[row] =
            regex.find(values.data(), values.starts()[row], values.lengths()[row]) != negated;
      }
    }
    return new BoolColumn(result, size, validity);
  }
}
