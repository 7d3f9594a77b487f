package dev.braid.sql.parse;

import dev.braid.guard.Token;
import dev.braid.sql.ast.Keywords;
import java.util.ArrayList;
import java.util.List;

/// Which words may be which names: PostgreSQL's grammar calls these `ColId`, `type_function_name`,
/// `ColLabel` and so on.
final class Names {
  private final TokenStream tokens;

  Names(TokenStream tokens) {
    this.tokens = tokens;
  }

  private static boolean isName(
      Token token, Keywords.Category one, Keywords.Category other, Keywords.Category third) {
    if (token.kind() == Token.Kind.QUOTED) {
      return true;
    }
    if (token.kind() != Token.Kind.WORD) {
      return false;
    }
    Keywords.Category category = Keywords.category(token.value());
    return category == one || category == other || category == third;
  }

  /// `ColId`: names of columns, tables, aliases.
  static boolean isColumn(Token token) {
    return isName(
        token,
        Keywords.Category.UNRESERVED,
        Keywords.Category.COLUMN_NAME,
        Keywords.Category.COLUMN_NAME);
  }

  /// `type_function_name`.
  static boolean isTypeOrFunction(Token token) {
    return isName(
        token,
        Keywords.Category.UNRESERVED,
        Keywords.Category.TYPE_OR_FUNCTION_NAME,
        Keywords.Category.TYPE_OR_FUNCTION_NAME);
  }

  /// `NonReservedWord`.
  static boolean isNonReserved(Token token) {
    return isName(
        token,
        Keywords.Category.UNRESERVED,
        Keywords.Category.TYPE_OR_FUNCTION_NAME,
        Keywords.Category.COLUMN_NAME);
  }

  /// What may name a column without AS before it.
  static boolean isBareLabel(Token token) {
    return token.kind() == Token.Kind.QUOTED
        || (token.kind() == Token.Kind.WORD && Keywords.isBareLabel(token.value()));
  }

  private String take(boolean allowed) {
    if (!allowed) {
      throw tokens.error();
    }
    return tokens.next().value();
  }

  String column() {
    return take(isColumn(tokens.peek()));
  }

  String typeOrFunction() {
    return take(isTypeOrFunction(tokens.peek()));
  }

  String nonReserved() {
    return take(isNonReserved(tokens.peek()));
  }

  /// Any word: behind AS, and behind a dot.
  String label() {
    return take(tokens.peek().isName());
  }

  /// `(a, b)`.
  List<String> columnList() {
    tokens.expect('(');
    List<String> names = columns();
    tokens.expect(')');
    return names;
  }

  List<String> optionalColumnList() {
    return tokens.is('(') ? columnList() : List.of();
  }

  /// `a, b`.
  List<String> columns() {
    List<String> names = new ArrayList<>();
    do {
      names.add(column());
    } while (tokens.accept(','));
    return names;
  }

  /// `schema.table`, `any_name` of the grammar.
  List<String> qualified() {
    List<String> names = new ArrayList<>();
    names.add(column());
    while (tokens.accept('.')) {
      names.add(label());
    }
    return names;
  }

  /// The name of a table. The grammar takes a star too, and refuses it behind.
  List<String> table() {
    List<String> names = new ArrayList<>();
    names.add(column());
    while (tokens.accept('.')) {
      if (tokens.acceptOperator("*")) {
        throw tokens.error();
      }
      names.add(label());
    }
    return names;
  }

  /// A function's name: one word that may name a function, or a qualified one.
  List<String> function() {
    if (tokens.is(1, '.') && isColumn(tokens.peek())) {
      return qualified();
    }
    return List.of(typeOrFunction());
  }
}
