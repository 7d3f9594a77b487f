package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.json.path.PathLexer.Token;

/// What the parsers of a path's parts share: the lexer, of which each takes the tokens that fit.
abstract sealed class TokenParser permits PathParser, AccessorParser, MethodParser {
  /// How deep a path may be, and how long one level of it: running it takes stack for both.
  private static final int MOST = 500;

  final PathLexer lexer;

  TokenParser(PathLexer lexer) {
    this.lexer = lexer;
  }

  final boolean accept(String keyword) {
    boolean found = lexer.isKeyword(keyword);
    if (found) {
      lexer.advance();
    }
    return found;
  }

  final boolean acceptSign(String sign) {
    boolean found = lexer.isSign(sign);
    if (found) {
      lexer.advance();
    }
    return found;
  }

  final void expectSign(String sign) {
    if (!acceptSign(sign)) {
      throw lexer.error();
    }
  }

  final String expectString() {
    if (lexer.token != Token.STRING) {
      throw lexer.error();
    }
    String value = lexer.value;
    lexer.advance();
    return value;
  }

  static void checkLength(int length) {
    if (length > MOST) {
      throw new BraidException(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded");
    }
  }

  static BraidException invalid(String detail) {
    return new BraidException(
        SqlState.SYNTAX_ERROR, "invalid input syntax for type jsonpath", 0, detail, null, null);
  }
}
