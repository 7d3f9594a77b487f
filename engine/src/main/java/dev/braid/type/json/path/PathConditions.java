package dev.braid.type.json.path;

import dev.braid.type.json.JsonNode;
import dev.braid.type.json.path.PathRun.Outcome;
import dev.braid.type.text.Strings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conditions, in the three-valued logic of SQL: an error makes them unknown.
final class PathConditions {
  enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    static Truth of(boolean value) {
      return value ? TRUE : FALSE;
    }
  }

  /// What is asked of each pair of items.
  @FunctionalInterface
  private interface Pairwise {
    Truth test(JsonNode left, JsonNode right);
  }

  private static final JsonNode NOTHING = new JsonNode.Null();

  private final PathRun run;

  PathConditions(PathRun run) {
    this.run = run;
  }

  /// The condition that a chain begins with.
  Truth of(Chain condition, JsonNode item) {
    return switch (condition.step()) {
      case Step.And(Chain left, Chain right) -> {
        Truth first = of(left, item);
        if (first == Truth.FALSE) {
          yield Truth.FALSE;
        }
        Truth second = of(right, item);
        yield second == Truth.TRUE ? first : second;
      }
      case Step.Or(Chain left, Chain right) -> {
        Truth first = of(left, item);
        if (first == Truth.TRUE) {
          yield Truth.TRUE;
        }
        Truth second = of(right, item);
        yield second == Truth.FALSE ? first : second;
      }
      case Step.Not(Chain operand) ->
          switch (of(operand, item)) {
            case TRUE -> Truth.FALSE;
            case FALSE -> Truth.TRUE;
            case UNKNOWN -> Truth.UNKNOWN;
          };
      case Step.IsUnknown(Chain operand) -> Truth.of(of(operand, item) == Truth.UNKNOWN);
      case Step.Exists(Chain operand) -> exists(operand, item);
      case Step.Comparison(String operator, Chain left, Chain right) ->
          pairs(left, right, true, item, (a, b) -> compare(operator, a, b));
      case Step.StartsWith(Chain whole, Chain initial) ->
          pairs(
              whole,
              initial,
              false,
              item,
              (a, b) ->
                  a instanceof JsonNode.Str(String text) && b instanceof JsonNode.Str(String prefix)
                      ? Truth.of(text.startsWith(prefix))
                      : Truth.UNKNOWN);
      case Step.LikeRegex it ->
          pairs(
              it.operand(),
              null,
              false,
              item,
              (a, _) ->
                  a instanceof JsonNode.Str(String text)
                      ? Truth.of(it.regex().find(text))
                      : Truth.UNKNOWN);
      default -> throw new IllegalStateException("no condition");
    };
  }

  private Truth exists(Chain operand, JsonNode item) {
    if (run.lax) {
      return switch (run.quietly(operand, item, false, null)) {
        case OK -> Truth.TRUE;
        case NOT_FOUND -> Truth.FALSE;
        case ERROR -> Truth.UNKNOWN;
      };
    }
    List<JsonNode> found = new ArrayList<>();
    return run.quietly(operand, item, false, found) == Outcome.ERROR
        ? Truth.UNKNOWN
        : Truth.of(!found.isEmpty());
  }

  /// Whether some pair fits. A strict path looks at all of them, since one that cannot be compared
  /// makes the whole unknown; a lax one stops at the first that fits.
  private Truth pairs(
      Chain left, @Nullable Chain right, boolean unwrapRight, JsonNode item, Pairwise test) {
    List<JsonNode> first = new ArrayList<>();
    if (run.quietly(left, item, true, first) == Outcome.ERROR) {
      return Truth.UNKNOWN;
    }
    List<JsonNode> second = new ArrayList<>();
    if (right == null) {
      second.add(NOTHING);
    } else if (run.quietly(right, item, unwrapRight, second) == Outcome.ERROR) {
      return Truth.UNKNOWN;
    }
    boolean unknown = false;
    boolean found = false;
    for (JsonNode a : first) {
      for (JsonNode b : second) {
        switch (test.test(a, b)) {
          case UNKNOWN -> {
            if (!run.lax) {
              return Truth.UNKNOWN;
            }
            unknown = true;
          }
          case TRUE -> {
            if (run.lax) {
              return Truth.TRUE;
            }
            found = true;
          }
          case FALSE -> {
            // The next pair may fit.
          }
        }
      }
    }
    return found ? Truth.TRUE : unknown ? Truth.UNKNOWN : Truth.FALSE;
  }

  /// Items of different types cannot be compared, except with null.
  private static Truth compare(String operator, JsonNode a, JsonNode b) {
    if (!a.isScalar() || !b.isScalar() || a.getClass() != b.getClass()) {
      boolean none = a instanceof JsonNode.Null || b instanceof JsonNode.Null;
      return none ? Truth.of(operator.equals("!=")) : Truth.UNKNOWN;
    }
    int order =
        switch (a) {
          case JsonNode.Bool(boolean value) -> Boolean.compare(value, ((JsonNode.Bool) b).value());
          case JsonNode.Num number -> number.value().compareTo(((JsonNode.Num) b).value());
          case JsonNode.Str(String value) -> Strings.compare(value, ((JsonNode.Str) b).value());
          default -> 0;
        };
    return Truth.of(
        switch (operator) {
          case "==" -> order == 0;
          case "!=" -> order != 0;
          case "<" -> order < 0;
          case ">" -> order > 0;
          case "<=" -> order <= 0;
          default -> order >= 0;
        });
  }
}
