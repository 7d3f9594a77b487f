package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.Cast;
import dev.braid.expr.Expr;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one type for UNION, CASE, COALESCE, ARRAY, VALUES, GREATEST and IN.
final class CommonType {
  private final Coercion coercion;

  CommonType(Coercion coercion) {
    this.coercion = coercion;
  }

  /// An expression and where it stands.
  record Placed(Expr expr, int position) {
    Type type() {
      return expr.type();
    }
  }

  /// `select_common_type`.
  ///
  /// @param construct as the message names it: `UNION`
  Type select(List<Placed> exprs, String construct) {
    Type common = select(exprs.stream().map(Placed::type).toList());
    if (common != null) {
      return common;
    }
    // Find the pair that does not match, for the message.
    Type first = Type.UNKNOWN;
    for (Placed each : exprs) {
      Type type = each.type();
      if (TypeCategory.isUnknown(type) || type.sameKind(first)) {
        continue;
      }
      if (TypeCategory.isUnknown(first)) {
        first = type;
      } else if (TypeCategory.of(type) != TypeCategory.of(first)) {
        throw Errors.mismatch(
            each.position(),
            "%s types %s and %s cannot be matched"
                .formatted(construct, first.plain().sqlName(), type.plain().sqlName()));
      } else {
        first = better(first, type);
      }
    }
    throw new IllegalStateException();
  }

  /// Null where the types do not match; text where all are unknown.
  @Nullable Type select(List<Type> types) {
    Type common = Type.UNKNOWN;
    for (Type each : types) {
      Type type = each.plain();
      if (TypeCategory.isUnknown(type) || type.sameKind(common)) {
        continue;
      }
      if (TypeCategory.isUnknown(common)) {
        common = type;
      } else if (TypeCategory.of(type) != TypeCategory.of(common)) {
        return null;
      } else {
        common = better(common, type);
      }
    }
    return TypeCategory.isUnknown(common) ? Type.TEXT : common;
  }

  private Type better(Type common, Type type) {
    return !TypeCategory.isPreferred(common)
            && coercion.can(common, type, Cast.Context.IMPLICIT)
            && !coercion.can(type, common, Cast.Context.IMPLICIT)
        ? type
        : common;
  }

  /// Each expression in the common type.
  List<Expr> convert(List<Placed> exprs, Type common, String construct) {
    List<Expr> converted = new ArrayList<>();
    for (Placed each : exprs) {
      converted.add(convert(each, common, construct));
    }
    return converted;
  }

  Expr convert(Placed each, Type common, String construct) {
    if (!coercion.can(each.type(), common, Cast.Context.IMPLICIT)) {
      throw Errors.error(
          SqlState.CANNOT_COERCE,
          each.position(),
          "%s could not convert type %s to %s"
              .formatted(construct, each.type().plain().sqlName(), common.sqlName()));
    }
    return coercion.argument(each.expr(), common, each.position());
  }

  /// The common type with the modifier that all have, if they do.
  static Type withModifier(Type common, List<? extends Expr> exprs) {
    Type first = exprs.getFirst().type();
    return first.sameKind(common) && exprs.stream().allMatch(e -> e.type().equals(first))
        ? first
        : common;
  }
}
