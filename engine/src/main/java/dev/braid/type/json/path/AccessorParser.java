package dev.braid.type.json.path;

import dev.braid.type.Integers;
import dev.braid.type.json.path.PathLexer.Token;
import java.util.ArrayList;
import java.util.List;

/// Reads accessors, which follow a value: members, subscripts, filters and methods.
final class AccessorParser extends TokenParser {
  private final PathParser parser;
  private final MethodParser methods;

  /// @param parser reads what stands in brackets and filters
  AccessorParser(PathLexer lexer, PathParser parser) {
    super(lexer);
    this.parser = parser;
    methods = new MethodParser(lexer);
  }

  /// Whether an accessor begins here.
  boolean isAccessor() {
    return lexer.isSign(".") || lexer.isSign("[") || lexer.isSign("?");
  }

  /// Adds the accessors that begin here.
  void read(List<Step> steps) {
    while (isAccessor()) {
      checkLength(steps.size());
      if (acceptSign("[")) {
        steps.add(subscripts());
      } else if (acceptSign("?")) {
        expectSign("(");
        steps.add(new Step.Filter(parser.condition()));
        expectSign(")");
      } else {
        lexer.advance();
        steps.add(behindPoint());
      }
    }
  }

  private Step subscripts() {
    if (acceptSign("*")) {
      expectSign("]");
      return new Step.AnyElement();
    }
    List<Step.Subscript> subscripts = new ArrayList<>();
    do {
      Chain from = parser.value();
      subscripts.add(new Step.Subscript(from, accept("to") ? parser.value() : null));
    } while (acceptSign(","));
    expectSign("]");
    return new Step.Elements(List.copyOf(subscripts));
  }

  private Step behindPoint() {
    if (acceptSign("*")) {
      return new Step.AnyKey();
    }
    if (acceptSign("**")) {
      return descendants();
    }
    if (lexer.token != Token.NAME && lexer.token != Token.STRING) {
      throw lexer.error();
    }
    String name = lexer.value;
    String keyword = lexer.keyword;
    boolean word = lexer.token == Token.NAME;
    lexer.advance();
    if (!word || !lexer.isSign("(")) {
      return new Step.Key(name);
    }
    Step method = methods.method(keyword);
    expectSign(")");
    return method;
  }

  private Step descendants() {
    if (!acceptSign("{")) {
      return new Step.Descendants(0, Step.Descendants.LEAVES);
    }
    long first = level();
    long last = accept("to") ? level() : first;
    expectSign("}");
    return new Step.Descendants(first, last);
  }

  private long level() {
    if (accept("last")) {
      return Step.Descendants.LEAVES;
    }
    if (lexer.token != Token.INTEGER) {
      throw lexer.error();
    }
    long level = Integers.parseInt4(lexer.value);
    lexer.advance();
    return level;
  }
}
