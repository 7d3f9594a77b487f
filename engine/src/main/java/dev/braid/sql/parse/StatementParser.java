package dev.braid.sql.parse;

import dev.braid.guard.Token;
import dev.braid.sql.ast.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Statements by their first word.
final class StatementParser {
  /// The first words of PostgreSQL's other statements.
  private static final Set<String> OTHERS =
      Set.of(
          "abort",
          "begin",
          "call",
          "checkpoint",
          "close",
          "cluster",
          "comment",
          "commit",
          "deallocate",
          "declare",
          "delete",
          "discard",
          "do",
          "end",
          "execute",
          "fetch",
          "grant",
          "import",
          "insert",
          "listen",
          "load",
          "lock",
          "merge",
          "move",
          "notify",
          "prepare",
          "reassign",
          "refresh",
          "reindex",
          "release",
          "revoke",
          "rollback",
          "savepoint",
          "security",
          "start",
          "truncate",
          "unlisten",
          "update");

  private final Grammar grammar;
  private final TokenStream tokens;

  StatementParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  /// All statements, separated by semicolons; empty ones do not count.
  List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    while (true) {
      while (tokens.accept(';')) {
        // An empty statement.
      }
      if (tokens.atEnd()) {
        return statements;
      }
      statements.add(statement());
      if (!tokens.atEnd() && !tokens.is(';')) {
        throw tokens.error();
      }
    }
  }

  Statement statement() {
    Token token = tokens.peek();
    if (token.isPunctuation('(') || token.is("values") || grammar.selects.isNext()) {
      return query();
    }
    if (token.kind() != Token.Kind.WORD) {
      throw tokens.error();
    }
    return switch (token.value()) {
      case "explain" -> grammar.utilities.explain();
      case "create" -> grammar.tables.create();
      case "drop" -> grammar.tables.drop();
      case "alter" -> grammar.tables.alter();
      case "copy" -> grammar.utilities.copy();
      case "analyze", "analyse" -> grammar.utilities.analyze();
      case "vacuum" -> grammar.utilities.vacuum();
      case "set" -> grammar.utilities.set();
      case "show" -> grammar.utilities.show();
      case "reset" -> grammar.utilities.reset();
      default -> throw other(token);
    };
  }

  private RuntimeException other(Token token) {
    return OTHERS.contains(token.value())
        ? TokenStream.unsupported(tokens.position(), token.value().toUpperCase(Locale.ROOT))
        : tokens.error();
  }

  private Statement query() {
    int position = tokens.position();
    Statement statement = new Statement.QueryStatement(position, grammar.selects.query());
    if (tokens.isAny("insert", "update", "delete", "merge")) {
      throw tokens.error();
    }
    return statement;
  }

  /// What EXPLAIN may explain: queries and CREATE TABLE AS, of the statements known here.
  Statement explained() {
    Token token = tokens.peek();
    if (token.isPunctuation('(') || token.is("values") || grammar.selects.isNext()) {
      return query();
    }
    if (token.is("create")) {
      int position = tokens.position();
      Statement statement = grammar.tables.create();
      if (statement instanceof Statement.CreateTableAs) {
        return statement;
      }
      throw TokenStream.invalid(position, "only CREATE TABLE AS can be explained");
    }
    if (tokens.isAny("insert", "update", "delete", "merge", "declare", "execute", "refresh")) {
      throw other(token);
    }
    throw tokens.error();
  }
}
