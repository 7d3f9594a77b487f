package dev.braid.sql.parse;

import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.SortBy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// LIMIT, FETCH FIRST and OFFSET, in either order.
final class Limits {
  private final Grammar grammar;
  private final TokenStream tokens;
  private boolean limited;
  private int limitPosition;
  private int offsetPosition;
  private int tiesPosition;
  private @Nullable Expression limit;
  private @Nullable Expression offset;
  private boolean withTies;

  Limits(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  @Nullable Expression limit() {
    return limit;
  }

  @Nullable Expression offset() {
    return offset;
  }

  boolean withTies() {
    return withTies;
  }

  void parse() {
    if (tokens.is("offset")) {
      parseOffset();
      limitOrFetch();
    } else if (limitOrFetch() && tokens.is("offset")) {
      parseOffset();
    }
  }

  private void offset(Expression value) {
    offset = value;
  }

  private void parseOffset() {
    offsetPosition = tokens.position();
    tokens.expect("offset");
    Expression first = fetchCount(false);
    if (first == null) {
      offset(grammar.expressions.expression());
    } else if (tokens.isAny("row", "rows")) {
      tokens.next();
      offset(first);
    } else {
      offset(grammar.expressions.continued(first));
    }
  }

  private boolean limitOrFetch() {
    if (tokens.is("limit")) {
      limited = true;
      limitPosition = tokens.position();
      tokens.next();
      if (!tokens.accept("all")) {
        limit = grammar.expressions.expression();
      }
      if (tokens.accept(',')) {
        grammar.expressions.expression();
        throw TokenStream.invalid(limitPosition, "LIMIT #,# syntax is not supported");
      }
    } else if (tokens.is("fetch")) {
      limited = true;
      fetch();
    }
    return limited;
  }

  private void fetch() {
    limitPosition = tokens.position();
    tokens.expect("fetch");
    if (!tokens.accept("first")) {
      tokens.expect("next");
    }
    limit =
        tokens.isAny("row", "rows") && !TokenStream.isAny(tokens.peek(1), "row", "rows")
            ? new Expression.IntegerLiteral(tokens.position(), 1)
            : java.util.Objects.requireNonNullElseGet(fetchCount(true), this::required);
    if (!tokens.accept("row")) {
      tokens.expect("rows");
    }
    if (!tokens.accept("only")) {
      tiesPosition = tokens.position();
      tokens.expect("with");
      tokens.expect("ties");
      withTies = true;
    }
  }

  private Expression required() {
    throw tokens.error();
  }

  /// `c_expr`, or a number with a sign; null when neither comes next.
  private @Nullable Expression fetchCount(boolean fetch) {
    int position = tokens.position();
    boolean sign = tokens.isOperator("+") || tokens.isOperator("-");
    if (sign) {
      if (!fetch && tokens.peek(1).kind() != dev.braid.guard.Token.Kind.NUMBER) {
        return null;
      }
      boolean minus = tokens.next().value().equals("-");
      if (tokens.peek().kind() != dev.braid.guard.Token.Kind.NUMBER) {
        throw tokens.error();
      }
      Expression number = PrimaryParser.number(tokens.position(), tokens.next());
      return minus ? ExpressionParser.negated(position, number) : number;
    }
    if (grammar.operators.isPrefix() || tokens.is("not")) {
      return null;
    }
    return grammar.primaries.primary();
  }

  /// Refuses what PostgreSQL refuses when parentheses already had clauses of their own.
  void mergeInto(Query query, List<SortBy> keys) {
    if (offset != null && query.offset() != null) {
      throw TokenStream.invalid(offsetPosition, "multiple OFFSET clauses not allowed");
    }
    if (limited && query.limit() != null) {
      throw TokenStream.invalid(limitPosition, "multiple LIMIT clauses not allowed");
    }
    if (withTies && keys.isEmpty()) {
      throw TokenStream.invalid(
          tiesPosition, "WITH TIES cannot be specified without ORDER BY clause");
    }
  }
}
