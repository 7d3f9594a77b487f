package dev.braid.sql.parse;

import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.With;
import dev.braid.sql.ast.With.CommonTable;
import dev.braid.sql.ast.With.Materialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// WITH and its SEARCH and CYCLE clauses.
final class WithParser {
  private final Grammar grammar;
  private final TokenStream tokens;

  WithParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  With with() {
    int position = tokens.position();
    tokens.expect("with");
    boolean recursive = !tokens.is(1, "as") && !tokens.is(1, '(') && tokens.accept("recursive");
    List<CommonTable> tables = new ArrayList<>();
    do {
      tables.add(table());
    } while (tokens.accept(','));
    return new With(position, recursive, tables);
  }

  private CommonTable table() {
    int position = tokens.position();
    String name = grammar.names.column();
    List<String> columns = grammar.names.optionalColumnList();
    tokens.expect("as");
    Materialization materialization = Materialization.DEFAULT;
    if (tokens.accept("materialized")) {
      materialization = Materialization.MATERIALIZED;
    } else if (tokens.accept("not")) {
      tokens.expect("materialized");
      materialization = Materialization.NOT_MATERIALIZED;
    }
    if (tokens.is('(')
        && TokenStream.isAny(tokens.peek(1), "insert", "update", "delete", "merge")) {
      String verb = tokens.peek(1).value().toUpperCase(Locale.ROOT);
      throw TokenStream.unsupported(tokens.position(tokens.peek(1)), verb);
    }
    Query query = grammar.primaries.query();
    With.@Nullable Search search = tokens.is("search") ? search() : null;
    With.@Nullable Cycle cycle = tokens.is("cycle") ? cycle() : null;
    return new CommonTable(position, name, columns, materialization, query, search, cycle);
  }

  private With.Search search() {
    int position = tokens.position();
    tokens.expect("search");
    boolean breadth = tokens.accept("breadth");
    if (!breadth) {
      tokens.expect("depth");
    }
    tokens.expect("first");
    tokens.expect("by");
    List<String> columns = grammar.names.columns();
    tokens.expect("set");
    return new With.Search(position, breadth, columns, grammar.names.column());
  }

  private With.Cycle cycle() {
    int position = tokens.position();
    tokens.expect("cycle");
    List<String> columns = grammar.names.columns();
    tokens.expect("set");
    String mark = grammar.names.column();
    @Nullable Expression value = null;
    @Nullable Expression otherwise = null;
    if (tokens.accept("to")) {
      value = constant();
      tokens.expect("default");
      otherwise = constant();
    }
    tokens.expect("using");
    return new With.Cycle(position, columns, mark, value, otherwise, grammar.names.column());
  }

  private Expression constant() {
    Expression constant = grammar.primaries.primary();
    return switch (constant) {
      case Expression.NullLiteral _,
          Expression.BooleanLiteral _,
          Expression.IntegerLiteral _,
          Expression.NumericLiteral _,
          Expression.StringLiteral _,
          Expression.BitLiteral _,
          Expression.TypedLiteral _ ->
          constant;
      default -> throw tokens.error();
    };
  }
}
