package dev.braid.sql.parse;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Token;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.TypeName;
import dev.braid.sql.ast.TypeName.IntervalFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names of types in all spellings.
final class TypeNameParser {
  private final Grammar grammar;
  private final TokenStream tokens;

  TypeNameParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  /// A type with its array brackets.
  TypeName type() {
    if (tokens.is("setof")) {
      throw TokenStream.unsupported(tokens.position(), "SETOF");
    }
    TypeName type = isBuiltIn() ? builtIn(false) : generic();
    List<Integer> dimensions = new ArrayList<>();
    if (tokens.accept("array")) {
      dimensions.add(-1);
      if (tokens.accept('[')) {
        dimensions.set(0, tokens.integer());
        tokens.expect(']');
      }
    } else {
      while (tokens.accept('[')) {
        dimensions.add(tokens.is(']') ? -1 : tokens.integer());
        tokens.expect(']');
      }
    }
    return dimensions.isEmpty()
        ? type
        : new TypeName(
            type.position(), type.names(), type.modifiers(), dimensions, type.intervalFields());
  }

  private TypeName generic() {
    int position = tokens.position();
    List<String> names = new ArrayList<>();
    names.add(grammar.names.typeOrFunction());
    while (tokens.accept('.')) {
      names.add(grammar.names.label());
    }
    if (tokens.isOperator("%") && tokens.is(1, "type")) {
      throw TokenStream.unsupported(position, "%TYPE");
    }
    return new TypeName(position, names, modifiers(), List.of(), null);
  }

  private List<Expression> modifiers() {
    if (!tokens.accept('(')) {
      return List.of();
    }
    List<Expression> modifiers = grammar.expressions.list();
    tokens.expect(')');
    return modifiers;
  }

  /// Whether the next words are a type that the grammar itself knows.
  boolean isBuiltIn() {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.WORD) {
      return false;
    }
    return switch (token.value()) {
      case "int",
          "integer",
          "smallint",
          "bigint",
          "real",
          "float",
          "decimal",
          "dec",
          "numeric",
          "boolean",
          "bit",
          "character",
          "char",
          "varchar",
          "nchar",
          "timestamp",
          "time",
          "interval",
          "json" ->
          true;
      case "national" -> TokenStream.isAny(tokens.peek(1), "character", "char");
      case "double" -> tokens.is(1, "precision");
      default -> false;
    };
  }

  /// Whether the next words are such a type before its string, as in `date '...'`, and no column of
  /// that name.
  boolean isBuiltInConstant() {
    if (!isBuiltIn()) {
      return false;
    }
    Token next = tokens.peek(1);
    return next.kind() == Token.Kind.STRING
        || switch (tokens.peek().value()) {
          case "double", "national" -> true;
          case "bit", "character", "char", "nchar" -> next.isPunctuation('(') || next.is("varying");
          case "time", "timestamp" ->
              next.isPunctuation('(')
                  || ((next.is("with") || next.is("without")) && tokens.is(2, "time"));
          case "float", "decimal", "dec", "numeric", "varchar", "interval" ->
              next.isPunctuation('(');
          default -> false;
        };
  }

  /// @param constant before a string: lengths that were not written are no limit then, and an
  ///   interval's fields stand behind the string
  TypeName builtIn(boolean constant) {
    int position = tokens.position();
    String word = tokens.next().value();
    return switch (word) {
      case "int", "integer" -> known(position, "int4", List.of());
      case "smallint" -> known(position, "int2", List.of());
      case "bigint" -> known(position, "int8", List.of());
      case "real" -> known(position, "float4", List.of());
      case "float" -> known(position, floatName(), List.of());
      case "decimal", "dec", "numeric" -> known(position, "numeric", modifiers());
      case "boolean" -> known(position, "bool", List.of());
      case "json" -> known(position, "json", List.of());
      case "double" -> {
        tokens.expect("precision");
        yield known(position, "float8", List.of());
      }
      case "bit" -> bit(position, constant);
      case "varchar" -> character(position, true, constant);
      case "national" -> {
        if (!tokens.accept("character")) {
          tokens.expect("char");
        }
        yield character(position, tokens.accept("varying"), constant);
      }
      case "interval" -> interval(position, constant);
      case "time", "timestamp" -> dateTime(position, word);
      default -> character(position, tokens.accept("varying"), constant);
    };
  }

  private static TypeName known(int position, String name, List<Expression> modifiers) {
    return new TypeName(position, List.of("pg_catalog", name), modifiers, List.of(), null);
  }

  private String floatName() {
    if (!tokens.accept('(')) {
      return "float8";
    }
    int at = tokens.position();
    int bits = tokens.integer();
    tokens.expect(')');
    if (bits < 1) {
      throw new BraidException(
              SqlState.INVALID_PARAMETER_VALUE, "precision for type float must be at least 1 bit")
          .at(at);
    }
    if (bits > 53) {
      throw new BraidException(
              SqlState.INVALID_PARAMETER_VALUE,
              "precision for type float must be less than 54 bits")
          .at(at);
    }
    return bits <= 24 ? "float4" : "float8";
  }

  private TypeName bit(int position, boolean constant) {
    boolean varying = tokens.accept("varying");
    List<Expression> length = modifiers();
    if (length.isEmpty() && !varying && !constant) {
      length = one(position);
    }
    return known(position, varying ? "varbit" : "bit", length);
  }

  private TypeName character(int position, boolean varying, boolean constant) {
    List<Expression> length = integerInParentheses();
    if (length.isEmpty() && !varying && !constant) {
      length = one(position);
    }
    return known(position, varying ? "varchar" : "bpchar", length);
  }

  private static List<Expression> one(int position) {
    return List.of(new Expression.IntegerLiteral(position, 1));
  }

  private List<Expression> integerInParentheses() {
    if (!tokens.accept('(')) {
      return List.of();
    }
    Expression value = new Expression.IntegerLiteral(tokens.position(), tokens.integer());
    tokens.expect(')');
    return List.of(value);
  }

  private TypeName dateTime(int position, String name) {
    List<Expression> precision = integerInParentheses();
    boolean withZone = false;
    if (tokens.isAny("with", "without") && tokens.is(1, "time")) {
      withZone = tokens.next().is("with");
      tokens.expect("time");
      tokens.expect("zone");
    }
    return known(position, withZone ? name + "tz" : name, precision);
  }

  private TypeName interval(int position, boolean constant) {
    TypeName plain = known(position, "interval", integerInParentheses());
    return constant || !plain.modifiers().isEmpty() ? plain : withFields(plain);
  }

  /// The fields behind INTERVAL, or behind its string: `interval '1' day to second(3)`.
  TypeName withFields(TypeName interval) {
    @Nullable IntervalFields fields = fields();
    if (fields == null) {
      return interval;
    }
    List<Expression> precision =
        fields.name().endsWith("SECOND") ? integerInParentheses() : List.of();
    return new TypeName(interval.position(), interval.names(), precision, List.of(), fields);
  }

  private @Nullable IntervalFields fields() {
    if (tokens.accept("year")) {
      return tokens.accept("to") ? to("year", "month") : IntervalFields.YEAR;
    } else if (tokens.accept("month")) {
      return IntervalFields.MONTH;
    } else if (tokens.accept("day")) {
      return tokens.accept("to") ? to("day", "hour", "minute", "second") : IntervalFields.DAY;
    } else if (tokens.accept("hour")) {
      return tokens.accept("to") ? to("hour", "minute", "second") : IntervalFields.HOUR;
    } else if (tokens.accept("minute")) {
      return tokens.accept("to") ? to("minute", "second") : IntervalFields.MINUTE;
    } else if (tokens.accept("second")) {
      return IntervalFields.SECOND;
    }
    return null;
  }

  private IntervalFields to(String from, String... allowed) {
    if (!tokens.isAny(allowed)) {
      throw tokens.error();
    }
    String to = tokens.next().value();
    return IntervalFields.valueOf((from + "_to_" + to).toUpperCase(java.util.Locale.ROOT));
  }
}
