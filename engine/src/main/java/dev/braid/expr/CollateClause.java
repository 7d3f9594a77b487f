package dev.braid.expr;

import java.util.List;

/// `text COLLATE "name"`: a call that passes its text on and names the collation that it has from
/// there on. The name is a part of the function's, so that calls with different ones differ.
public final class CollateClause {
  private static final String PREFIX = "collate ";
  private static final String HERE = "here ";

  private CollateClause() {}

  public static Call of(Expr text, String collation) {
    return call(text, PREFIX + collation);
  }

  /// The clause such that no server is told it.
  public static Call here(Call clause) {
    return isHere(clause)
        ? clause
        : call(clause.arguments().getFirst(), PREFIX + HERE + collation(clause));
  }

  private static Call call(Expr text, String name) {
    ScalarFunction same =
        new ScalarFunction(
            name,
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

  /// Whether it is one of [#here].
  public static boolean isHere(Call call) {
    return call.function().name().startsWith(PREFIX + HERE);
  }

  /// The name in a call that [#is] one.
  public static String collation(Call call) {
    return call.function().name().substring(PREFIX.length() + (isHere(call) ? HERE.length() : 0));
  }
}
