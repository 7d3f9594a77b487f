package dev.braid.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nodes side by side at one depth of brackets, with the few questions that reading them needs.
record Sequence(List<Node> nodes) {
  Sequence {
    nodes = List.copyOf(nodes);
  }

  int size() {
    return nodes.size();
  }

  boolean isEmpty() {
    return nodes.isEmpty();
  }

  /// The node at `index`, or null beyond either end.
  @Nullable Node at(int index) {
    return index >= 0 && index < nodes.size() ? nodes.get(index) : null;
  }

  /// Whether the unquoted word `keyword` stands at `index`.
  boolean is(int index, String keyword) {
    Node node = at(index);
    return node != null && node.is(keyword);
  }

  boolean isAny(int index, String... keywords) {
    Node node = at(index);
    return node != null && node.isAny(keywords);
  }

  boolean isPunctuation(int index, char c) {
    Node node = at(index);
    return node != null && node.isPunctuation(c);
  }

  boolean isName(int index) {
    Node node = at(index);
    return node != null && node.isName();
  }

  /// The parenthesised group at `index`, or null when something else stands there.
  @Nullable Group parenthesis(int index) {
    return at(index) instanceof Group group && group.isParenthesised() ? group : null;
  }

  /// Whether the word at `index` may open a clause. After `.` and after AS even a reserved word is
  /// but a name: `t.into`, `AS from`.
  boolean isKeywordPlace(int index) {
    return !isPunctuation(index - 1, '.') && !is(index - 1, "as");
  }

  Sequence from(int index) {
    return between(index, nodes.size());
  }

  Sequence between(int from, int to) {
    return new Sequence(nodes.subList(from, to));
  }

  /// Whether these nodes are a query in themselves, as far as their beginning tells: SELECT,
  /// VALUES, TABLE, WITH, or such a query in parentheses, alone or followed by what may follow a
  /// query.
  ///
  /// VALUES is no reserved word: a column may have that name, so its parenthesis must follow.
  boolean isQuery() {
    if (isAny(0, "select", "with", "table")) {
      return true;
    }
    if (is(0, "values")) {
      return parenthesis(1) != null;
    }
    Group first = parenthesis(0);
    return first != null
        && first.content().isQuery()
        && (size() == 1
            || isAny(
                1, "union", "intersect", "except", "order", "limit", "offset", "fetch", "for"));
  }
}
