package dev.braid.sql.parse;

import dev.braid.guard.Token;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.FromItem;
import dev.braid.sql.ast.FromItem.Alias;
import dev.braid.sql.ast.FromItem.Join;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// FROM: tables, subqueries, functions, and the joins between them.
final class FromParser {
  /// What stood between parentheses: a query, or a join.
  private record Parenthesized(int position, @Nullable Query query, @Nullable FromItem join) {}

  private final Grammar grammar;
  private final TokenStream tokens;

  FromParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  List<FromItem> list() {
    List<FromItem> items = new ArrayList<>();
    do {
      items.add(joined(item()));
    } while (tokens.accept(','));
    return items;
  }

  /// The joins behind an item. The right side of a join with a condition takes the joins that stand
  /// before the condition; a cross or natural join takes one item only.
  private FromItem joined(FromItem first) {
    FromItem left = first;
    int chain = 0;
    while (isJoin()) {
      tokens.checkChain(++chain);
      tokens.enter();
      left = join(left);
      tokens.leave();
    }
    return left;
  }

  private boolean isJoin() {
    return tokens.isAny("cross", "natural", "join", "inner", "left", "right", "full");
  }

  private FromItem join(FromItem left) {
    int position = tokens.position();
    if (tokens.accept("cross")) {
      tokens.expect("join");
      return new Join(position, Join.Kind.CROSS, false, left, item(), null, List.of(), null, null);
    }
    boolean natural = tokens.accept("natural");
    Join.Kind kind = kind();
    tokens.expect("join");
    if (natural) {
      return new Join(position, kind, true, left, item(), null, List.of(), null, null);
    }
    FromItem right = joined(item());
    if (tokens.accept("using")) {
      List<String> columns = grammar.names.columnList();
      @Nullable Alias alias = null;
      int aliasPosition = tokens.position();
      if (tokens.accept("as")) {
        alias = new Alias(aliasPosition, grammar.names.column(), List.of());
      }
      return new Join(position, kind, false, left, right, null, columns, alias, null);
    }
    tokens.expect("on");
    Expression condition = grammar.expressions.expression();
    return new Join(position, kind, false, left, right, condition, List.of(), null, null);
  }

  private Join.Kind kind() {
    Join.Kind kind = Join.Kind.INNER;
    if (tokens.accept("inner")) {
      return kind;
    } else if (tokens.accept("left")) {
      kind = Join.Kind.LEFT;
    } else if (tokens.accept("right")) {
      kind = Join.Kind.RIGHT;
    } else if (tokens.accept("full")) {
      kind = Join.Kind.FULL;
    } else {
      return kind;
    }
    tokens.accept("outer");
    return kind;
  }

  /// One item, no join unless in parentheses.
  private FromItem item() {
    int position = tokens.position();
    if (tokens.accept("lateral")) {
      if (tokens.is('(')) {
        Query query = grammar.primaries.query();
        return new FromItem.Subquery(position, true, query, alias());
      }
      return functions(position, true);
    }
    if (tokens.is('(')) {
      return aliased(parenthesized());
    }
    return isFunction() ? functions(position, false) : table();
  }

  private FromItem aliased(Parenthesized content) {
    if (content.query() != null) {
      return new FromItem.Subquery(content.position(), false, content.query(), alias());
    }
    Join join = (Join) java.util.Objects.requireNonNull(content.join());
    @Nullable Alias alias = alias();
    if (alias == null) {
      return join;
    }
    return new Join(
        join.position(),
        join.kind(),
        join.natural(),
        join.left(),
        join.right(),
        join.condition(),
        join.using(),
        join.usingAlias(),
        alias);
  }

  private Parenthesized parenthesized() {
    tokens.enter();
    int position = tokens.position();
    tokens.expect('(');
    @Nullable Query query = null;
    @Nullable FromItem join = null;
    if (grammar.selects.isNext()) {
      query = grammar.selects.query();
    } else if (tokens.is('(')) {
      Parenthesized inner = parenthesized();
      if (inner.query() != null && (tokens.is(')') || grammar.selects.isContinued())) {
        query = grammar.selects.continued(inner.query());
      } else if (inner.query() == null && tokens.is(')')) {
        join = inner.join();
      } else {
        join = required(aliased(inner));
      }
    } else {
      join = required(item());
    }
    tokens.expect(')');
    tokens.leave();
    return new Parenthesized(position, query, join);
  }

  /// The joins behind an item in parentheses, of which there must be one.
  private FromItem required(FromItem first) {
    if (!isJoin()) {
      throw tokens.error();
    }
    return joined(first);
  }

  /// Whether a function comes next: its name and an opening parenthesis, or a form like one.
  private boolean isFunction() {
    if (grammar.specialCalls.isNext() || (tokens.is("rows") && tokens.is(1, "from"))) {
      return true;
    }
    Token token = tokens.peek();
    if (!Names.isColumn(token)) {
      return Names.isTypeOrFunction(token);
    }
    int i = 1;
    while (tokens.is(i, '.') && tokens.peek(i + 1).isName()) {
      i += 2;
    }
    return tokens.is(i, '(') && (i > 1 || Names.isTypeOrFunction(token));
  }

  private FromItem table() {
    FromItem.Table table = relation();
    @Nullable Alias alias = alias();
    FromItem.@Nullable Sample sample = tokens.is("tablesample") ? sample() : null;
    return new FromItem.Table(table.position(), table.names(), table.only(), alias, sample);
  }

  /// `t`, `t *`, `ONLY t`, `ONLY (t)`.
  FromItem.Table relation() {
    int position = tokens.position();
    boolean only = tokens.accept("only");
    boolean parenthesis = only && tokens.accept('(');
    if (!only || parenthesis) {
      position = tokens.position();
    }
    List<String> names = grammar.names.table();
    if (parenthesis) {
      tokens.expect(')');
    } else if (!only) {
      tokens.acceptOperator("*");
    }
    return new FromItem.Table(position, names, only, null, null);
  }

  private FromItem.Sample sample() {
    int position = tokens.position();
    tokens.expect("tablesample");
    List<String> method = grammar.names.function();
    tokens.expect('(');
    List<Expression> arguments = grammar.expressions.list();
    tokens.expect(')');
    @Nullable Expression seed = null;
    if (tokens.accept("repeatable")) {
      tokens.expect('(');
      seed = grammar.expressions.expression();
      tokens.expect(')');
    }
    return new FromItem.Sample(position, method, arguments, seed);
  }

  private FromItem functions(int position, boolean lateral) {
    List<FromItem.Function> functions = new ArrayList<>();
    boolean rowsFrom = tokens.is("rows") && tokens.is(1, "from");
    if (rowsFrom) {
      tokens.next();
      tokens.next();
      tokens.expect('(');
      do {
        int start = tokens.position();
        Expression call = call();
        List<FromItem.ColumnType> columns = tokens.accept("as") ? columnTypes() : List.of();
        functions.add(new FromItem.Function(start, call, columns));
      } while (tokens.accept(','));
      tokens.expect(')');
    } else {
      functions.add(new FromItem.Function(position, call(), List.of()));
    }
    boolean ordinality = tokens.accept("with", "ordinality");
    return functionAlias(
        new FromItem.Functions(position, lateral, rowsFrom, functions, ordinality, null));
  }

  /// A call without FILTER and OVER, which FROM has no place for.
  private Expression call() {
    if (grammar.specialCalls.isNext()) {
      return grammar.specialCalls.call();
    }
    int position = tokens.position();
    return grammar.calls.application(position, grammar.names.function());
  }

  /// The alias of functions may give types to the columns: `AS t(a int, b text)`.
  private FromItem functionAlias(FromItem.Functions item) {
    int position = tokens.position();
    boolean as = tokens.accept("as");
    if (as && tokens.is('(')) {
      return withColumns(item, null, columnTypes());
    }
    if (!as && !Names.isColumn(tokens.peek())) {
      return item;
    }
    String name = grammar.names.column();
    if (tokens.is('(')
        && Names.isColumn(tokens.peek(1))
        && !tokens.is(2, ',')
        && !tokens.is(2, ')')) {
      return withColumns(item, new Alias(position, name, List.of()), columnTypes());
    }
    return new FromItem.Functions(
        item.position(),
        item.lateral(),
        item.rowsFrom(),
        item.functions(),
        item.withOrdinality(),
        new Alias(position, name, grammar.names.optionalColumnList()));
  }

  /// The definitions belong to the only function; ROWS FROM with definitions outside is for the
  /// analyzer to refuse, so they go to the last one.
  private static FromItem withColumns(
      FromItem.Functions item, @Nullable Alias alias, List<FromItem.ColumnType> columns) {
    List<FromItem.Function> functions = new ArrayList<>(item.functions());
    FromItem.Function last = functions.removeLast();
    if (item.rowsFrom()) {
      throw TokenStream.unsupported(item.position(), "a column definition list behind ROWS FROM");
    }
    functions.add(new FromItem.Function(last.position(), last.call(), columns));
    return new FromItem.Functions(
        item.position(), item.lateral(), false, functions, item.withOrdinality(), alias);
  }

  private List<FromItem.ColumnType> columnTypes() {
    tokens.expect('(');
    List<FromItem.ColumnType> columns = new ArrayList<>();
    do {
      int position = tokens.position();
      String name = grammar.names.column();
      TypeName type = grammar.types.type();
      List<String> collation = tokens.accept("collate") ? grammar.names.qualified() : List.of();
      columns.add(new FromItem.ColumnType(position, name, type, collation));
    } while (tokens.accept(','));
    tokens.expect(')');
    return columns;
  }

  private @Nullable Alias alias() {
    int position = tokens.position();
    if (!tokens.accept("as") && !Names.isColumn(tokens.peek())) {
      return null;
    }
    String name = grammar.names.column();
    return new Alias(position, name, grammar.names.optionalColumnList());
  }
}
