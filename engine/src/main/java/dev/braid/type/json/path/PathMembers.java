package dev.braid.type.json.path;

import dev.braid.error.SqlState;
import dev.braid.type.json.Json;
import dev.braid.type.json.JsonNode;
import dev.braid.type.json.path.PathRun.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Accessors of what lies in objects and arrays: `.key`, `.*`, `[*]` and `.**`.
final class PathMembers {
  private final PathRun run;

  PathMembers(PathRun run) {
    this.run = run;
  }

  Outcome key(
      Chain chain, String name, JsonNode item, @Nullable List<JsonNode> found, boolean unwrap) {
    if (item instanceof JsonNode.Obj object) {
      JsonNode value = Json.field(object, name);
      return value != null
          ? run.next(chain, value, found)
          : run.structural(
              SqlState.SQL_JSON_MEMBER_NOT_FOUND,
              "JSON object does not contain key \"" + name + "\"");
    }
    return unwrap && item instanceof JsonNode.Arr
        ? elementsOf(chain, item, found, false)
        : run.structural(
            SqlState.SQL_JSON_MEMBER_NOT_FOUND,
            "jsonpath member accessor can only be applied to an object");
  }

  Outcome anyKey(Chain chain, JsonNode item, @Nullable List<JsonNode> found, boolean unwrap) {
    if (item instanceof JsonNode.Obj) {
      return inside(chain.next(), item, found, 1, new Step.Descendants(1, 1), false, run.lax);
    }
    return unwrap && item instanceof JsonNode.Arr
        ? elementsOf(chain, item, found, false)
        : run.structural(
            SqlState.SQL_JSON_OBJECT_NOT_FOUND,
            "jsonpath wildcard member accessor can only be applied to an object");
  }

  Outcome anyElement(Chain chain, JsonNode item, @Nullable List<JsonNode> found) {
    if (item instanceof JsonNode.Arr) {
      return elementsOf(chain.next(), item, found, run.lax);
    }
    return run.lax
        ? run.next(chain, item, found)
        : run.structural(
            SqlState.SQL_JSON_ARRAY_NOT_FOUND,
            "jsonpath wildcard array accessor can only be applied to an array");
  }

  Outcome elementsOf(
      @Nullable Chain chain, JsonNode array, @Nullable List<JsonNode> found, boolean unwrap) {
    return inside(chain, array, found, 1, new Step.Descendants(1, 1), false, unwrap);
  }

  Outcome descendants(
      Chain chain, Step.Descendants levels, JsonNode item, @Nullable List<JsonNode> found) {
    Outcome outcome = Outcome.NOT_FOUND;
    if (levels.first() == 0) {
      boolean before = run.ignoresStructure;
      run.ignoresStructure = true;
      outcome = run.next(chain, item, found);
      run.ignoresStructure = before;
      if (outcome == Outcome.OK && found == null) {
        return outcome;
      }
    }
    return item.isScalar() ? outcome : inside(chain.next(), item, found, 1, levels, true, run.lax);
  }

  /// What lies in an object or array, down to some level.
  private Outcome inside(
      @Nullable Chain chain,
      JsonNode container,
      @Nullable List<JsonNode> found,
      int level,
      Step.Descendants levels,
      boolean ignoring,
      boolean unwrap) {
    Outcome outcome = Outcome.NOT_FOUND;
    if (level > levels.last()) {
      return outcome;
    }
    boolean leaves = levels.first() == Step.Descendants.LEAVES && levels.last() == levels.first();
    for (JsonNode item : children(container)) {
      if (level >= levels.first() || leaves && item.isScalar()) {
        if (chain != null) {
          boolean before = run.ignoresStructure;
          run.ignoresStructure |= ignoring;
          outcome = run.step(chain, item, found, unwrap);
          run.ignoresStructure = before;
          if (outcome == Outcome.ERROR || outcome == Outcome.OK && found == null) {
            return outcome;
          }
        } else if (found == null) {
          return Outcome.OK;
        } else {
          found.add(item);
        }
      }
      if (level < levels.last() && !item.isScalar()) {
        outcome = inside(chain, item, found, level + 1, levels, ignoring, unwrap);
        if (outcome == Outcome.ERROR || outcome == Outcome.OK && found == null) {
          return outcome;
        }
      }
    }
    return outcome;
  }

  private static List<JsonNode> children(JsonNode container) {
    return switch (container) {
      case JsonNode.Arr(List<JsonNode> elements) -> elements;
      case JsonNode.Obj(List<JsonNode.Field> fields) ->
          fields.stream().map(JsonNode.Field::value).toList();
      default -> List.of();
    };
  }
}
