package dev.braid.sql.parse;

import dev.braid.guard.Token;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.Expression.Indirection;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What operators work on: literals, columns, calls, and anything in brackets.
final class PrimaryParser {
  /// What stood between parentheses: a query, or expressions.
  record Parenthesized(int position, @Nullable Query query, List<Expression> list) {}

  private final Grammar grammar;
  private final TokenStream tokens;

  PrimaryParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  /// `c_expr` of the grammar.
  Expression primary() {
    Token token = tokens.peek();
    int position = tokens.position();
    return switch (token.kind()) {
      case NUMBER -> {
        tokens.next();
        yield number(position, token);
      }
      case STRING -> string(position, token);
      case PARAMETER -> withIndirection(parameter(position));
      case PUNCTUATION -> {
        if (!token.isPunctuation('(')) {
          throw tokens.error();
        }
        yield operand(parenthesized(false));
      }
      case QUOTED -> name();
      case OPERATOR -> throw tokens.error();
      case WORD -> word(position, token);
    };
  }

  static Expression number(int position, Token token) {
    Integer value = Literals.int4(token);
    return value == null
        ? new Expression.NumericLiteral(position, Literals.digits(token))
        : new Expression.IntegerLiteral(position, value);
  }

  private Expression string(int position, Token token) {
    if (Literals.isBits(tokens.text(), token)) {
      tokens.next();
      char prefix = tokens.text().charAt(token.start());
      return new Expression.BitLiteral(
          position, prefix == 'x' || prefix == 'X', Literals.bits(tokens.text(), token));
    }
    return new Expression.StringLiteral(position, tokens.string());
  }

  private Expression parameter(int position) {
    Token token = tokens.peek();
    try {
      int number = Integer.parseInt(token.value());
      tokens.next();
      return new Expression.Parameter(position, number);
    } catch (NumberFormatException e) {
      throw tokens.error("parameter number too large");
    }
  }

  private Expression word(int position, Token token) {
    switch (token.value()) {
      case "null" -> {
        tokens.next();
        return new Expression.NullLiteral(position);
      }
      case "true", "false" -> {
        tokens.next();
        return new Expression.BooleanLiteral(position, token.is("true"));
      }
      case "case" -> {
        return caseOf();
      }
      case "array" -> {
        return array();
      }
      case "exists" -> {
        if (tokens.is(1, '(')) {
          tokens.next();
          return new Expression.Exists(position, query());
        }
      }
      case "row" -> {
        if (tokens.is(1, '(')) {
          return row();
        }
      }
      case "grouping" -> {
        if (tokens.is(1, '(')) {
          tokens.next();
          tokens.next();
          List<Expression> arguments = grammar.expressions.list();
          tokens.expect(')');
          return new Expression.Grouping(position, arguments);
        }
      }
      case "default" ->
          throw TokenStream.invalid(position, "DEFAULT is not allowed in this context");
      case "unique" -> {
        tokens.next();
        if (!tokens.is('(')) {
          throw tokens.error();
        }
        throw TokenStream.unsupported(position, "UNIQUE predicate");
      }
      default -> {
        // Any other word is a name, or begins one of the forms below.
      }
    }
    if (grammar.specialCalls.isNext()) {
      return grammar.specialCalls.call();
    }
    return grammar.types.isBuiltInConstant() ? builtInConstant() : name();
  }

  private Expression builtInConstant() {
    TypeName type = grammar.types.builtIn(true);
    if (!tokens.isText()) {
      throw tokens.error();
    }
    Expression.TypedLiteral literal =
        (Expression.TypedLiteral) grammar.expressions.typedLiteral(type);
    if (!type.name().equals("interval") || !type.modifiers().isEmpty()) {
      return literal;
    }
    return new Expression.TypedLiteral(
        literal.position(),
        grammar.types.withFields(type),
        literal.value(),
        literal.valuePosition());
  }

  /// A column, a call, or a type's constant: all begin with a name.
  private Expression name() {
    Token token = tokens.peek();
    int position = tokens.position();
    boolean column = Names.isColumn(token);
    boolean function = Names.isTypeOrFunction(token);
    if (!column && !function) {
      throw tokens.error();
    }
    tokens.next();
    List<String> names = new ArrayList<>();
    names.add(token.value());
    List<Indirection.Step> steps = column ? steps() : List.of();
    while (!steps.isEmpty() && steps.getFirst() instanceof Indirection.Field field) {
      names.add(field.name());
      steps.removeFirst();
    }
    if (steps.isEmpty() && (function || names.size() > 1)) {
      if (tokens.is('(')) {
        return grammar.calls.callOrConstant(position, names);
      }
      if (tokens.isText()) {
        TypeName type = new TypeName(position, names, List.of(), List.of(), null);
        return grammar.expressions.typedLiteral(type);
      }
    }
    if (!column || (!steps.isEmpty() && (tokens.is('(') || tokens.isText()))) {
      throw tokens.error();
    }
    checkStars(steps);
    if (steps.isEmpty()) {
      return new Expression.ColumnReference(position, names);
    }
    if (steps.size() == 1 && steps.getFirst() instanceof Indirection.AllFields) {
      return new Expression.Star(position, names);
    }
    return new Indirection(position, new Expression.ColumnReference(position, names), steps);
  }

  /// What may follow a name or a closing parenthesis: `.field`, `.*`, `[1]`, `[1:2]`.
  private List<Indirection.Step> steps() {
    List<Indirection.Step> steps = new ArrayList<>();
    while (true) {
      int position = tokens.position();
      if (tokens.accept('.')) {
        position = tokens.position();
        steps.add(
            tokens.acceptOperator("*")
                ? new Indirection.AllFields(position)
                : new Indirection.Field(position, grammar.names.label()));
      } else if (tokens.accept('[')) {
        steps.add(subscript(position));
      } else {
        return steps;
      }
    }
  }

  private Indirection.Step subscript(int position) {
    Expression lower = tokens.is(':') ? null : grammar.expressions.expression();
    if (tokens.accept(':')) {
      Expression upper = tokens.is(']') ? null : grammar.expressions.expression();
      tokens.expect(']');
      return new Indirection.Slice(position, lower, upper);
    }
    tokens.expect(']');
    return new Indirection.Element(position, java.util.Objects.requireNonNull(lower));
  }

  private void checkStars(List<Indirection.Step> steps) {
    for (int i = 0; i + 1 < steps.size(); i++) {
      if (steps.get(i) instanceof Indirection.AllFields) {
        throw tokens.error("improper use of \"*\"");
      }
    }
  }

  private Expression withIndirection(Expression operand) {
    if (!tokens.is('.') && !tokens.is('[')) {
      return operand;
    }
    List<Indirection.Step> steps = steps();
    checkStars(steps);
    return new Indirection(operand.position(), operand, steps);
  }

  /// A query in parentheses.
  Query query() {
    tokens.enter();
    tokens.expect('(');
    Query query = tokens.is('(') ? nestedQuery() : grammar.selects.query();
    tokens.expect(')');
    tokens.leave();
    return query;
  }

  private Query nestedQuery() {
    return grammar.selects.continued(query());
  }

  /// Parentheses, of which only their content shows whether they hold a query: any number of them
  /// may stand before the SELECT, and behind the inner query either can go on.
  ///
  /// @param single whether one expression at most is allowed
  Parenthesized parenthesized(boolean single) {
    tokens.enter();
    int position = tokens.position();
    tokens.expect('(');
    @Nullable Query query = null;
    List<Expression> list = new ArrayList<>();
    if (grammar.selects.isNext()) {
      query = grammar.selects.query();
    } else if (tokens.is('(')) {
      Parenthesized inner = parenthesized(false);
      if (inner.query() != null && (tokens.is(')') || grammar.selects.isContinued())) {
        query = grammar.selects.continued(inner.query());
      } else {
        Expression first = operand(inner);
        if (tokens.is("overlaps")
            && first instanceof Expression.Row row
            && row.position() == inner.position()) {
          first = overlaps(row);
        }
        list.add(grammar.expressions.continued(first));
      }
    } else {
      list.add(grammar.expressions.expression());
    }
    if (!single && query == null) {
      while (tokens.accept(',')) {
        list.add(grammar.expressions.expression());
      }
    }
    tokens.expect(')');
    tokens.leave();
    return new Parenthesized(position, query, list);
  }

  /// Parentheses as an operand: a scalar subquery, an expression, or a row.
  private Expression operand(Parenthesized content) {
    if (content.query() != null) {
      return withIndirection(new Expression.ScalarSubquery(content.position(), content.query()));
    }
    return content.list().size() == 1
        ? withIndirection(content.list().getFirst())
        : new Expression.Row(content.position(), content.list(), false);
  }

  private Expression row() {
    int position = tokens.position();
    tokens.expect("row");
    tokens.expect('(');
    List<Expression> fields = tokens.is(')') ? List.of() : grammar.expressions.list();
    tokens.expect(')');
    return new Expression.Row(position, fields, true);
  }

  /// `(a, b) OVERLAPS (c, d)`, behind the first row.
  Expression overlaps(Expression.Row left) {
    int position = tokens.position();
    tokens.expect("overlaps");
    Expression.Row right;
    if (tokens.is("row")) {
      right = (Expression.Row) row();
    } else {
      Parenthesized content = parenthesized(false);
      if (content.query() != null || content.list().size() == 1) {
        throw tokens.error();
      }
      right = new Expression.Row(content.position(), content.list(), false);
    }
    if (left.fields().size() != 2) {
      throw TokenStream.invalid(
          left.position(), "wrong number of parameters on left side of OVERLAPS expression");
    }
    if (right.fields().size() != 2) {
      throw TokenStream.invalid(
          right.position(), "wrong number of parameters on right side of OVERLAPS expression");
    }
    List<Expression> arguments = new ArrayList<>(left.fields());
    arguments.addAll(right.fields());
    return FunctionCall.of(position, "overlaps", FunctionCall.Form.OVERLAPS, arguments);
  }

  private Expression array() {
    int position = tokens.position();
    tokens.expect("array");
    if (tokens.is('(')) {
      return new Expression.ArraySubquery(position, query());
    }
    return elements(position);
  }

  private Expression elements(int position) {
    tokens.enter();
    tokens.expect('[');
    List<Expression> elements = new ArrayList<>();
    if (!tokens.is(']')) {
      boolean nested = tokens.is('[');
      do {
        if (nested) {
          elements.add(elements(tokens.position()));
        } else {
          elements.add(grammar.expressions.expression());
        }
      } while (tokens.accept(','));
    }
    tokens.expect(']');
    tokens.leave();
    return new Expression.ArrayConstructor(position, elements);
  }

  private Expression caseOf() {
    int position = tokens.position();
    tokens.expect("case");
    Expression operand = tokens.is("when") ? null : grammar.expressions.expression();
    List<Expression.Case.When> whens = new ArrayList<>();
    do {
      int when = tokens.position();
      tokens.expect("when");
      Expression condition = grammar.expressions.expression();
      tokens.expect("then");
      whens.add(new Expression.Case.When(when, condition, grammar.expressions.expression()));
    } while (tokens.is("when"));
    Expression otherwise = tokens.accept("else") ? grammar.expressions.expression() : null;
    tokens.expect("end");
    return new Expression.Case(position, operand, whens, otherwise);
  }
}
