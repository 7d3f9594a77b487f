package dev.braid.sql.parse;

import dev.braid.guard.Token;
import dev.braid.sql.ast.Option;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists of options: `(ANALYZE, FORMAT json)`, `WITH (fillfactor = 70)`.
final class OptionParser {
  private final Grammar grammar;
  private final TokenStream tokens;

  OptionParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  /// `(name value, ...)`, as EXPLAIN, ANALYZE and VACUUM have them.
  List<Option> utility() {
    return options(false);
  }

  /// Those of COPY may have any word as a name, and lists, `*` and DEFAULT as values.
  List<Option> copy() {
    return options(true);
  }

  private List<Option> options(boolean copy) {
    tokens.expect('(');
    List<Option> options = new ArrayList<>();
    do {
      int position = tokens.position();
      String name = copy ? grammar.names.label() : name();
      if (copy && tokens.accept('(')) {
        List<String> values = new ArrayList<>();
        do {
          values.add(tokens.isText() ? tokens.string() : word());
        } while (tokens.accept(','));
        tokens.expect(')');
        options.add(new Option(position, name, values, true));
      } else {
        @Nullable String value = value(copy);
        options.add(new Option(position, name, value == null ? List.of() : List.of(value), false));
      }
    } while (tokens.accept(','));
    tokens.expect(')');
    return options;
  }

  /// `analyze` also as ANALYSE.
  private String name() {
    if (tokens.isAny("analyze", "analyse")) {
      tokens.next();
      return "analyze";
    }
    return grammar.names.nonReserved();
  }

  private String word() {
    if (tokens.isAny("true", "false", "on")) {
      return tokens.next().value();
    }
    return grammar.names.nonReserved();
  }

  /// A boolean, word, string, number, `*` or DEFAULT; null when none comes next.
  private @Nullable String value(boolean copy) {
    if (copy && (tokens.isOperator("*") || tokens.is("default"))) {
      return tokens.next().value();
    }
    if (tokens.is(',') || tokens.is(')')) {
      return null;
    }
    return booleanOrString();
  }

  /// What SET and the options of utilities take: words, strings and numbers with a sign.
  String booleanOrString() {
    if (tokens.isText()) {
      return tokens.string();
    }
    @Nullable String number = number();
    return number == null ? word() : number;
  }

  private @Nullable String number() {
    boolean sign = tokens.isOperator("+") || tokens.isOperator("-");
    if (sign ? false : tokens.peek().kind() != Token.Kind.NUMBER) {
      return null;
    }
    String prefix = "";
    if (sign && tokens.next().value().equals("-")) {
      prefix = "-";
    }
    if (tokens.peek().kind() != Token.Kind.NUMBER) {
      throw tokens.error();
    }
    return prefix + Literals.digits(tokens.next());
  }

  /// `(name = value, ...)`, the options of tables and indexes.
  List<Option> storage() {
    tokens.expect('(');
    List<Option> options = new ArrayList<>();
    do {
      int position = tokens.position();
      String name = grammar.names.label();
      if (tokens.accept('.')) {
        name = name + "." + grammar.names.label();
      }
      List<String> values = List.of();
      if (tokens.acceptOperator("=")) {
        values = List.of(storageValue());
      }
      options.add(new Option(position, name, values, false));
    } while (tokens.accept(','));
    tokens.expect(')');
    return options;
  }

  private String storageValue() {
    if (tokens.isText()) {
      return tokens.string();
    }
    @Nullable String number = number();
    if (number != null) {
      return number;
    }
    if (tokens.peek().kind() == Token.Kind.OPERATOR) {
      return grammar.operators.symbol().name();
    }
    return tokens.is("none") ? tokens.next().value() : grammar.names.label();
  }
}
