package dev.braid.sql.parse;

import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Keywords;
import dev.braid.sql.ast.Option;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.Statement;
import dev.braid.sql.ast.Statement.TableColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// EXPLAIN, COPY, ANALYZE, VACUUM, SET, SHOW, RESET.
final class UtilityParser {
  private final Grammar grammar;
  private final TokenStream tokens;

  UtilityParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  Statement explain() {
    int position = tokens.position();
    tokens.expect("explain");
    List<Option> options = new ArrayList<>();
    if (tokens.is('(') && isOption()) {
      options.addAll(grammar.options.utility());
    } else {
      if (tokens.isAny("analyze", "analyse")) {
        options.add(flag("analyze"));
      }
      if (tokens.is("verbose")) {
        options.add(flag("verbose"));
      }
    }
    Statement statement = grammar.statements.explained();
    return new Statement.Explain(position, options, statement);
  }

  /// Behind EXPLAIN a parenthesis opens options, or a query.
  private boolean isOption() {
    return (Names.isNonReserved(tokens.peek(1)) && !(tokens.is(1, "values") && tokens.is(2, '(')))
        || TokenStream.isAny(tokens.peek(1), "analyze", "analyse");
  }

  private Option flag(String name) {
    int position = tokens.position();
    tokens.next();
    return new Option(position, name, List.of(), false);
  }

  Statement copy() {
    int position = tokens.position();
    tokens.expect("copy");
    @Nullable List<String> table = null;
    List<String> columns = List.of();
    @Nullable Query query = null;
    boolean from;
    if (tokens.accept('(')) {
      if (tokens.isAny("insert", "update", "delete", "merge")) {
        throw TokenStream.unsupported(
            tokens.position(), tokens.peek().value().toUpperCase(Locale.ROOT));
      }
      query = grammar.selects.query();
      tokens.expect(')');
      tokens.expect("to");
      from = false;
    } else {
      if (tokens.is("binary")) {
        throw TokenStream.unsupported(tokens.position(), "COPY BINARY");
      }
      table = grammar.names.qualified();
      columns = grammar.names.optionalColumnList();
      from = tokens.accept("from");
      if (!from) {
        tokens.expect("to");
      }
    }
    if (tokens.is("program")) {
      throw TokenStream.unsupported(tokens.position(), "COPY PROGRAM");
    }
    @Nullable String file = null;
    if (!tokens.accept("stdin") && !tokens.accept("stdout")) {
      file = tokens.string();
    }
    if (tokens.is("delimiters") || tokens.accept("using", "delimiters")) {
      throw TokenStream.unsupported(position, "COPY ... DELIMITERS");
    }
    List<Option> options =
        tokens.accept("with") || tokens.is('(') ? copyOptions() : oldCopyOptions();
    @Nullable Expression where = null;
    if (query == null && tokens.is("where")) {
      int wherePosition = tokens.position();
      tokens.next();
      where = grammar.expressions.expression();
      if (!from) {
        throw TokenStream.invalid(wherePosition, "WHERE clause not allowed with COPY TO");
      }
    }
    return new Statement.Copy(position, table, columns, query, from, file, options, where);
  }

  private List<Option> copyOptions() {
    return tokens.is('(') ? grammar.options.copy() : oldCopyOptions();
  }

  /// The syntax before PostgreSQL 9.0: `CSV HEADER DELIMITER ';'`.
  private List<Option> oldCopyOptions() {
    List<Option> options = new ArrayList<>();
    while (tokens.isAny(
        "binary",
        "freeze",
        "csv",
        "header",
        "delimiter",
        "null",
        "quote",
        "escape",
        "encoding",
        "force")) {
      options.add(oldCopyOption());
    }
    return options;
  }

  private Option oldCopyOption() {
    int position = tokens.position();
    String word = tokens.next().value();
    return switch (word) {
      case "binary", "csv" -> new Option(position, "format", List.of(word), false);
      case "freeze", "header" -> new Option(position, word, List.of("true"), false);
      case "force" -> forced(position);
      default -> {
        if (!word.equals("encoding")) {
          tokens.accept("as");
        }
        yield new Option(position, word, List.of(tokens.string()), false);
      }
    };
  }

  private Option forced(int position) {
    String name = "force_not_null";
    if (tokens.accept("quote")) {
      if (tokens.acceptOperator("*")) {
        return new Option(position, "force_quote", List.of("*"), false);
      }
      name = "force_quote";
    } else if (tokens.accept("not")) {
      tokens.expect("null");
    } else {
      tokens.expect("null");
      name = "force_null";
    }
    if (tokens.acceptOperator("*")) {
      return new Option(position, name, List.of("*"), false);
    }
    return new Option(position, name, grammar.names.columns(), true);
  }

  Statement analyze() {
    int position = tokens.position();
    tokens.next();
    List<Option> options = new ArrayList<>();
    if (tokens.is('(')) {
      options.addAll(grammar.options.utility());
    } else if (tokens.is("verbose")) {
      options.add(flag("verbose"));
    }
    return new Statement.Analyze(position, options, tables());
  }

  Statement vacuum() {
    int position = tokens.position();
    tokens.expect("vacuum");
    List<Option> options = new ArrayList<>();
    if (tokens.is('(')) {
      options.addAll(grammar.options.utility());
    } else {
      for (String word : List.of("full", "freeze", "verbose", "analyze", "analyse")) {
        if (tokens.is(word)) {
          options.add(flag(word.equals("analyse") ? "analyze" : word));
        }
      }
    }
    return new Statement.Vacuum(position, options, tables());
  }

  private List<TableColumns> tables() {
    List<TableColumns> tables = new ArrayList<>();
    if (!tokens.atEnd() && !tokens.is(';')) {
      do {
        int position = tokens.position();
        List<String> name = grammar.froms.relation().names();
        tables.add(new TableColumns(position, name, grammar.names.optionalColumnList()));
      } while (tokens.accept(','));
    }
    return tables;
  }

  Statement set() {
    int position = tokens.position();
    tokens.expect("set");
    boolean local = false;
    if (TokenStream.isAny(tokens.peek(), "session", "local")
        && !tokens.isOperator(1, "=")
        && !tokens.is(1, "to")
        && !tokens.is(1, '.')) {
      local = tokens.next().is("local");
    }
    if (tokens.isAny("transaction", "characteristics", "authorization", "role", "constraints")
        && !tokens.isOperator(1, "=")
        && !tokens.is(1, "to")) {
      throw TokenStream.unsupported(
          position, "SET " + tokens.peek().value().toUpperCase(Locale.ROOT));
    }
    if (tokens.accept("time", "zone")) {
      return new Statement.SetVariable(position, local, "timezone", zone());
    }
    if (tokens.is("schema") && tokens.peek(1).kind() == dev.braid.guard.Token.Kind.STRING) {
      tokens.next();
      return new Statement.SetVariable(position, local, "search_path", List.of(tokens.string()));
    }
    if (tokens.is("names") && !tokens.isOperator(1, "=") && !tokens.is(1, "to")) {
      tokens.next();
      List<String> values = List.of();
      if (tokens.isText()) {
        values = List.of(tokens.string());
      } else {
        tokens.accept("default");
      }
      return new Statement.SetVariable(position, local, "client_encoding", values);
    }
    String name = variable();
    if (!tokens.acceptOperator("=")) {
      if (tokens.accept("from", "current")) {
        throw TokenStream.unsupported(position, "SET ... FROM CURRENT");
      }
      tokens.expect("to");
    }
    return new Statement.SetVariable(position, local, name, values());
  }

  private List<String> values() {
    if (tokens.accept("default")) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    do {
      values.add(grammar.options.booleanOrString());
    } while (tokens.accept(','));
    return values;
  }

  private List<String> zone() {
    if (tokens.accept("default") || tokens.accept("local")) {
      return List.of();
    }
    if (tokens.is("interval")) {
      throw TokenStream.unsupported(tokens.position(), "SET TIME ZONE INTERVAL");
    }
    if (tokens.peek().isName() && Keywords.isKeyword(tokens.peek().value())) {
      throw tokens.error();
    }
    return List.of(grammar.options.booleanOrString());
  }

  private String variable() {
    StringBuilder name = new StringBuilder(grammar.names.column());
    while (tokens.accept('.')) {
      name.append('.').append(grammar.names.column());
    }
    return name.toString();
  }

  Statement show() {
    int position = tokens.position();
    tokens.expect("show");
    return new Statement.Show(position, shown());
  }

  Statement reset() {
    int position = tokens.position();
    tokens.expect("reset");
    return new Statement.Reset(position, shown());
  }

  private @Nullable String shown() {
    if (tokens.accept("all")) {
      return null;
    }
    if (tokens.accept("time", "zone")) {
      return "timezone";
    }
    if (tokens.accept("transaction", "isolation")) {
      tokens.expect("level");
      return "transaction_isolation";
    }
    if (tokens.accept("session", "authorization")) {
      return "session_authorization";
    }
    return variable();
  }
}
