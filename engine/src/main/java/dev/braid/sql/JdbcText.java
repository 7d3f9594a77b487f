package dev.braid.sql;

import java.util.ArrayList;
import java.util.List;

/// A statement as `java.sql` wants it: `?` where PostgreSQL has `$1`, and every `?` of an operator
/// doubled.
///
/// A statement without parameters stays as it is, and belongs into a plain `java.sql.Statement`,
/// which leaves `?` alone. With parameters,
///
/// ```java
/// for (int i = 0; i < text.order().size(); i++) {
///   prepared.setObject(i + 1, parameters[text.order().get(i) - 1]);
/// }
/// ```
///
/// binds it. A parameter named twice is bound twice, for JDBC's have no names; the server then
/// derives the type of each on its own.
///
/// @param sql the text
/// @param order for each `?` from left to right, the number of the parameter that it stands for
public record JdbcText(String sql, List<Integer> order) {
  public JdbcText {
    order = List.copyOf(order);
  }

  static JdbcText of(Statement statement) {
    String text = statement.text();
    if (statement.parameters() == 0) {
      return new JdbcText(text, List.of());
    }
    StringBuilder sql = new StringBuilder(text.length());
    List<Integer> order = new ArrayList<>();
    int copied = 0;
    for (Token token : Lexer.lex(text)) {
      boolean parameter = token.kind() == Token.Kind.PARAMETER;
      if (parameter || (token.kind() == Token.Kind.OPERATOR && token.value().indexOf('?') >= 0)) {
        sql.append(text, copied, token.start());
        // In $1?$2 the three must not run together: ???? is two operators to JDBC.
        if (!sql.isEmpty() && sql.charAt(sql.length() - 1) == '?') {
          sql.append(' ');
        }
        if (parameter) {
          order.add(Integer.parseInt(token.value()));
        }
        sql.append(parameter ? "?" : token.value().replace("?", "??"));
        copied = token.end();
      }
    }
    sql.append(text, copied, text.length());
    return new JdbcText(sql.toString(), order);
  }
}
