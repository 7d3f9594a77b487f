package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.SortKey;
import dev.braid.sql.ast.SortBy;
import dev.braid.type.Kind;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;

/// Directions, the place of NULLs, and which types have an order.
final class SortKeys {
  private SortKeys() {}

  static SortKey key(SortBy written, Expr expr, Analysis analysis) {
    Expr known = analysis.coercion.known(expr);
    checkOrder(known.type(), Locations.written(written.expression()));
    boolean descending = descending(written);
    return new SortKey(known, descending, nullsFirst(written, descending));
  }

  static boolean descending(SortBy written) {
    return switch (written.direction()) {
      case DEFAULT, ASC -> false;
      case DESC -> true;
      case USING -> {
        String symbol = written.using() == null ? "" : written.using().name();
        if (!symbol.equals("<") && !symbol.equals(">")) {
          throw Errors.error(
              SqlState.WRONG_OBJECT_TYPE,
              written.using() == null ? 0 : written.using().position(),
              "operator " + symbol + " is not a valid ordering operator");
        }
        yield symbol.equals(">");
      }
    };
  }

  static boolean nullsFirst(SortBy written, boolean descending) {
    return switch (written.nulls()) {
      case DEFAULT -> descending;
      case FIRST -> true;
      case LAST -> false;
    };
  }

  private static boolean isComparable(Type type) {
    return switch (type.kind()) {
      case ARRAY -> isComparable(type.elementType());
      case JSON, JSONPATH -> false;
      default -> true;
    };
  }

  static void checkOrder(Type type, int position) {
    Type element = type.kind() == Kind.ARRAY ? type.elementType() : type;
    if (element.equals(OpaqueTypes.REGTYPE)) {
      throw Errors.unsupported(position, "an order of values of type regtype");
    }
    check(type, position, "an ordering");
  }

  static void checkEquality(Type type, int position) {
    check(type, position, "an equality");
  }

  private static void check(Type type, int position, String what) {
    if (!isComparable(type)) {
      throw Errors.error(
          SqlState.UNDEFINED_FUNCTION,
          position,
          "could not identify " + what + " operator for type " + type.plain().sqlName());
    }
  }
}
