package dev.braid.expr.library;

import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.Kind;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;
import dev.braid.vector.ColumnBuilder;
import java.util.List;

/// `pg_typeof`: which type an expression was analyzed to have.
public final class TypeOf {
  public static final String NAME = "pg_typeof";

  private TypeOf() {}

  static void register(Definitions d) {
    d.catalog().function(function(Type.of(Kind.ANY), Type.of(Kind.ANY)));
  }

  /// For an argument of one type, so that no later change of the expression's type changes the
  /// answer.
  public static ScalarFunction of(Type type) {
    return function(type.plain(), type);
  }

  private static ScalarFunction function(Type declared, Type type) {
    String name = type.plain().sqlName();
    return new ScalarFunction(
        NAME,
        List.of(declared),
        OpaqueTypes.REGTYPE,
        false,
        false,
        Volatility.STABLE,
        _ ->
            (_, size, _, _) -> {
              ColumnBuilder names = ColumnBuilder.of(OpaqueTypes.REGTYPE, size);
              for (int row = 0; row < size; row++) {
                names.append(name);
              }
              return names.build();
            });
  }
}
