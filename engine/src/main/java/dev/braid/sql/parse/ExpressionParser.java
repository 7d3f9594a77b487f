package dev.braid.sql.parse;

import dev.braid.guard.Token;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.Expression.Is;
import dev.braid.sql.ast.Expression.Like;
import dev.braid.sql.ast.Expression.Logic;
import dev.braid.sql.ast.OperatorName;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Operators over operands, by precedence climbing: an operator takes to its right all that binds
/// tighter than itself, then the loop goes on with the result as its left side.
///
/// The trap is what does not associate: behind the right operand of `<`, LIKE, BETWEEN or IS
/// DISTINCT FROM, another operator of that level is an error, while behind `IS NULL` or `IN (..)`,
/// which end with a word or a bracket, it is none.
final class ExpressionParser {
  /// Where an expression stands decides what it may hold.
  private enum Place {
    ANYWHERE,
    /// The low bound of BETWEEN, and POSITION: what the grammar calls `b_expr`.
    RESTRICTED,
    /// A select list: a word that could be an operator may be the column's label.
    TARGET
  }

  private final Grammar grammar;
  private final TokenStream tokens;
  private boolean inSubstring;

  ExpressionParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  Expression expression() {
    return parse(0);
  }

  /// `a, b`.
  List<Expression> list() {
    List<Expression> list = new ArrayList<>();
    do {
      list.add(expression());
    } while (tokens.accept(','));
    return list;
  }

  /// The first argument of SUBSTRING, which SIMILAR may end.
  FunctionCall.Argument substringArgument() {
    boolean outer = inSubstring;
    inSubstring = true;
    FunctionCall.Argument argument = grammar.calls.argument();
    inSubstring = outer;
    return argument;
  }

  Expression target() {
    return climb(operand(Place.TARGET), 0, Place.TARGET);
  }

  Expression restricted() {
    return parse(0, Place.RESTRICTED);
  }

  /// The rest of an expression whose first operand was already read.
  Expression continued(Expression first) {
    return climb(first, 0, Place.ANYWHERE);
  }

  private Expression parse(int lowest) {
    return parse(lowest, Place.ANYWHERE);
  }

  private Expression parse(int lowest, Place place) {
    tokens.enter();
    Expression expression = climb(operand(place), lowest, place);
    tokens.leave();
    return expression;
  }

  /// An operand with the prefix operators before it.
  private Expression operand(Place place) {
    Place inner = place == Place.RESTRICTED ? place : Place.ANYWHERE;
    int position = tokens.position();
    if (tokens.isOperator("+") || tokens.isOperator("-")) {
      String sign = tokens.next().value();
      Expression right = parse(OperatorParser.UNARY_MINUS + 1, inner);
      return sign.equals("-")
          ? negated(position, right)
          : new Expression.Operation(position, new OperatorName(position, sign), null, right);
    }
    if (grammar.operators.isPrefix()) {
      OperatorName operator = grammar.operators.operator();
      Expression right = parse(OperatorParser.OTHER + 1, inner);
      return new Expression.Operation(position, operator, null, right);
    }
    if (inner == Place.ANYWHERE && tokens.accept("not")) {
      return new Expression.Not(position, parse(OperatorParser.NOT));
    }
    Expression primary = grammar.primaries.primary();
    if (inner == Place.ANYWHERE
        && tokens.is("overlaps")
        && primary instanceof Expression.Row row
        && row.position() == position) {
      return grammar.primaries.overlaps(row);
    }
    return primary;
  }

  /// A minus before a numeric literal is the literal's sign.
  static Expression negated(int position, Expression right) {
    return switch (right) {
      case Expression.IntegerLiteral literal when literal.value() != Integer.MIN_VALUE ->
          new Expression.IntegerLiteral(position, -literal.value());
      case Expression.NumericLiteral literal ->
          new Expression.NumericLiteral(
              position,
              literal.text().startsWith("-") ? literal.text().substring(1) : "-" + literal.text());
      default -> new Expression.Operation(position, new OperatorName(position, "-"), null, right);
    };
  }

  private Expression climb(Expression first, int lowest, Place place) {
    Expression left = first;
    int unassociative = 0;
    int chain = 0;
    while (true) {
      int level = level(place);
      if (level == 0 || level < lowest) {
        return left;
      }
      if (level == unassociative) {
        throw tokens.error();
      }
      if (place == Place.TARGET && isLabel()) {
        return left;
      }
      tokens.checkChain(++chain);
      unassociative = 0;
      int before = level;
      Token operator = tokens.peek();
      left =
          operator.kind() == Token.Kind.OPERATOR || operator.is("operator")
              ? symbolic(left, level, place)
              : worded(left, place);
      if (level <= OperatorParser.LIKE && level >= OperatorParser.IS && endsWithOperand(left)) {
        unassociative = before;
      }
    }
  }

  /// Whether the operator just read had an operand, no bracket and no word, at its end.
  private static boolean endsWithOperand(Expression expression) {
    return switch (expression) {
      case Expression.Operation _, Expression.Between _, Like _, Expression.IsDistinct _ -> true;
      default -> false;
    };
  }

  /// The level of the operator that comes next, 0 when none does.
  private int level(Place place) {
    Token token = tokens.peek();
    if (token.kind() == Token.Kind.OPERATOR) {
      return OperatorParser.precedence(token.value());
    }
    if (token.kind() != Token.Kind.WORD) {
      return 0;
    }
    if (place == Place.RESTRICTED) {
      return switch (token.value()) {
        case "is" -> OperatorParser.IS;
        case "operator" -> OperatorParser.OTHER;
        default -> 0;
      };
    }
    return switch (token.value()) {
      case "or" -> OperatorParser.OR;
      case "and" -> OperatorParser.AND;
      case "is", "isnull", "notnull" -> OperatorParser.IS;
      case "between", "in", "like", "ilike" -> OperatorParser.LIKE;
      case "similar" -> tokens.is(1, "to") || !inSubstring ? OperatorParser.LIKE : 0;
      case "not" -> isNegatable(1) ? OperatorParser.LIKE : 0;
      case "operator" -> OperatorParser.OTHER;
      case "at" -> OperatorParser.AT;
      case "collate" -> OperatorParser.COLLATE;
      default -> 0;
    };
  }

  private boolean isNegatable(int ahead) {
    return TokenStream.isAny(tokens.peek(ahead), "between", "in", "like", "ilike", "similar");
  }

  /// Whether the word that comes next is no operator but the last word of the column.
  private boolean isLabel() {
    Token word = tokens.peek();
    return word.kind() == Token.Kind.WORD
        && Names.isBareLabel(word)
        && SelectParser.endsTarget(tokens.peek(1));
  }

  private Expression symbolic(Expression left, int level, Place place) {
    int position = tokens.position();
    if (level == OperatorParser.CAST) {
      tokens.next();
      return new Expression.Cast(position, left, grammar.types.type());
    }
    OperatorName operator = grammar.operators.operator();
    if (place != Place.RESTRICTED && tokens.isAny("any", "some", "all")) {
      return quantified(position, left, operator);
    }
    Place inner = place == Place.RESTRICTED ? place : Place.ANYWHERE;
    Expression right = parse(level + 1, inner);
    return new Expression.Operation(position, operator, left, right);
  }

  private Expression quantified(int position, Expression left, OperatorName operator) {
    boolean all = tokens.next().is("all");
    PrimaryParser.Parenthesized content = grammar.primaries.parenthesized(true);
    return content.query() != null
        ? new Expression.QuantifiedSubquery(position, left, operator, all, content.query())
        : new Expression.Quantified(position, left, operator, all, content.list().getFirst());
  }

  private Expression worded(Expression left, Place place) {
    int position = tokens.position();
    Token word = tokens.next();
    return switch (word.value()) {
      case "or" -> logic(position, Logic.Connective.OR, left, parse(OperatorParser.OR + 1));
      case "and" -> logic(position, Logic.Connective.AND, left, parse(OperatorParser.AND + 1));
      case "isnull" -> new Is(position, left, Is.Test.NULL, false);
      case "notnull" -> new Is(position, left, Is.Test.NULL, true);
      case "is" -> is(position, left, place);
      case "at" -> atTimeZone(position, left);
      case "collate" -> new Expression.Collate(position, left, grammar.names.qualified());
      case "not" -> matching(position, left, tokens.next(), true);
      default -> matching(position, left, word, false);
    };
  }

  /// A chain of one connective is flat; only its left side can already be a part of it.
  private Expression logic(
      int position, Logic.Connective connective, Expression left, Expression right) {
    List<Expression> operands = new ArrayList<>();
    operands.add(left);
    operands.add(right);
    // Most chains are short; a long one is gathered here without copying it for each member.
    int level = connective == Logic.Connective.OR ? OperatorParser.OR : OperatorParser.AND;
    String word = connective == Logic.Connective.OR ? "or" : "and";
    if (left instanceof Logic chain && chain.connective() == connective) {
      operands.removeFirst();
      operands.addAll(0, chain.operands());
    }
    while (tokens.is(word) && !isLabel()) {
      tokens.next();
      operands.add(parse(level + 1));
    }
    return new Logic(position, connective, operands);
  }

  private Expression is(int position, Expression left, Place place) {
    boolean negated = tokens.accept("not");
    if (tokens.accept("distinct")) {
      tokens.expect("from");
      Place inner = place == Place.RESTRICTED ? place : Place.ANYWHERE;
      Expression right = parse(OperatorParser.IS + 1, inner);
      return new Expression.IsDistinct(position, left, right, negated);
    }
    if (tokens.is("document")) {
      throw TokenStream.unsupported(tokens.position(), "IS DOCUMENT");
    }
    if (place == Place.RESTRICTED) {
      throw tokens.error();
    }
    if (tokens.isAny("nfc", "nfd", "nfkc", "nfkd", "normalized")) {
      return normalized(position, left, negated);
    }
    if (tokens.accept("json")) {
      return isJson(position, left, negated);
    }
    for (Is.Test test : Is.Test.values()) {
      if (tokens.accept(test.name().toLowerCase(java.util.Locale.ROOT))) {
        return new Is(position, left, test, negated);
      }
    }
    throw tokens.error();
  }

  private Expression isJson(int position, Expression left, boolean negated) {
    Expression.IsJson.Item kind = Expression.IsJson.Item.VALUE;
    for (Expression.IsJson.Item each : Expression.IsJson.Item.values()) {
      if (tokens.accept(each.name().toLowerCase(java.util.Locale.ROOT))) {
        kind = each;
        break;
      }
    }
    boolean unique = grammar.specialCalls.uniqueKeys();
    return new Expression.IsJson(position, left, kind, unique, negated);
  }

  private Expression normalized(int position, Expression left, boolean negated) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(left);
    if (!tokens.is("normalized")) {
      arguments.add(grammar.specialCalls.normalForm());
    }
    tokens.expect("normalized");
    Expression call =
        FunctionCall.of(position, "is_normalized", FunctionCall.Form.IS_NORMALIZED, arguments);
    return negated ? new Expression.Not(position, call) : call;
  }

  private Expression atTimeZone(int position, Expression left) {
    if (tokens.accept("local")) {
      return FunctionCall.of(position, "timezone", FunctionCall.Form.AT_LOCAL, List.of(left));
    }
    tokens.expect("time");
    tokens.expect("zone");
    Expression zone = parse(OperatorParser.AT + 1);
    return FunctionCall.of(
        position, "timezone", FunctionCall.Form.AT_TIME_ZONE, List.of(zone, left));
  }

  /// BETWEEN, IN, LIKE and its kin, behind their first word.
  private Expression matching(int position, Expression left, Token word, boolean negated) {
    return switch (word.value()) {
      case "between" -> between(position, left, negated);
      case "in" -> in(position, left, negated);
      case "like" -> like(position, left, Like.Kind.LIKE, negated);
      case "ilike" -> like(position, left, Like.Kind.ILIKE, negated);
      default -> {
        tokens.expect("to");
        yield like(position, left, Like.Kind.SIMILAR_TO, negated);
      }
    };
  }

  private Expression between(int position, Expression left, boolean negated) {
    boolean symmetric = tokens.accept("symmetric");
    if (!symmetric) {
      tokens.accept("asymmetric");
    }
    Expression low = restricted();
    tokens.expect("and");
    Expression high = parse(OperatorParser.LIKE + 1);
    return new Expression.Between(position, left, low, high, symmetric, negated);
  }

  private Expression in(int position, Expression left, boolean negated) {
    PrimaryParser.Parenthesized content = grammar.primaries.parenthesized(false);
    @Nullable Query query = content.query();
    return query != null
        ? new Expression.InSubquery(position, left, query, negated)
        : new Expression.InList(position, left, content.list(), negated);
  }

  private Expression like(int position, Expression left, Like.Kind kind, boolean negated) {
    if (kind != Like.Kind.SIMILAR_TO && tokens.isAny("any", "some", "all")) {
      String operator = (negated ? "!~~" : "~~") + (kind == Like.Kind.ILIKE ? "*" : "");
      return quantified(position, left, new OperatorName(position, operator));
    }
    Expression pattern = parse(OperatorParser.LIKE + 1);
    Expression escape = tokens.accept("escape") ? parse(OperatorParser.LIKE + 1) : null;
    return new Like(position, kind, left, pattern, escape, negated);
  }

  /// A type's string, `date '...'`.
  Expression typedLiteral(TypeName type) {
    int position = tokens.position();
    return new Expression.TypedLiteral(type.position(), type, tokens.string(), position);
  }
}
