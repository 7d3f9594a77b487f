package dev.braid.sql.parse;

import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.GroupBy;
import dev.braid.sql.ast.GroupBy.Element;
import java.util.ArrayList;
import java.util.List;

/// GROUP BY and its grouping sets.
final class GroupByParser {
  private final Grammar grammar;
  private final TokenStream tokens;

  GroupByParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  GroupBy groupBy() {
    int position = tokens.position();
    tokens.expect("group");
    tokens.expect("by");
    boolean distinct = tokens.accept("distinct");
    if (!distinct) {
      tokens.accept("all");
    }
    return new GroupBy(position, distinct, elements());
  }

  private List<Element> elements() {
    List<Element> elements = new ArrayList<>();
    do {
      elements.add(element());
    } while (tokens.accept(','));
    return elements;
  }

  private Element element() {
    int position = tokens.position();
    if (tokens.is('(') && tokens.is(1, ')')) {
      tokens.next();
      tokens.next();
      return new GroupBy.Empty(position);
    }
    if (tokens.is("rollup") && tokens.is(1, '(')) {
      return new GroupBy.Rollup(position, inParentheses());
    }
    if (tokens.is("cube") && tokens.is(1, '(')) {
      return new GroupBy.Cube(position, inParentheses());
    }
    if (tokens.accept("grouping", "sets")) {
      tokens.enter();
      tokens.expect('(');
      List<Element> elements = elements();
      tokens.expect(')');
      tokens.leave();
      return new GroupBy.Sets(position, elements);
    }
    return new GroupBy.Key(position, grammar.expressions.expression());
  }

  private List<Expression> inParentheses() {
    tokens.next();
    tokens.expect('(');
    List<Expression> list = grammar.expressions.list();
    tokens.expect(')');
    return list;
  }
}
