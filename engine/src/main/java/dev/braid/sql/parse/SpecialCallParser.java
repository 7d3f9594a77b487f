package dev.braid.sql.parse;

import dev.braid.guard.Token;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.Expression.FunctionCall.Argument;
import dev.braid.sql.ast.Expression.FunctionCall.Form;
import dev.braid.sql.ast.Expression.ValueFunction;
import dev.braid.sql.ast.Keywords;
import dev.braid.sql.ast.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What looks like a call but has a grammar of its own: CAST, EXTRACT, TRIM, CURRENT_DATE ...
final class SpecialCallParser {
  /// Words that begin such a form when a parenthesis follows.
  private static final Set<String> WITH_PARENTHESIS =
      Set.of(
          "coalesce",
          "greatest",
          "least",
          "nullif",
          "extract",
          "substring",
          "position",
          "overlay",
          "trim",
          "normalize",
          "treat");

  private static final Set<String> VALUE_FUNCTIONS =
      Set.of(
          "current_date",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "current_role",
          "current_user",
          "user",
          "session_user",
          "current_catalog");

  private final Grammar grammar;
  private final TokenStream tokens;

  SpecialCallParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  /// Whether such a form comes next.
  boolean isNext() {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.WORD) {
      return false;
    }
    String word = token.value();
    if (tokens.is(1, '(') && (WITH_PARENTHESIS.contains(word) || isUnsupported(word))) {
      return true;
    }
    return VALUE_FUNCTIONS.contains(word)
        || word.equals("cast")
        || word.equals("system_user")
        // As a name it may be followed by arguments, or by a text that is to be of this type.
        || (word.equals("current_schema")
            && !tokens.is(1, '(')
            && tokens.peek(1).kind() != Token.Kind.STRING)
        || (word.equals("collation") && tokens.is(1, "for"));
  }

  private static boolean isUnsupported(String word) {
    return (word.startsWith("xml")
            || word.startsWith("json_")
            || word.equals("json")
            || word.equals("merge_action"))
        && Keywords.category(word) == Keywords.Category.COLUMN_NAME;
  }

  Expression call() {
    int position = tokens.position();
    String word = tokens.next().value();
    if (isUnsupported(word)) {
      throw TokenStream.unsupported(position, word.toUpperCase(Locale.ROOT));
    }
    switch (word) {
      case "system_user" -> {
        return grammar.calls.call(
            FunctionCall.of(position, "system_user", Form.SYSTEM_USER, List.of()));
      }
      case "collation" -> tokens.expect("for");
      default -> {
        if (VALUE_FUNCTIONS.contains(word) || word.equals("current_schema")) {
          return valueFunction(position, word);
        }
      }
    }
    tokens.enter();
    tokens.expect('(');
    Expression call = inside(position, word);
    tokens.expect(')');
    tokens.leave();
    return call;
  }

  private Expression valueFunction(int position, String word) {
    ValueFunction.Function function = ValueFunction.Function.valueOf(word.toUpperCase(Locale.ROOT));
    Integer precision = null;
    boolean precise =
        switch (function) {
          case CURRENT_TIME, CURRENT_TIMESTAMP, LOCALTIME, LOCALTIMESTAMP -> true;
          default -> false;
        };
    if (precise && tokens.accept('(')) {
      precision = tokens.integer();
      tokens.expect(')');
    }
    return new ValueFunction(position, function, precision);
  }

  private Expression inside(int position, String word) {
    return switch (word) {
      case "cast" -> {
        Expression operand = grammar.expressions.expression();
        tokens.expect("as");
        yield new Expression.Cast(position, operand, grammar.types.type());
      }
      case "coalesce" -> new Expression.Coalesce(position, grammar.expressions.list());
      case "greatest" -> new Expression.Extremum(position, true, grammar.expressions.list());
      case "least" -> new Expression.Extremum(position, false, grammar.expressions.list());
      case "nullif" -> {
        Expression left = grammar.expressions.expression();
        tokens.expect(',');
        yield new Expression.NullIf(position, left, grammar.expressions.expression());
      }
      case "extract" -> extract(position);
      case "substring" -> substring(position);
      case "position" -> {
        Expression part = grammar.expressions.restricted();
        tokens.expect("in");
        Expression whole = grammar.expressions.restricted();
        yield FunctionCall.of(position, "position", Form.POSITION, List.of(whole, part));
      }
      case "overlay" -> overlay(position);
      case "trim" -> trim(position);
      case "normalize" -> normalize(position);
      case "collation" ->
          FunctionCall.of(
              position,
              "pg_collation_for",
              Form.COLLATION_FOR,
              List.of(grammar.expressions.expression()));
      default -> throw TokenStream.unsupported(position, word.toUpperCase(Locale.ROOT));
    };
  }

  private Expression extract(int position) {
    int fieldPosition = tokens.position();
    Token token = tokens.peek();
    String field;
    if (tokens.isText()) {
      field = tokens.string();
    } else if (token.kind() == Token.Kind.QUOTED
        || (token.kind() == Token.Kind.WORD
            && (!Keywords.isKeyword(token.value())
                || tokens.isAny("year", "month", "day", "hour", "minute", "second")))) {
      field = tokens.next().value();
    } else {
      throw tokens.error();
    }
    tokens.expect("from");
    Expression source = grammar.expressions.expression();
    Expression literal = new Expression.StringLiteral(fieldPosition, field);
    return FunctionCall.of(position, "extract", Form.EXTRACT, List.of(literal, source));
  }

  /// The rest of `substring(a, b)` and `overlay(a, b)`, plain calls of a special name.
  private Expression plain(int position, String name, List<Argument> arguments) {
    return new FunctionCall(
        position,
        List.of(name),
        arguments,
        false,
        false,
        false,
        List.of(),
        false,
        null,
        null,
        Form.PLAIN);
  }

  private List<Argument> rest(List<Argument> arguments) {
    while (tokens.accept(',')) {
      arguments.add(grammar.calls.argument());
    }
    return arguments;
  }

  private Expression substring(int position) {
    List<Argument> arguments = new ArrayList<>();
    if (tokens.is(')')) {
      return plain(position, "substring", arguments);
    }
    Argument first = grammar.expressions.substringArgument();
    Expression text = first.value();
    if (first.name() == null) {
      if (tokens.accept("from")) {
        Expression from = grammar.expressions.expression();
        return tokens.accept("for")
            ? substring(position, text, from, grammar.expressions.expression())
            : FunctionCall.of(position, "substring", Form.SUBSTRING, List.of(text, from));
      }
      if (tokens.accept("for")) {
        Expression length = grammar.expressions.expression();
        if (tokens.accept("from")) {
          return substring(position, text, grammar.expressions.expression(), length);
        }
        Expression one = new Expression.IntegerLiteral(length.position(), 1);
        TypeName int4 =
            new TypeName(
                length.position(), List.of("pg_catalog", "int4"), List.of(), List.of(), null);
        return substring(position, text, one, new Expression.Cast(length.position(), length, int4));
      }
      if (tokens.accept("similar")) {
        Expression pattern = grammar.expressions.expression();
        tokens.expect("escape");
        Expression escape = grammar.expressions.expression();
        return FunctionCall.of(
            position, "substring", Form.SUBSTRING_SIMILAR, List.of(text, pattern, escape));
      }
    }
    arguments.add(first);
    return plain(position, "substring", rest(arguments));
  }

  private static Expression substring(
      int position, Expression text, Expression from, Expression length) {
    return FunctionCall.of(position, "substring", Form.SUBSTRING, List.of(text, from, length));
  }

  private Expression overlay(int position) {
    List<Argument> arguments = new ArrayList<>();
    if (tokens.is(')')) {
      return plain(position, "overlay", arguments);
    }
    Argument first = grammar.calls.argument();
    if (first.name() != null || !tokens.accept("placing")) {
      arguments.add(first);
      return plain(position, "overlay", rest(arguments));
    }
    List<Expression> list = new ArrayList<>();
    list.add(first.value());
    list.add(grammar.expressions.expression());
    tokens.expect("from");
    list.add(grammar.expressions.expression());
    if (tokens.accept("for")) {
      list.add(grammar.expressions.expression());
    }
    return FunctionCall.of(position, "overlay", Form.OVERLAY, list);
  }

  private Expression trim(int position) {
    String name = "btrim";
    if (tokens.isAny("both", "leading", "trailing")) {
      name =
          switch (tokens.next().value()) {
            case "leading" -> "ltrim";
            case "trailing" -> "rtrim";
            default -> "btrim";
          };
    }
    List<Expression> arguments = new ArrayList<>();
    if (tokens.accept("from")) {
      arguments.addAll(grammar.expressions.list());
    } else {
      Expression first = grammar.expressions.expression();
      if (tokens.accept("from")) {
        arguments.addAll(grammar.expressions.list());
        arguments.add(first);
      } else {
        arguments.add(first);
        while (tokens.accept(',')) {
          arguments.add(grammar.expressions.expression());
        }
      }
    }
    return FunctionCall.of(position, name, Form.TRIM, arguments);
  }

  private Expression normalize(int position) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(grammar.expressions.expression());
    if (tokens.accept(',')) {
      arguments.add(normalForm());
    }
    return FunctionCall.of(position, "normalize", Form.NORMALIZE, arguments);
  }

  /// `WITH UNIQUE KEYS`, `WITHOUT UNIQUE KEYS`, or nothing.
  boolean uniqueKeys() {
    if (!tokens.isAny("with", "without")
        || TokenStream.isAny(tokens.peek(1), "time", "ordinality")) {
      return false;
    }
    boolean unique = tokens.next().is("with");
    tokens.expect("unique");
    tokens.accept("keys");
    return unique;
  }

  /// NFC and its kin, as the string they become.
  Expression normalForm() {
    int position = tokens.position();
    if (!tokens.isAny("nfc", "nfd", "nfkc", "nfkd")) {
      throw tokens.error();
    }
    return new Expression.StringLiteral(position, tokens.next().value().toUpperCase(Locale.ROOT));
  }
}
