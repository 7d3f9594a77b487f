package dev.braid.guard;

import java.util.ArrayList;
import java.util.List;

/// A SELECT taken apart at its own clauses.
///
/// @param from what stands behind FROM; empty without one
/// @param computed everything but FROM and WHERE: where its own aggregates may stand
/// @param groups whether it has GROUP BY or HAVING
record Clauses(Sequence from, Sequence computed, boolean groups) {
  private static final String[] AFTER_FROM = {
    "where", "group", "having", "window", "order", "limit", "offset", "fetch", "for"
  };

  static Clauses of(Sequence select) {
    List<Node> from = new ArrayList<>();
    List<Node> computed = new ArrayList<>();
    boolean groups = false;
    boolean fromSeen = false;
    String clause = "select";
    for (int i = 0; i < select.size(); i++) {
      Node node = select.nodes().get(i);
      if (select.isKeywordPlace(i)) {
        if (!fromSeen && node.is("from") && !isDistinctFrom(select, i)) {
          fromSeen = true;
          clause = "from";
          continue;
        }
        // GROUP also stands in WITHIN GROUP (..).
        if (node.isAny(AFTER_FROM) && !(node.is("group") && !select.is(i + 1, "by"))) {
          clause = node.first().value();
          groups |= clause.equals("group") || clause.equals("having");
        }
      }
      switch (clause) {
        case "from" -> from.add(node);
        case "where" -> {}
        default -> computed.add(node);
      }
    }
    return new Clauses(new Sequence(from), new Sequence(computed), groups);
  }

  /// `a IS [NOT] DISTINCT FROM b`
  private static boolean isDistinctFrom(Sequence select, int from) {
    return select.is(from - 1, "distinct") && select.isAny(from - 2, "is", "not");
  }
}
