package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Numeric;
import dev.braid.type.json.JsonNode;
import dev.braid.type.json.path.PathRun.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Operators over numbers: `+`, `-`, `*`, `/` and `%`, and signs.
final class PathArithmetic {
  private final PathRun run;

  PathArithmetic(PathRun run) {
    this.run = run;
  }

  Outcome calculate(
      Chain chain, Step.Arithmetic it, JsonNode item, @Nullable List<JsonNode> found) {
    List<JsonNode> left = new ArrayList<>();
    List<JsonNode> right = new ArrayList<>();
    if (run.unwrapped(it.left(), item, true, left) == Outcome.ERROR
        || run.unwrapped(it.right(), item, true, right) == Outcome.ERROR) {
      return Outcome.ERROR;
    }
    if (left.size() != 1 || !(left.getFirst() instanceof JsonNode.Num first)) {
      return notSingle("left", it);
    }
    if (right.size() != 1 || !(right.getFirst() instanceof JsonNode.Num second)) {
      return notSingle("right", it);
    }
    Numeric result;
    try {
      Numeric a = Numeric.of(first.value());
      Numeric b = Numeric.of(second.value());
      result =
          switch (it.operator()) {
            case '+' -> a.add(b);
            case '-' -> a.subtract(b);
            case '*' -> a.multiply(b);
            case '/' -> a.divide(b);
            default -> a.mod(b);
          };
    } catch (BraidException e) {
      return run.fail(e);
    }
    return run.next(chain, new JsonNode.Num(result.toBigDecimal(), ""), found);
  }

  private Outcome notSingle(String side, Step.Arithmetic it) {
    return run.fail(
        SqlState.SINGLETON_SQL_JSON_ITEM_REQUIRED,
        "%s operand of jsonpath operator %s is not a single numeric value"
            .formatted(side, it.operator()));
  }

  Outcome sign(Chain chain, Step.Sign it, JsonNode item, @Nullable List<JsonNode> found) {
    List<JsonNode> items = new ArrayList<>();
    if (run.unwrapped(it.operand(), item, true, items) == Outcome.ERROR) {
      return Outcome.ERROR;
    }
    Outcome outcome = Outcome.NOT_FOUND;
    boolean exists = found == null && chain.next() == null;
    for (JsonNode each : items) {
      if (!(each instanceof JsonNode.Num number)) {
        if (exists) {
          continue;
        }
        return run.fail(
            SqlState.SQL_JSON_NUMBER_NOT_FOUND,
            "operand of unary jsonpath operator %s is not a numeric value"
                .formatted(it.minus() ? "-" : "+"));
      }
      BigDecimal value = it.minus() ? number.value().negate() : number.value();
      Outcome one = run.next(chain, new JsonNode.Num(value, ""), found);
      if (one == Outcome.ERROR || one == Outcome.OK && found == null) {
        return one;
      }
      outcome = one == Outcome.OK ? one : outcome;
    }
    return outcome;
  }
}
