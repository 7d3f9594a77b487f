package dev.braid.sql.parse;

import dev.braid.guard.Token;
import dev.braid.sql.ast.OperatorName;
import java.util.ArrayList;
import java.util.List;

/// Operators and how tightly they bind.
final class OperatorParser {
  /// PostgreSQL's levels, loosest first. Comparisons, IS and the LIKE level do not associate.
  static final int OR = 1;

  static final int AND = 2;
  static final int NOT = 3;
  static final int IS = 4;
  static final int COMPARISON = 5;
  static final int LIKE = 6;
  static final int OTHER = 7;
  static final int ADDITIVE = 8;
  static final int MULTIPLICATIVE = 9;
  static final int POWER = 10;
  static final int AT = 11;
  static final int COLLATE = 12;
  static final int UNARY_MINUS = 13;
  static final int CAST = 14;

  private final TokenStream tokens;
  private final Names names;

  OperatorParser(Grammar grammar) {
    this.tokens = grammar.tokens;
    this.names = grammar.names;
  }

  /// The level of a binary operator's token; 0 for `=>`, `:=`, `..`, which are none.
  static int precedence(String operator) {
    return switch (operator) {
      case "<", ">", "=", "<=", ">=", "<>", "!=" -> COMPARISON;
      case "+", "-" -> ADDITIVE;
      case "*", "/", "%" -> MULTIPLICATIVE;
      case "^" -> POWER;
      case "::" -> CAST;
      case "=>", ":=", ".." -> 0;
      default -> OTHER;
    };
  }

  /// Whether an operator that may stand alone before its operand comes next, plus and minus apart.
  boolean isPrefix() {
    Token token = tokens.peek();
    return token.kind() == Token.Kind.OPERATOR
        ? precedence(token.value()) == OTHER
        : isQualified(token);
  }

  /// `OPERATOR(`.
  boolean isQualified(Token token) {
    return token.is("operator") && tokens.is(1, '(');
  }

  /// The next operator, with or without a schema.
  OperatorName operator() {
    if (!tokens.is("operator")) {
      return symbol();
    }
    int position = tokens.position();
    tokens.next();
    tokens.expect('(');
    List<String> schema = new ArrayList<>();
    while (tokens.peek().isName()) {
      schema.add(names.column());
      tokens.expect('.');
    }
    OperatorName name = symbol();
    tokens.expect(')');
    return new OperatorName(position, schema, name.name(), true);
  }

  /// `all_Op` of the grammar.
  OperatorName symbol() {
    Token token = tokens.peek();
    int level = token.kind() == Token.Kind.OPERATOR ? precedence(token.value()) : 0;
    if (level == 0 || level == CAST) {
      throw tokens.error();
    }
    int position = tokens.position();
    tokens.next();
    return new OperatorName(position, token.value().equals("!=") ? "<>" : token.value());
  }
}
