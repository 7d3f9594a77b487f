package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import org.jspecify.annotations.Nullable;

/// Where `@` and `last` may stand: in a filter, and in a subscript.
final class PathChecks {
  private PathChecks() {}

  static void check(@Nullable Chain chain, boolean inFilter, boolean inSubscript) {
    for (Chain at = chain; at != null; at = at.next()) {
      check(at.step(), inFilter, inSubscript);
    }
  }

  private static void check(Step step, boolean inFilter, boolean inSubscript) {
    switch (step) {
      case Step.Current _ -> {
        if (!inFilter) {
          throw error("@ is not allowed in root expressions");
        }
      }
      case Step.Last _ -> {
        if (!inSubscript) {
          throw error("LAST is allowed only in array subscripts");
        }
      }
      case Step.Filter(Chain condition) -> check(condition, true, inSubscript);
      case Step.Elements it ->
          it.subscripts()
              .forEach(
                  subscript -> {
                    check(subscript.from(), inFilter, true);
                    check(subscript.to(), inFilter, true);
                  });
      case Step.Arithmetic(_, Chain left, Chain right) -> both(left, right, inFilter, inSubscript);
      case Step.And(Chain left, Chain right) -> both(left, right, inFilter, inSubscript);
      case Step.Or(Chain left, Chain right) -> both(left, right, inFilter, inSubscript);
      case Step.Comparison(_, Chain left, Chain right) -> both(left, right, inFilter, inSubscript);
      case Step.StartsWith(Chain left, Chain right) -> both(left, right, inFilter, inSubscript);
      case Step.Sign(_, Chain operand) -> check(operand, inFilter, inSubscript);
      case Step.Not(Chain operand) -> check(operand, inFilter, inSubscript);
      case Step.IsUnknown(Chain operand) -> check(operand, inFilter, inSubscript);
      case Step.Exists(Chain operand) -> check(operand, inFilter, inSubscript);
      case Step.LikeRegex it -> check(it.operand(), inFilter, inSubscript);
      default -> {
        // The others hold no steps.
      }
    }
  }

  private static void both(Chain left, Chain right, boolean inFilter, boolean inSubscript) {
    check(left, inFilter, inSubscript);
    check(right, inFilter, inSubscript);
  }

  private static BraidException error(String message) {
    return new BraidException(SqlState.SYNTAX_ERROR, message);
  }
}
