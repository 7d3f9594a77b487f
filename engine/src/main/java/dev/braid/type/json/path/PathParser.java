package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Numeric;
import dev.braid.type.json.JsonNode;
import dev.braid.type.json.path.PathLexer.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Reads a path by recursive descent, each level of precedence a method. What is a condition and
/// what a value shows only at its end, so both are read alike and checked where one is wanted.
final class PathParser extends TokenParser {
  /// What was read: a value's steps, or one step that is a condition.
  private record Read(List<Step> steps, boolean condition) {
    static Read condition(Step step) {
      return new Read(List.of(step), true);
    }

    static Read value(Step step) {
      return new Read(List.of(step), false);
    }
  }

  private final String text;
  private final Runnable check;
  private final AccessorParser accessors;
  private int depth;

  PathParser(String text, Runnable check) {
    super(new PathLexer(text));
    this.text = text;
    this.check = check;
    accessors = new AccessorParser(lexer, this);
  }

  JsonPath path() {
    lexer.advance();
    if (lexer.token == Token.END) {
      throw new BraidException(
          SqlState.INVALID_TEXT_REPRESENTATION,
          "invalid input syntax for type jsonpath: \"" + text + "\"");
    }
    boolean strict = accept("strict");
    if (!strict) {
      accept("lax");
    }
    Chain root = Chain.of(any().steps());
    if (lexer.token != Token.END) {
      throw lexer.error();
    }
    PathChecks.check(root, false, false);
    return new JsonPath(!strict, root, check);
  }

  private Chain condition(Read read) {
    if (!read.condition()) {
      throw lexer.error();
    }
    return Chain.of(read.steps());
  }

  private Chain value(Read read) {
    if (read.condition()) {
      throw lexer.error();
    }
    return Chain.of(read.steps());
  }

  /// A condition, as a filter holds it.
  Chain condition() {
    return condition(any());
  }

  /// A value, as a subscript holds it.
  Chain value() {
    return value(any());
  }

  /// A value or a condition.
  private Read any() {
    deeper();
    Read left = and();
    for (int length = 0; lexer.isSign("||"); length++) {
      checkLength(length);
      Chain first = condition(left);
      lexer.advance();
      left = Read.condition(new Step.Or(first, condition(and())));
    }
    depth--;
    return left;
  }

  private void deeper() {
    checkLength(++depth);
  }

  private Read and() {
    Read left = relation();
    for (int length = 0; lexer.isSign("&&"); length++) {
      checkLength(length);
      Chain first = condition(left);
      lexer.advance();
      left = Read.condition(new Step.And(first, condition(relation())));
    }
    return left;
  }

  private Read relation() {
    if (acceptSign("!")) {
      return Read.condition(new Step.Not(delimited()));
    }
    Read left = sum();
    if (lexer.token == Token.SIGN) {
      String operator =
          switch (lexer.value) {
            case "==", "<", ">", "<=", ">=", "!=" -> lexer.value;
            case "<>" -> "!=";
            default -> "";
          };
      if (operator.isEmpty()) {
        return left;
      }
      Chain first = value(left);
      lexer.advance();
      return Read.condition(new Step.Comparison(operator, first, value(sum())));
    }
    if (lexer.isKeyword("starts")) {
      Chain whole = value(left);
      lexer.advance();
      if (!accept("with") || (lexer.token != Token.STRING && lexer.token != Token.VARIABLE)) {
        throw lexer.error();
      }
      return Read.condition(new Step.StartsWith(whole, Chain.of(List.of(start()))));
    }
    if (lexer.isKeyword("like_regex")) {
      Chain operand = value(left);
      lexer.advance();
      String pattern = expectString();
      String flags = accept("flag") ? expectString() : "";
      return Read.condition(PathRegex.likeRegex(operand, pattern, flags, check));
    }
    return left;
  }

  /// `(condition)` or `exists (path)`, behind a `!`.
  private Chain delimited() {
    if (lexer.isKeyword("exists")) {
      return Chain.of(List.of(exists()));
    }
    expectSign("(");
    Chain condition = condition();
    expectSign(")");
    return condition;
  }

  private Step exists() {
    lexer.advance();
    expectSign("(");
    Step exists = new Step.Exists(value());
    expectSign(")");
    return exists;
  }

  private Read sum() {
    Read left = product();
    for (int length = 0; lexer.isSign("+") || lexer.isSign("-"); length++) {
      checkLength(length);
      left = arithmetic(left, true);
    }
    return left;
  }

  private Read product() {
    Read left = signed();
    for (int length = 0; lexer.isSign("*") || lexer.isSign("/") || lexer.isSign("%"); length++) {
      checkLength(length);
      left = arithmetic(left, false);
    }
    return left;
  }

  private Read arithmetic(Read left, boolean sum) {
    char operator = lexer.value.charAt(0);
    Chain first = value(left);
    lexer.advance();
    return Read.value(new Step.Arithmetic(operator, first, value(sum ? product() : signed())));
  }

  /// A sign before a number alone is the number's.
  private Read signed() {
    if (!lexer.isSign("+") && !lexer.isSign("-")) {
      return primary();
    }
    deeper();
    boolean minus = lexer.isSign("-");
    lexer.advance();
    Chain operand = value(signed());
    depth--;
    if (operand.next() == null && operand.step() instanceof Step.Literal(JsonNode.Num number)) {
      return Read.value(minus ? literal(number.value().negate()) : operand.step());
    }
    return Read.value(new Step.Sign(minus, operand));
  }

  private Read primary() {
    if (lexer.isKeyword("exists")) {
      return Read.condition(exists());
    }
    if (!acceptSign("(")) {
      List<Step> steps = new ArrayList<>();
      steps.add(start());
      accessors.read(steps);
      return new Read(steps, false);
    }
    Read inner = any();
    expectSign(")");
    if (accessors.isAccessor()) {
      List<Step> steps = new ArrayList<>(inner.steps());
      accessors.read(steps);
      return new Read(steps, false);
    }
    if (inner.condition() && accept("is")) {
      if (!accept("unknown")) {
        throw lexer.error();
      }
      return Read.condition(new Step.IsUnknown(Chain.of(inner.steps())));
    }
    return inner;
  }

  static Step.Literal literal(BigDecimal value) {
    return new Step.Literal(new JsonNode.Num(value, ""));
  }

  private Step start() {
    Step step =
        switch (lexer.token) {
          case STRING -> new Step.Literal(new JsonNode.Str(lexer.value));
          case VARIABLE -> new Step.Variable(lexer.value);
          case INTEGER, NUMBER -> literal(Numeric.parse(lexer.value).toBigDecimal());
          case NAME ->
              switch (lexer.keyword) {
                case "null" -> new Step.Literal(new JsonNode.Null());
                case "true", "false" ->
                    new Step.Literal(new JsonNode.Bool(lexer.keyword.equals("true")));
                case "last" -> new Step.Last();
                default -> throw lexer.error();
              };
          case SIGN ->
              switch (lexer.value) {
                case "$" -> new Step.Root();
                case "@" -> new Step.Current();
                default -> throw lexer.error();
              };
          case END -> throw lexer.error();
        };
    lexer.advance();
    return step;
  }
}
