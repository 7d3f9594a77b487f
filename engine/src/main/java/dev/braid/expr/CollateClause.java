package dev.braid.expr;

import java.util.List;

/// `text COLLATE "name"`: a call that passes its text on and names the collation that it has from
/// there on. The name is a part of the function's, so that calls with different ones differ.
public final class CollateClause {
  private static final String PREFIX = "collate ";

  private CollateClause() {}

  public static Call of(Expr text, String collation) {
    ScalarFunction same =
        new ScalarFunction(
            PREFIX + collation,
            List.of(text.type().plain()),
            text.type(),
            false,
            true,
            Volatility.IMMUTABLE,
            _ -> (columns, _, _, _) -> columns[0]);
    return new Call(same, List.of(text), text.type());
  }

  public static boolean is(Expr expr) {
    return expr instanceof Call call && call.function().name().startsWith(PREFIX);
  }

  /// The name in a call that [#is] one.
  public static String collation(Call call) {
    return call.function().name().substring(PREFIX.length());
  }
}
