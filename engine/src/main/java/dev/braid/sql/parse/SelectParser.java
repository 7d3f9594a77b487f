package dev.braid.sql.parse;

import dev.braid.guard.Token;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.FromItem;
import dev.braid.sql.ast.GroupBy;
import dev.braid.sql.ast.OperatorName;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.SortBy;
import dev.braid.sql.ast.Window;
import dev.braid.sql.ast.With;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Queries: SELECT, VALUES, TABLE, the set operations between them, and what surrounds them.
final class SelectParser {
  private final Grammar grammar;
  private final TokenStream tokens;

  SelectParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  /// Whether a query comes next that no parenthesis begins. VALUES without one behind it is a name.
  boolean isNext() {
    return tokens.isAny("select", "with", "table") || (tokens.is("values") && tokens.is(1, '('));
  }

  /// Whether the next word goes on with a query that was complete already.
  boolean isContinued() {
    return tokens.isAny("union", "intersect", "except", "order", "limit", "offset", "fetch", "for");
  }

  /// Whether a token can only stand behind a complete select list entry.
  static boolean endsTarget(Token token) {
    if (token.kind() == Token.Kind.PUNCTUATION) {
      char c = token.value().charAt(0);
      return c == ',' || c == ')' || c == ';' || c == '\0';
    }
    return TokenStream.isAny(
        token,
        "from",
        "into",
        "where",
        "group",
        "having",
        "window",
        "union",
        "intersect",
        "except",
        "order",
        "limit",
        "offset",
        "fetch",
        "for",
        "with");
  }

  /// A query, without parentheses around the whole or with them.
  Query query() {
    tokens.enter();
    int position = tokens.position();
    @Nullable With with = tokens.is("with") ? grammar.withs.with() : null;
    if (with != null && tokens.isAny("insert", "update", "delete", "merge")) {
      String verb = tokens.peek().value().toUpperCase(Locale.ROOT);
      throw TokenStream.unsupported(tokens.position(), verb);
    }
    Query first = operand();
    Query query = surrounded(position, with, setOperations(first, 0));
    tokens.leave();
    return query;
  }

  /// The rest of a query whose first operand stood in parentheses and was already read.
  Query continued(Query first) {
    return surrounded(first.position(), null, setOperations(first, 0));
  }

  private Query operand() {
    return tokens.is('(') ? grammar.primaries.query() : bare(simple());
  }

  private static Query bare(Query.Body body) {
    return new Query(body.position(), null, body, List.of(), null, false, null);
  }

  /// INTERSECT binds tighter than UNION and EXCEPT.
  private Query setOperations(Query first, int lowest) {
    Query left = first;
    int chain = 0;
    while (tokens.isAny("union", "intersect", "except")) {
      int level = tokens.is("intersect") ? 2 : 1;
      if (level <= lowest) {
        return left;
      }
      tokens.checkChain(++chain);
      int position = tokens.position();
      Query.SetOperator operator =
          Query.SetOperator.valueOf(tokens.next().value().toUpperCase(Locale.ROOT));
      boolean all = tokens.accept("all");
      if (!all) {
        tokens.accept("distinct");
      }
      Query right = setOperations(operand(), level);
      Query.Body body = new Query.SetOperation(position, operator, all, left, right);
      left = new Query(left.position(), null, body, List.of(), null, false, null);
    }
    return left;
  }

  /// ORDER BY, LIMIT and the like behind a query, which may have its own from inside parentheses.
  private Query surrounded(int position, @Nullable With with, Query query) {
    int orderPosition = tokens.position();
    List<SortBy> orderBy = orderBy();
    if (!orderBy.isEmpty()) {
      orderPosition = orderBy.getFirst().position();
    }
    boolean locked = skipReadOnly();
    Limits limits = new Limits(grammar);
    limits.parse();
    if (!locked) {
      skipReadOnly();
    }
    if (!orderBy.isEmpty() && !query.orderBy().isEmpty()) {
      throw TokenStream.invalid(orderPosition, "multiple ORDER BY clauses not allowed");
    }
    List<SortBy> keys = orderBy.isEmpty() ? query.orderBy() : orderBy;
    limits.mergeInto(query, keys);
    if (with != null && query.with() != null) {
      throw TokenStream.invalid(with.position(), "multiple WITH clauses not allowed");
    }
    return new Query(
        position,
        with == null ? query.with() : with,
        query.body(),
        keys,
        limits.limit() == null ? query.limit() : limits.limit(),
        limits.withTies() || query.withTies(),
        limits.offset() == null ? query.offset() : limits.offset());
  }

  /// FOR READ ONLY says nothing; the locking clauses are refused.
  private boolean skipReadOnly() {
    if (!tokens.is("for")) {
      return false;
    }
    int position = tokens.position();
    tokens.next();
    if (tokens.accept("read")) {
      tokens.expect("only");
      return true;
    }
    if (tokens.isAny("update", "share", "no", "key")) {
      String strength = tokens.peek().value().toUpperCase(Locale.ROOT);
      throw TokenStream.unsupported(position, "SELECT FOR " + strength);
    }
    throw tokens.error();
  }

  private Query.Body simple() {
    int position = tokens.position();
    if (tokens.accept("values")) {
      return values(position);
    }
    if (tokens.accept("table")) {
      FromItem table = grammar.froms.relation();
      Expression star = new Expression.Star(position, List.of());
      Query.Target all = new Query.Target(position, star, null);
      return new Query.Select(
          position, null, List.of(all), List.of(table), null, null, null, List.of());
    }
    tokens.expect("select");
    return select(position);
  }

  private Query.Body values(int position) {
    List<List<Expression>> rows = new ArrayList<>();
    do {
      tokens.expect('(');
      rows.add(grammar.expressions.list());
      tokens.expect(')');
    } while (tokens.accept(','));
    return new Query.Values(position, rows);
  }

  private Query.Body select(int position) {
    Query.@Nullable Distinct distinct = distinct();
    if (distinct == null) {
      tokens.accept("all");
    }
    List<Query.Target> targets =
        distinct == null && endsTarget(tokens.peek()) && !tokens.is(',') ? List.of() : targets();
    if (tokens.is("into")) {
      throw TokenStream.unsupported(tokens.position(), "SELECT INTO");
    }
    List<FromItem> from = tokens.accept("from") ? grammar.froms.list() : List.of();
    @Nullable Expression where = tokens.accept("where") ? grammar.expressions.expression() : null;
    @Nullable GroupBy groupBy = tokens.is("group") ? grammar.groups.groupBy() : null;
    @Nullable Expression having = tokens.accept("having") ? grammar.expressions.expression() : null;
    List<Window> windows = grammar.windows.clause();
    return new Query.Select(position, distinct, targets, from, where, groupBy, having, windows);
  }

  private Query.@Nullable Distinct distinct() {
    int position = tokens.position();
    if (!tokens.accept("distinct")) {
      return null;
    }
    List<Expression> on = List.of();
    if (tokens.accept("on")) {
      tokens.expect('(');
      on = grammar.expressions.list();
      tokens.expect(')');
    }
    return new Query.Distinct(position, on);
  }

  private List<Query.Target> targets() {
    List<Query.Target> targets = new ArrayList<>();
    do {
      targets.add(target());
    } while (tokens.accept(','));
    return targets;
  }

  private Query.Target target() {
    int position = tokens.position();
    if (tokens.acceptOperator("*")) {
      return new Query.Target(position, new Expression.Star(position, List.of()), null);
    }
    Expression expression = grammar.expressions.target();
    @Nullable String label = null;
    if (tokens.accept("as")) {
      label = grammar.names.label();
    } else if (Names.isBareLabel(tokens.peek())) {
      label = tokens.next().value();
    }
    return new Query.Target(position, expression, label);
  }

  /// `ORDER BY a, b`, or nothing.
  List<SortBy> orderBy() {
    List<SortBy> keys = new ArrayList<>();
    if (tokens.accept("order")) {
      tokens.expect("by");
      do {
        keys.add(sortBy());
      } while (tokens.accept(','));
    }
    return keys;
  }

  private SortBy sortBy() {
    int position = tokens.position();
    Expression expression = grammar.expressions.expression();
    SortBy.Direction direction = direction();
    @Nullable OperatorName using = null;
    if (direction == SortBy.Direction.DEFAULT && tokens.accept("using")) {
      direction = SortBy.Direction.USING;
      using = grammar.operators.operator();
    }
    return new SortBy(position, expression, direction, using, nulls());
  }

  SortBy.Direction direction() {
    if (tokens.accept("asc")) {
      return SortBy.Direction.ASC;
    }
    return tokens.accept("desc") ? SortBy.Direction.DESC : SortBy.Direction.DEFAULT;
  }

  SortBy.Nulls nulls() {
    if (!tokens.acceptNulls()) {
      return SortBy.Nulls.DEFAULT;
    }
    return tokens.next().is("first") ? SortBy.Nulls.FIRST : SortBy.Nulls.LAST;
  }
}
