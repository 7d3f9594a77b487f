package dev.braid.plan.remote;

import dev.braid.expr.TextOutput;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names of types, constants and identifiers in statements for servers.
final class TypeSql {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private TypeSql() {}

  /// The type with its modifier. `character` without a length would be one of length 1.
  static String name(Type type) {
    if (type.kind() == Kind.UNKNOWN || type.kind().isPseudo()) {
      throw new NotExpressible("a value of type " + type.kind());
    }
    if (type.kind() == Kind.JSONPATH) {
      // What a server writes of a path says less than the path.
      throw new NotExpressible("a path that is no constant argument");
    }
    if (type.kind() == Kind.ARRAY) {
      return name(type.elementType()) + "[]";
    }
    return type.kind() == Kind.BPCHAR && !type.hasModifier() ? "bpchar" : type.sqlName();
  }

  /// A constant that has its type whatever stands around it. Its value has been fitted to the
  /// type's modifier already, so none is named.
  static String constant(Type type, @Nullable Object value) {
    if (value == null) {
      return "NULL::" + name(type.plain());
    }
    if (type.kind() == Kind.BOOL) {
      return (boolean) value ? "TRUE" : "FALSE";
    }
    if (type.kind() == Kind.INT4 && (int) value >= 0) {
      return value.toString();
    }
    return typed(type, value);
  }

  /// As [#constant], but never a bare number, which ORDER BY and GROUP BY take for the number of a
  /// column.
  static String typed(Type type, @Nullable Object value) {
    return value == null
        ? constant(type, null)
        : quoted(TextOutput.write(type, value, Zone.UTC)) + "::" + name(type.plain());
  }

  /// A path, which is a constant that an argument is declared with.
  static String path(@Nullable Object value) {
    return unknown(value) + "::jsonpath";
  }

  /// A literal whose type its server finds.
  static String unknown(@Nullable Object value) {
    return value == null ? "NULL" : quoted(value.toString());
  }

  /// A string that is read the same under either setting of `standard_conforming_strings`.
  private static String quoted(String text) {
    String doubled = text.replace("'", "''");
    return text.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }

  /// A column's name behind a dot, where keywords need no quotes.
  static String column(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
