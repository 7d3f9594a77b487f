package dev.braid.guard;

import dev.braid.error.SqlState;

/// What an INSERT may hold that is run on one of several servers: values, and functions of them. A
/// query within it would see that server's rows alone.
final class Inserts {
  private Inserts() {}

  static void check(String text, Sequence statement) {
    for (int i = 0; i < statement.size(); i++) {
      DeniedFunctions.check(text, statement, i);
      if (statement.nodes().get(i) instanceof Group group) {
        if (group.content().isQuery()) {
          throw SyntaxErrors.refusal(
              SqlState.FEATURE_NOT_SUPPORTED,
              text,
              group.content().nodes().getFirst().start(),
              "a query within an INSERT is not supported over shards");
        }
        check(text, group.content());
      }
    }
  }
}
