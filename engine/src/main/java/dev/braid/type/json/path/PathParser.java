package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Integers;
import dev.braid.type.Numeric;
import dev.braid.type.json.Json;
import dev.braid.type.json.JsonNode;
import dev.braid.type.json.path.PathLexer.Token;
import dev.braid.type.regex.Regex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a path by recursive descent, each level of precedence a method. What is a condition and
/// what a value shows only at its end, so both are read alike and checked where one is wanted.
final class PathParser {
  /// How deep a path may be, and how long one level of it: running it takes stack for both.
  private static final int MOST = 500;

  /// The methods that are read and written only, and what may stand in their parentheses.
  private static final Set<String> MOMENTS =
      Set.of("datetime", "date", "time", "time_tz", "timestamp", "timestamp_tz");

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
  private final PathLexer lexer;
  private int depth;

  PathParser(String text, Runnable check) {
    this.text = text;
    this.check = check;
    lexer = new PathLexer(text);
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

  private boolean accept(String keyword) {
    boolean found = lexer.isKeyword(keyword);
    if (found) {
      lexer.advance();
    }
    return found;
  }

  private boolean acceptSign(String sign) {
    boolean found = lexer.isSign(sign);
    if (found) {
      lexer.advance();
    }
    return found;
  }

  private void expectSign(String sign) {
    if (!acceptSign(sign)) {
      throw lexer.error();
    }
  }

  private String expectString() {
    if (lexer.token != Token.STRING) {
      throw lexer.error();
    }
    String value = lexer.value;
    lexer.advance();
    return value;
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

  private static void checkLength(int length) {
    if (length > MOST) {
      throw new BraidException(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded");
    }
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
      return Read.condition(likeRegex(operand, pattern, flags));
    }
    return left;
  }

  /// `(condition)` or `exists (path)`, behind a `!`.
  private Chain delimited() {
    if (lexer.isKeyword("exists")) {
      return Chain.of(List.of(exists()));
    }
    expectSign("(");
    Chain condition = condition(any());
    expectSign(")");
    return condition;
  }

  private Step exists() {
    lexer.advance();
    expectSign("(");
    Step exists = new Step.Exists(value(any()));
    expectSign(")");
    return exists;
  }

  private static Step likeRegex(Chain operand, String pattern, String flags, Runnable check) {
    for (int i = 0; i < flags.length(); i++) {
      if ("ismxq".indexOf(flags.charAt(i)) < 0) {
        throw invalid(
            "Unrecognized flag character \"%s\" in LIKE_REGEX predicate."
                .formatted(Character.toString(flags.codePointAt(i))));
      }
    }
    StringBuilder ordered = new StringBuilder();
    for (char flag : "ismxq".toCharArray()) {
      ordered.append(flags.indexOf(flag) < 0 ? "" : flag);
    }
    return new Step.LikeRegex(
        operand,
        pattern,
        ordered.toString(),
        Regex.compile(pattern, postgresFlags(ordered.toString()), check));
  }

  private Step likeRegex(Chain operand, String pattern, String flags) {
    return likeRegex(operand, pattern, flags, check);
  }

  /// XQuery's flags as those of `regexp_match`: there `.` matches a newline unless told otherwise.
  private static String postgresFlags(String flags) {
    String ignoreCase = flags.contains("i") ? "i" : "";
    if (flags.contains("q")) {
      return ignoreCase + "q";
    }
    if (flags.contains("x")) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "XQuery \"x\" flag (expanded regular expressions) is not implemented");
    }
    boolean dots = flags.contains("s");
    boolean lines = flags.contains("m");
    return ignoreCase + (dots ? lines ? "w" : "s" : lines ? "n" : "p");
  }

  static BraidException invalid(String detail) {
    return new BraidException(
        SqlState.SYNTAX_ERROR, "invalid input syntax for type jsonpath", 0, detail, null, null);
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
      accessors(steps);
      return new Read(steps, false);
    }
    Read inner = any();
    expectSign(")");
    if (isAccessor()) {
      List<Step> steps = new ArrayList<>(inner.steps());
      accessors(steps);
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

  private boolean isAccessor() {
    return lexer.isSign(".") || lexer.isSign("[") || lexer.isSign("?");
  }

  private void accessors(List<Step> steps) {
    while (isAccessor()) {
      checkLength(steps.size());
      if (acceptSign("[")) {
        steps.add(subscripts());
      } else if (acceptSign("?")) {
        expectSign("(");
        steps.add(new Step.Filter(condition(any())));
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
      Chain from = value(any());
      subscripts.add(new Step.Subscript(from, accept("to") ? value(any()) : null));
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
    Step method = method(keyword);
    expectSign(")");
    return method;
  }

  private Step method(String keyword) {
    if (keyword.equals("decimal")) {
      lexer.advance();
      return decimal();
    }
    if (MOMENTS.contains(keyword)) {
      lexer.advance();
      boolean argument =
          keyword.equals("datetime")
              ? lexer.token == Token.STRING
              : !keyword.equals("date") && lexer.token == Token.INTEGER;
      String written =
          !argument
              ? ""
              : lexer.token == Token.STRING
                  ? Json.quoted(lexer.value)
                  : Numeric.parse(lexer.value).toString();
      if (argument) {
        lexer.advance();
      }
      return new Step.Moment(keyword, written);
    }
    for (Step.Method each : Step.Method.values()) {
      if (each.word().equals(keyword)) {
        lexer.advance();
        return new Step.Call(each);
      }
    }
    throw lexer.error();
  }

  private Step decimal() {
    List<JsonNode.Num> arguments = new ArrayList<>();
    while (!lexer.isSign(")")) {
      if (!arguments.isEmpty()) {
        expectSign(",");
      }
      boolean minus = lexer.isSign("-");
      if (minus || lexer.isSign("+")) {
        lexer.advance();
      }
      if (lexer.token != Token.INTEGER) {
        throw lexer.error();
      }
      BigDecimal value = Numeric.parse(lexer.value).toBigDecimal();
      arguments.add(new JsonNode.Num(minus ? value.negate() : value, ""));
      lexer.advance();
    }
    if (arguments.size() > 2) {
      throw invalid(".decimal() can only have an optional precision[,scale].");
    }
    return new Step.Decimal(argument(arguments, 0), argument(arguments, 1));
  }

  private static JsonNode.@Nullable Num argument(List<JsonNode.Num> arguments, int at) {
    return at < arguments.size() ? arguments.get(at) : null;
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
