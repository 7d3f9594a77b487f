package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.Cast;
import dev.braid.expr.Cast.Context;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.expr.library.ArrayCast;
import dev.braid.type.Kind;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which type turns into which, and the expressions that do it.
///
/// A literal of type `unknown` becomes a constant of the type wanted. Between types with the same
/// values nothing is called, except where the type itself counts ([#relabel]).
final class Coercion {
  private final Analysis analysis;

  Coercion(Analysis analysis) {
    this.analysis = analysis;
  }

  /// `can_coerce_type` of one argument; polymorphic types take what has their form.
  boolean can(Type from, Type to, Context context) {
    if (from.sameKind(to)) {
      return true;
    }
    return switch (to.kind()) {
      case FOREIGN -> context == Context.IMPLICIT && ForeignTypes.takes(from, to);
      case ANY, ANYELEMENT, ANYCOMPATIBLE -> true;
      case ANYNONARRAY -> from.kind() != Kind.ARRAY;
      case ANYARRAY, ANYCOMPATIBLEARRAY ->
          from.kind() == Kind.ARRAY || TypeCategory.isUnknown(from);
      default -> TypeCategory.isUnknown(from) || hasPath(from, to, context);
    };
  }

  private boolean hasPath(Type from, Type to, Context context) {
    if (from.kind() == Kind.ARRAY && to.kind() == Kind.ARRAY) {
      return from.elementType().sameKind(to.elementType())
          || hasPath(from.elementType(), to.elementType(), context);
    }
    Cast cast = analysis.functions.cast(from.kind(), to.kind());
    if (cast != null) {
      return cast.context().compareTo(context) <= 0;
    }
    return isThroughText(from, to, context);
  }

  /// Any type can be written as text, and read from it.
  private static boolean isThroughText(Type from, Type to, Context context) {
    if (context == Context.EXPLICIT && (OpaqueTypes.isOpaque(from) || OpaqueTypes.isOpaque(to))) {
      return true;
    }
    return (context != Context.IMPLICIT && TypeCategory.of(to) == TypeCategory.STRING)
        || (context == Context.EXPLICIT && TypeCategory.of(from) == TypeCategory.STRING);
  }

  /// The expression in another type, or null where there is no conversion.
  ///
  /// @param position for what is not supported
  @Nullable Expr convert(Expr expr, Type to, Context context, int position) {
    if (!can(expr.type(), to, context)) {
      return null;
    }
    return to.hasModifier() || (to.kind() == Kind.ARRAY && to.elementType().hasModifier())
        ? withModifier(unmodified(expr, to.plain(), position), to, position)
        : unmodified(expr, to, position);
  }

  /// An argument in the type that a function declares; the conversion must be possible. Types with
  /// the same values stay as they are.
  Expr argument(Expr expr, Type to, int position) {
    if (to.kind() == Kind.ANY) {
      return TypeCategory.isUnknown(expr.type()) && !analysis.parameters.isOpen(expr)
          ? unmodified(expr, Type.TEXT, position)
          : analysis.parameters.unasked(expr);
    }
    if (!TypeCategory.isUnknown(expr.type()) && isSameValues(expr.type(), to)) {
      return expr;
    }
    return unmodified(expr, to.plain(), position);
  }

  private boolean isSameValues(Type from, Type to) {
    if (from.sameKind(to)) {
      return true;
    }
    if (from.kind() == Kind.ARRAY && to.kind() == Kind.ARRAY) {
      return isSameValues(from.elementType(), to.elementType());
    }
    Cast cast = analysis.functions.cast(from.kind(), to.kind());
    return cast != null && cast.function() == null;
  }

  private Expr unmodified(Expr expr, Type to, int position) {
    Type from = expr.type();
    if (from.sameKind(to)) {
      return expr;
    }
    if (TypeCategory.isUnknown(from)) {
      if (!(expr instanceof Constant constant)) {
        throw Errors.unsupported(position, "an expression of type unknown");
      }
      return literal(constant, to, position);
    }
    if (isSameValues(from, to)) {
      return relabel(expr, to);
    }
    if (from.equals(OpaqueTypes.REGTYPE) && TypeCategory.of(to) == TypeCategory.STRING) {
      return relabel(expr, to);
    }
    if (isRegtype(from) || isRegtype(to)) {
      throw Errors.unsupported(
          position, "the conversion of " + from.plain().sqlName() + " to " + to.sqlName());
    }
    if (OpaqueTypes.isOpaque(from) || OpaqueTypes.isOpaque(to)) {
      return analysis.at(analysis.servers.cast(expr, to, position), analysis.position(expr));
    }
    ScalarFunction function = function(from, to);
    if (function == null) {
      throw Errors.unsupported(
          position, "the conversion of " + from.plain().sqlName() + " to " + to.sqlName());
    }
    return analysis.at(new Call(function, List.of(expr), to), analysis.position(expr));
  }

  private static boolean isRegtype(Type type) {
    return type.kind() == Kind.ARRAY
        ? isRegtype(type.elementType())
        : type.equals(OpaqueTypes.REGTYPE);
  }

  /// What converts values, of arrays each element; null where there is nothing.
  private @Nullable ScalarFunction function(Type from, Type to) {
    if (from.kind() != Kind.ARRAY || to.kind() != Kind.ARRAY) {
      Cast cast = analysis.functions.cast(from.kind(), to.kind());
      return cast == null ? null : cast.function();
    }
    Cast element = analysis.functions.cast(from.elementType().kind(), to.elementType().kind());
    return element == null ? null : ArrayCast.make(element, from, to);
  }

  /// A constant of unknown type as what its text means in this one.
  Expr literal(Constant constant, Type to, int position) {
    analysis.parameters.ask(constant, to);
    int at = analysis.position(constant);
    if (constant.value() == null) {
      return analysis.at(Constant.nullOf(to), at);
    }
    if (to.equals(OpaqueTypes.REGTYPE)) {
      String name = RegtypeInput.parse(constant.value().toString(), at);
      return analysis.at(new Constant(to, name), at);
    }
    if (to.kind() == Kind.OPAQUE) {
      String value = analysis.servers.literal(to, constant.value().toString(), at);
      return analysis.at(new Constant(to, value), at);
    }
    try {
      Object value = analysis.context.input().parse(to, constant.value().toString());
      return analysis.at(new Constant(to, value), at);
    } catch (BraidException e) {
      throw e.position() == 0 ? e.at(at == 0 ? position : at) : e;
    }
  }

  /// The same values under another type.
  Expr relabel(Expr expr, Type to) {
    if (expr.type().sameKind(to)) {
      return expr;
    }
    if (expr instanceof Constant constant) {
      return analysis.at(new Constant(to, constant.value()), analysis.position(constant));
    }
    ScalarFunction same =
        new ScalarFunction(
            "cast",
            List.of(expr.type().plain()),
            to,
            false,
            true,
            Volatility.IMMUTABLE,
            _ -> (columns, _, _, _) -> columns[0]);
    return analysis.at(new Call(same, List.of(expr), to), analysis.position(expr));
  }

  private Expr withModifier(Expr expr, Type to, int position) {
    if (expr.type().equals(to)) {
      return expr;
    }
    if (expr instanceof Constant constant && constant.isNull()) {
      return analysis.at(Constant.nullOf(to), analysis.position(expr));
    }
    ScalarFunction function = function(expr.type(), to);
    if (function == null) {
      throw Errors.unsupported(position, "a conversion to " + to.sqlName());
    }
    return analysis.at(new Call(function, List.of(expr), to), analysis.position(expr));
  }

  /// @throws BraidException 42846 where there is no conversion
  Expr explicit(Expr expr, Type to, int position) {
    if (OpaqueTypes.isOpaque(expr.type()) && expr.type().typeName().equals(to.typeName())) {
      return expr;
    }
    Expr result = convert(expr, to, Context.EXPLICIT, position);
    if (result == null) {
      throw Errors.error(
          SqlState.CANNOT_COERCE,
          position,
          "cannot cast type %s to %s"
              .formatted(expr.type().plain().sqlName(), to.plain().sqlName()));
    }
    return result.type().sameKind(to) ? result : relabel(result, to);
  }

  /// A condition.
  ///
  /// @param clause as the message names it: `WHERE`
  Expr condition(Expr expr, String clause, int position) {
    return assigned(expr, Type.BOOL, clause, position);
  }

  /// What a clause takes.
  ///
  /// @throws BraidException 42804 where the type is wrong
  Expr assigned(Expr expr, Type to, String clause, int position) {
    Expr result = convert(expr, to, Context.ASSIGNMENT, position);
    if (result == null) {
      throw Errors.mismatch(
          position,
          "argument of %s must be type %s, not type %s"
              .formatted(clause, to.sqlName(), expr.type().plain().sqlName()));
    }
    return result;
  }

  /// An output column's type is never unknown.
  Expr known(Expr expr) {
    return TypeCategory.isUnknown(expr.type())
        ? unmodified(expr, Type.TEXT, analysis.position(expr))
        : expr;
  }
}
