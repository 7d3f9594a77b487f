package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Numeric;
import dev.braid.type.json.JsonNode;
import dev.braid.type.json.path.PathRun.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Subscripts of arrays: `[1, 2 to last]`.
final class PathSubscripts {
  private final PathRun run;

  /// Size of the innermost array whose subscripts are calculated, for `last`.
  private int arraySize = -1;

  PathSubscripts(PathRun run) {
    this.run = run;
  }

  /// What `last` is.
  JsonNode.Num last() {
    return PathRun.number(arraySize - 1);
  }

  /// Leaves `last` as it is where the search ends early, as PostgreSQL does.
  Outcome elements(Chain chain, Step.Elements it, JsonNode item, @Nullable List<JsonNode> found) {
    if (!(item instanceof JsonNode.Arr) && !run.lax) {
      return run.structural(
          SqlState.SQL_JSON_ARRAY_NOT_FOUND,
          "jsonpath array accessor can only be applied to an array");
    }
    List<JsonNode> elements =
        item instanceof JsonNode.Arr(List<JsonNode> several) ? several : List.of(item);
    int before = arraySize;
    arraySize = elements.size();
    Outcome outcome = Outcome.NOT_FOUND;
    for (Step.Subscript subscript : it.subscripts()) {
      Index first = index(subscript.from(), item);
      Index last = first.failed() || subscript.to() == null ? first : index(subscript.to(), item);
      if (last.failed()) {
        outcome = Outcome.ERROR;
        break;
      }
      int from = first.value();
      int to = last.value();
      if (!run.ignoresStructure && (from < 0 || from > to || to >= elements.size())) {
        return run.fail(
            SqlState.INVALID_SQL_JSON_SUBSCRIPT, "jsonpath array subscript is out of bounds");
      }
      outcome = Outcome.NOT_FOUND;
      for (int i = Math.max(from, 0); i <= Math.min(to, elements.size() - 1); i++) {
        if (chain.next() == null && found == null) {
          return Outcome.OK;
        }
        outcome = run.next(chain, elements.get(i), found);
        if (outcome == Outcome.ERROR || outcome == Outcome.OK && found == null) {
          break;
        }
      }
      if (outcome == Outcome.ERROR || outcome == Outcome.OK && found == null) {
        break;
      }
    }
    arraySize = before;
    return outcome;
  }

  private record Index(int value, boolean failed) {
    static final Index FAILED = new Index(0, true);
  }

  private Index index(Chain subscript, JsonNode item) {
    List<JsonNode> found = new ArrayList<>();
    if (run.chain(subscript, item, found) == Outcome.ERROR) {
      return Index.FAILED;
    }
    if (found.size() != 1 || !(found.getFirst() instanceof JsonNode.Num number)) {
      run.fail(
          SqlState.INVALID_SQL_JSON_SUBSCRIPT,
          "jsonpath array subscript is not a single numeric value");
      return Index.FAILED;
    }
    try {
      return new Index(Numeric.of(number.value()).trunc(0).toInt4(), false);
    } catch (BraidException _) {
      run.fail(
          SqlState.INVALID_SQL_JSON_SUBSCRIPT, "jsonpath array subscript is out of integer range");
      return Index.FAILED;
    }
  }
}
