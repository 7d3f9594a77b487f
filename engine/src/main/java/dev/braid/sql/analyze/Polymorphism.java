package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What ANYELEMENT and its kin stand for in one call.
final class Polymorphism {
  private final CommonType commonType;

  Polymorphism(CommonType commonType) {
    this.commonType = commonType;
  }

  /// @param element of ANYELEMENT, null where no argument tells
  /// @param compatible of ANYCOMPATIBLE
  record Meaning(@Nullable Type element, @Nullable Type compatible) {
    /// A declared type with its meaning put in.
    Type of(Type declared) {
      return switch (declared.kind()) {
        case ANYELEMENT, ANYNONARRAY -> element == null ? declared : element;
        case ANYARRAY -> element == null ? declared : Type.arrayOf(element);
        case ANYCOMPATIBLE -> compatible == null ? declared : compatible;
        case ANYCOMPATIBLEARRAY -> compatible == null ? declared : Type.arrayOf(compatible);
        default -> declared;
      };
    }
  }

  boolean isConsistent(List<Type> declared, List<Type> actual) {
    Type element = null;
    for (int i = 0; i < actual.size(); i++) {
      Type type = elementOf(declared.get(i), actual.get(i));
      if (type == null) {
        continue;
      }
      if (element != null && !element.sameKind(type)) {
        return false;
      }
      element = type;
    }
    List<Type> compatible = compatible(declared, actual);
    return compatible.isEmpty() || commonType.select(compatible) != null;
  }

  private static @Nullable Type elementOf(Type declared, Type actual) {
    if (TypeCategory.isUnknown(actual)) {
      return null;
    }
    return switch (declared.kind()) {
      case ANYELEMENT, ANYNONARRAY -> actual.plain();
      case ANYARRAY -> actual.kind() == Kind.ARRAY ? actual.elementType().plain() : null;
      default -> null;
    };
  }

  private static List<Type> compatible(List<Type> declared, List<Type> actual) {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < actual.size(); i++) {
      Type type = actual.get(i);
      if (declared.get(i).kind() == Kind.ANYCOMPATIBLE) {
        types.add(type);
      } else if (declared.get(i).kind() == Kind.ANYCOMPATIBLEARRAY) {
        types.add(type.kind() == Kind.ARRAY ? type.elementType() : Type.UNKNOWN);
      }
    }
    return types;
  }

  /// @throws dev.braid.error.BraidException 42804 where only literals could tell
  Meaning resolve(List<Type> declared, List<Type> actual, Type result) {
    Type element = null;
    boolean needed = isElement(result);
    for (int i = 0; i < actual.size(); i++) {
      needed |= isElement(declared.get(i));
      Type type = elementOf(declared.get(i), actual.get(i));
      element = element == null ? type : element;
    }
    if (needed && element == null) {
      throw new BraidException(
          SqlState.DATATYPE_MISMATCH,
          "could not determine polymorphic type because input has type unknown");
    }
    List<Type> types = compatible(declared, actual);
    return new Meaning(element, types.isEmpty() ? null : commonType.select(types));
  }

  private static boolean isElement(Type type) {
    return switch (type.kind()) {
      case ANYELEMENT, ANYNONARRAY, ANYARRAY -> true;
      default -> false;
    };
  }
}
