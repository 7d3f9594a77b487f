package dev.braid.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The WITH clause of a query, read strictly: what is not of its form is left unread, and makes the
/// statement refused.
///
/// @param recursive whether its queries may name themselves
/// @param ctes its queries, in order
/// @param body the statement that follows
record With(boolean recursive, List<Cte> ctes, Sequence body) {
  /// `name [(columns)] AS [[NOT] MATERIALIZED] (query)`
  record Cte(Token name, Sequence query) {}

  /// Reads a query that begins with WITH; empty when it is broken.
  static Optional<With> parse(Sequence query) {
    int at = 1;
    // RECURSIVE is no reserved word: WITH recursive AS (...) names a query so.
    boolean recursive = query.is(1, "recursive") && query.isName(2) && !query.is(2, "as");
    if (recursive) {
      at++;
    }
    List<Cte> ctes = new ArrayList<>();
    while (true) {
      if (!(query.at(at) instanceof Token name) || !name.isName()) {
        return Optional.empty();
      }
      at++;
      if (query.parenthesis(at) != null) {
        at++;
      }
      if (!query.is(at, "as")) {
        return Optional.empty();
      }
      at++;
      if (query.is(at, "not") && query.is(at + 1, "materialized")) {
        at += 2;
      } else if (query.is(at, "materialized")) {
        at++;
      }
      Group parenthesis = query.parenthesis(at);
      if (parenthesis == null) {
        return Optional.empty();
      }
      ctes.add(new Cte(name, parenthesis.content()));
      at = afterCycle(query, at + 1);
      if (!query.isPunctuation(at, ',')) {
        return Optional.of(
            new With(recursive, List.copyOf(ctes), query.from(Math.min(at, query.size()))));
      }
      at++;
    }
  }

  /// Steps over `SEARCH DEPTH FIRST BY .. SET name` and `CYCLE .. USING name`.
  private static int afterCycle(Sequence query, int from) {
    int at = from;
    if (query.is(at, "search")) {
      at = after(query, at, "set");
    }
    if (query.is(at, "cycle")) {
      at = after(query, at, "using");
    }
    return at;
  }

  private static int after(Sequence query, int from, String keyword) {
    int at = from;
    while (at < query.size() && !query.is(at, keyword)) {
      at++;
    }
    return at + 2;
  }
}
