package dev.braid.type.json.path;

import dev.braid.type.json.JsonNode;
import dev.braid.type.regex.Regex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of a path: something to begin with, an accessor, a method, or an operator.
sealed interface Step {
  /// A value that was written: null, a boolean, a number or a string.
  record Literal(JsonNode value) implements Step {}

  record Variable(String name) implements Step {}

  /// `$`.
  record Root() implements Step {}

  /// `@`.
  record Current() implements Step {}

  record Last() implements Step {}

  /// `.key`.
  record Key(String name) implements Step {}

  /// `.*`.
  record AnyKey() implements Step {}

  /// `[*]`.
  record AnyElement() implements Step {}

  /// `[1, 2 to last]`.
  record Elements(List<Subscript> subscripts) implements Step {}

  record Subscript(Chain from, @Nullable Chain to) {}

  /// `.**`.
  ///
  /// @param first the least level, [#LEAVES] for `last`
  /// @param last the greatest level, [#LEAVES] for `last`
  record Descendants(long first, long last) implements Step {
    static final long LEAVES = 0xFFFFFFFFL;
  }

  record Filter(Chain condition) implements Step {}

  record Call(Method method) implements Step {}

  enum Method {
    ABS,
    BIGINT,
    BOOLEAN,
    CEILING,
    DOUBLE,
    FLOOR,
    INTEGER,
    KEYVALUE,
    NUMBER,
    SIZE,
    STRING,
    TYPE;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  record Decimal(JsonNode.@Nullable Num precision, JsonNode.@Nullable Num scale) implements Step {}

  /// `.datetime()` and its kin, which are read and written only.
  ///
  /// @param argument as it is written
  record Moment(String method, String argument) implements Step {}

  /// A binary operator over numbers.
  record Arithmetic(char operator, Chain left, Chain right) implements Step {}

  record Sign(boolean minus, Chain operand) implements Step {}

  /// What is true, false or unknown.
  sealed interface Predicate extends Step {}

  record And(Chain left, Chain right) implements Predicate {}

  record Or(Chain left, Chain right) implements Predicate {}

  record Not(Chain operand) implements Predicate {}

  record IsUnknown(Chain operand) implements Predicate {}

  record Exists(Chain operand) implements Predicate {}

  /// @param operator in its canonical form: `==`, `!=`, `<`, `>`, `<=`, `>=`
  record Comparison(String operator, Chain left, Chain right) implements Predicate {}

  record StartsWith(Chain whole, Chain initial) implements Predicate {}

  /// @param flags as they are written again, in their fixed order
  record LikeRegex(Chain operand, String pattern, String flags, Regex regex) implements Predicate {}

  /// How tightly a step binds where it is written as an operand.
  default int priority() {
    return switch (this) {
      case Or _ -> 0;
      case And _ -> 1;
      case Comparison _, StartsWith _ -> 2;
      case Arithmetic it -> it.operator() == '+' || it.operator() == '-' ? 3 : 4;
      case Sign _ -> 5;
      default -> 6;
    };
  }
}
