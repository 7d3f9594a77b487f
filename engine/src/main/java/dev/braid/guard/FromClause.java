package dev.braid.guard;

import java.util.ArrayList;
import java.util.List;

/// The tables, functions and sub-selects that a FROM clause names.
final class FromClause {
  private FromClause() {}

  /// Where each item's name, function or parenthesis stands: at the beginning, behind each comma
  /// and behind each JOIN.
  static List<Integer> items(Sequence from) {
    List<Integer> items = new ArrayList<>();
    boolean expected = true;
    for (int i = 0; i < from.size(); i++) {
      if (expected) {
        i = skipOnly(from, from.is(i, "lateral") ? i + 1 : i);
        items.add(i);
        expected = false;
      } else if (from.isPunctuation(i, ',') || (from.is(i, "join") && from.isKeywordPlace(i))) {
        expected = true;
      }
    }
    return items;
  }

  /// ONLY is reserved, so it names no table.
  static int skipOnly(Sequence from, int at) {
    return from.is(at, "only") ? at + 1 : at;
  }
}
