package dev.braid.sql.parse;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Lexer;
import dev.braid.guard.SyntaxErrors;
import dev.braid.guard.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tokens of a text with a place among them.
///
/// A parser that never reads a token which cannot follow those before it finds an error where
/// PostgreSQL's finds it: at the first token that nothing could make right.
final class TokenStream {
  /// How deep brackets, and how long chains of operators may be: PostgreSQL gives up at its
  /// `max_stack_depth`, some thousand levels; here half a megabyte of Java's stack must do.
  private static final int DEEPEST = 500;

  private static final int LONGEST_CHAIN = 500;

  private final String text;
  private final List<Token> tokens;
  private final Token end;
  private int at;
  private int depth;
  private int countedTo;
  private int counted;

  TokenStream(String text) {
    this.text = text;
    this.tokens = withoutNulls(Lexer.lex(text));
    this.end = new Token(Token.Kind.PUNCTUATION, text.length(), text.length(), "\0");
  }

  /// `NULLS` before FIRST or LAST is no word any more, as PostgreSQL's lexer has it: it names
  /// nothing, where `nulls` elsewhere may name a column.
  private static List<Token> withoutNulls(List<Token> tokens) {
    List<Token> list = new ArrayList<>(tokens);
    for (int i = 0; i + 1 < list.size(); i++) {
      Token token = list.get(i);
      if (token.is("nulls") && isAny(list.get(i + 1), "first", "last")) {
        list.set(i, new Token(Token.Kind.PUNCTUATION, token.start(), token.end(), "nulls"));
      }
    }
    return list;
  }

  /// NULLS before FIRST or LAST.
  boolean acceptNulls() {
    Token token = peek();
    if (token.kind() == Token.Kind.PUNCTUATION && token.value().equals("nulls")) {
      at++;
      return true;
    }
    return false;
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return at + ahead < tokens.size() ? tokens.get(at + ahead) : end;
  }

  Token next() {
    Token token = peek();
    if (atEnd()) {
      throw error();
    }
    at++;
    return token;
  }

  boolean atEnd() {
    return at >= tokens.size();
  }

  boolean is(String keyword) {
    return peek().is(keyword);
  }

  boolean is(int ahead, String keyword) {
    return peek(ahead).is(keyword);
  }

  boolean isAny(String... keywords) {
    return isAny(peek(), keywords);
  }

  static boolean isAny(Token token, String... keywords) {
    for (String keyword : keywords) {
      if (token.is(keyword)) {
        return true;
      }
    }
    return false;
  }

  boolean is(char punctuation) {
    return peek().isPunctuation(punctuation);
  }

  boolean is(int ahead, char punctuation) {
    return peek(ahead).isPunctuation(punctuation);
  }

  boolean isOperator(String operator) {
    return isOperator(0, operator);
  }

  boolean isOperator(int ahead, String operator) {
    Token token = peek(ahead);
    return token.kind() == Token.Kind.OPERATOR && token.value().equals(operator);
  }

  boolean isString() {
    return peek().kind() == Token.Kind.STRING;
  }

  boolean accept(String keyword) {
    if (is(keyword)) {
      at++;
      return true;
    }
    return false;
  }

  /// All of the words, or none.
  boolean accept(String first, String second) {
    if (is(first) && is(1, second)) {
      at += 2;
      return true;
    }
    return false;
  }

  boolean accept(char punctuation) {
    if (is(punctuation)) {
      at++;
      return true;
    }
    return false;
  }

  boolean acceptOperator(String operator) {
    if (isOperator(operator)) {
      at++;
      return true;
    }
    return false;
  }

  Token expect(String keyword) {
    if (!is(keyword)) {
      throw error();
    }
    return next();
  }

  Token expect(char punctuation) {
    if (!is(punctuation)) {
      throw error();
    }
    return next();
  }

  /// `IF NOT EXISTS`.
  boolean acceptIfNotExists() {
    if (is(1, "not") && accept("if")) {
      expect("not");
      expect("exists");
      return true;
    }
    return false;
  }

  boolean acceptIfExists() {
    if (is(1, "exists") && accept("if")) {
      expect("exists");
      return true;
    }
    return false;
  }

  /// The position of the next token.
  int position() {
    return position(peek());
  }

  int position(Token token) {
    int offset = token.start();
    if (offset < countedTo) {
      return SyntaxErrors.position(text, offset);
    }
    counted += text.codePointCount(countedTo, offset);
    countedTo = offset;
    return counted + 1;
  }

  String text() {
    return text;
  }

  String written(Token token) {
    return text.substring(token.start(), token.end());
  }

  /// `syntax error` at the next token.
  BraidException error() {
    return error("syntax error");
  }

  BraidException error(String what) {
    if (atEnd()) {
      return SyntaxErrors.refusal(
          SqlState.SYNTAX_ERROR, text, text.length(), what + " at end of input");
    }
    return error(peek(), what);
  }

  BraidException error(Token token, String what) {
    return SyntaxErrors.at(text, token.start(), token.end(), what);
  }

  static BraidException invalid(int position, String message) {
    return new BraidException(SqlState.SYNTAX_ERROR, message).at(position);
  }

  static BraidException unsupported(int position, String what) {
    return new BraidException(SqlState.FEATURE_NOT_SUPPORTED, what + " is not supported")
        .at(position);
  }

  /// Goes one level deeper; every call needs its [#leave], but not after a failure.
  void enter() {
    if (++depth > DEEPEST) {
      throw tooDeep();
    }
  }

  void leave() {
    depth--;
  }

  void checkChain(int length) {
    if (length > LONGEST_CHAIN) {
      throw tooDeep();
    }
  }

  private static BraidException tooDeep() {
    return new BraidException(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded");
  }

  /// The integer that fits `int4` of the next token, or a syntax error.
  int integer() {
    Integer value = Literals.int4(peek());
    if (value == null) {
      throw error();
    }
    next();
    return value;
  }

  /// The decoded string of the next token, or a syntax error.
  String string() {
    String value = stringOrNull();
    if (value == null) {
      throw error();
    }
    return value;
  }

  private @Nullable String stringOrNull() {
    Token token = peek();
    if (token.kind() != Token.Kind.STRING || Literals.isBits(text, token)) {
      return null;
    }
    next();
    return Literals.string(text, token);
  }

  /// Whether a string constant, and no bit string, comes next.
  boolean isText() {
    Token token = peek();
    return token.kind() == Token.Kind.STRING && !Literals.isBits(text, token);
  }
}
