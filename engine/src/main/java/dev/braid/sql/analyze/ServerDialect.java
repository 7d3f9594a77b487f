package dev.braid.sql.analyze;

import dev.braid.type.Type;

/// What the servers of a statement's tables know beyond Braid: types, functions and operators.
public interface ServerDialect {
  /// The type of an expression without columns.
  ///
  /// @param expression in SQL; arguments are NULLs of their types, or literals
  /// @throws dev.braid.error.BraidException what the server says of it: 42883 for what it does not
  ///   know either, 42704 for a type
  Type type(String expression);

  /// A literal as its type writes it again.
  ///
  /// @throws dev.braid.error.BraidException as the type's input function does
  String literal(Type type, String text);

  /// Whether all functions of a name compute one value of their arguments, always the same.
  ///
  /// @param arguments how many there are
  boolean isPlainFunction(String name, int arguments);

  /// The same of an operator.
  boolean isPlainOperator(String symbol);
}
