package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.Type;
import dev.braid.type.json.JsonShape;
import java.util.List;

/// `IS JSON`, whose name holds all that was asked.
public final class JsonPredicate {
  private static final String NAME = "IS JSON ";

  private JsonPredicate() {}

  /// @param shape of which the value must be
  /// @param uniqueKeys whether no object in it may have two fields of the same key
  /// @param operand text, json or jsonb
  public static ScalarFunction make(JsonShape shape, boolean uniqueKeys, Type operand) {
    return new ScalarFunction(
        NAME + shape.name() + (uniqueKeys ? " WITH UNIQUE KEYS" : ""),
        List.of(operand),
        Type.BOOL,
        false,
        true,
        Volatility.IMMUTABLE,
        Definitions.perRow(
            (in, row, out, _) -> out.append(holds(in[0].getString(row), shape, uniqueKeys))));
  }

  /// Whether this is such a test.
  public static boolean is(Call call) {
    return call.function().name().startsWith(NAME);
  }

  private static boolean holds(String text, JsonShape shape, boolean uniqueKeys) {
    try {
      return shape.holds(text, uniqueKeys);
    } catch (BraidException e) {
      if (e.sqlState().equals(SqlState.STATEMENT_TOO_COMPLEX)) {
        throw e;
      }
      return false;
    }
  }
}
