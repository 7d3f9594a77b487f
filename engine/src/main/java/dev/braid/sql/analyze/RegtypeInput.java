package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.parse.SqlParser;

/// Names of types in quotes, to compare what `pg_typeof` answers with: `'int'::regtype`.
final class RegtypeInput {
  private RegtypeInput() {}

  /// The name as `format_type` spells it, without a modifier.
  ///
  /// @throws BraidException 0A000 for others than Braid's own types: tables, too, are types
  static String parse(String text, int position) {
    try {
      Expression read = SqlParser.expression("NULL::" + text);
      if (read instanceof Expression.Cast cast
          && cast.operand() instanceof Expression.NullLiteral
          && !text.contains("::")) {
        return new TypeNames(null).resolve(cast.type()).plain().sqlName();
      }
    } catch (BraidException _) {
      throw refused(text, position);
    }
    throw refused(text, position);
  }

  private static BraidException refused(String text, int position) {
    return Errors.unsupported(position, "the regtype '" + text + "'");
  }
}
