package dev.braid.guard;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Decides whether one statement only reads: by its verb, by the queries within it (each WITH, each
/// INTO, each locking clause), and by the functions it calls.
final class ReadOnly {
  private final String text;

  private ReadOnly(String text) {
    this.text = text;
  }

  /// @param text the whole text, for positions
  static Kind check(String text, Sequence statement) {
    return new ReadOnly(text).statement(statement);
  }

  private Kind statement(Sequence statement) {
    if (statement.is(0, "show")) {
      show(statement);
      return Kind.SHOW;
    }
    if (statement.is(0, "explain")) {
      explained(statement);
      return Kind.EXPLAIN;
    }
    query(statement, "");
    return Kind.QUERY;
  }

  /// SHOW takes nothing but a dotted name or a few words.
  private void show(Sequence statement) {
    if (statement.size() == 1) {
      throw SyntaxErrors.endOfInput(text);
    }
    for (Node node : statement.from(1).nodes()) {
      if (!node.isName() && !node.isPunctuation('.')) {
        throw SyntaxErrors.near(text, node.first());
      }
    }
  }

  /// `EXPLAIN [ANALYZE] [VERBOSE] query` or `EXPLAIN (options) query`. What it explains must itself
  /// be allowed: with ANALYZE it is run.
  private void explained(Sequence statement) {
    int at = 1;
    Group options = statement.parenthesis(1);
    if (options != null && !options.content().isQuery()) {
      at = 2;
    } else {
      if (statement.isAny(at, "analyze", "analyse")) {
        at++;
      }
      if (statement.is(at, "verbose")) {
        at++;
      }
    }
    query(statement.from(Math.min(at, statement.size())), "EXPLAIN");
  }

  /// A whole query is expected here.
  private void query(Sequence query, String context) {
    if (!query.isQuery()) {
      throw refusal(query, context);
    }
    walk(query, null);
  }

  /// The refusal of what stands in a query's place, named by its first word.
  private BraidException refusal(Sequence sequence, String context) {
    Node first = sequence.at(0);
    while (first instanceof Group group && group.isParenthesised() && !group.content().isEmpty()) {
      first = group.content().at(0);
    }
    if (first == null) {
      return SyntaxErrors.endOfInput(text);
    }
    // Parentheses around a query that is none, such as (SELECT 1) 2, fail at what follows.
    if (first.isAny("select", "with", "table", "values")) {
      Node second = sequence.at(1);
      return SyntaxErrors.near(text, second == null ? first.first() : second.first());
    }
    return Verbs.refuse(text, first.first(), context);
  }

  /// Everything within brackets, and within the brackets in it.
  ///
  /// @param before what stands before the opening bracket
  private void walk(Sequence sequence, @Nullable Node before) {
    if (sequence.is(0, "with")) {
      with(sequence);
    }
    // In substring((SELECT ..) FOR share) the FOR counts characters.
    if (sequence.isQuery() && !(before != null && before.isAny("substring", "overlay"))) {
      refuseLocking(sequence);
    }
    for (int i = 0; i < sequence.size(); i++) {
      Node node = sequence.nodes().get(i);
      if (node.is("into") && sequence.isKeywordPlace(i)) {
        throw SyntaxErrors.refusal(
                SqlState.READ_ONLY_SQL_TRANSACTION,
                text,
                node.start(),
                "SELECT INTO is not allowed: it creates a table")
            .withHint("Leave INTO and the table's name out to get the rows.");
      }
      DeniedFunctions.check(text, sequence, i);
      if (node instanceof Group group) {
        walk(group.content(), sequence.at(i - 1));
      }
    }
  }

  /// Every query of a WITH must be one, and so must what follows it.
  private void with(Sequence sequence) {
    With with =
        With.parse(sequence)
            .orElseThrow(() -> SyntaxErrors.near(text, sequence.nodes().getFirst().first()));
    for (With.Cte cte : with.ctes()) {
      if (!cte.query().isQuery()) {
        throw refusal(cte.query(), "WITH ..");
      }
    }
    if (with.body().is(0, "with")) {
      throw SyntaxErrors.near(text, with.body().nodes().getFirst().first());
    }
    if (!with.body().isQuery()) {
      throw refusal(with.body(), "WITH ..");
    }
  }

  private void refuseLocking(Sequence query) {
    for (int i = 0; i < query.size(); i++) {
      if (query.is(i, "for")
          && query.isKeywordPlace(i)
          && query.isAny(i + 1, "update", "share", "no", "key")) {
        Token end = query.nodes().get(i + 1).first();
        String strength =
            query.is(i + 1, "no")
                ? "NO KEY UPDATE"
                : query.is(i + 1, "key") ? "KEY SHARE" : end.value();
        throw SyntaxErrors.refusal(
                SqlState.READ_ONLY_SQL_TRANSACTION,
                text,
                query.nodes().get(i).start(),
                "FOR " + strength.toUpperCase(Locale.ROOT) + " is not allowed: it locks rows")
            .withHint("Leave it out: every statement sees one consistent snapshot anyway.");
      }
    }
  }
}
