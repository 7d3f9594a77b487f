package dev.braid.sql.ast;

import java.util.List;

/// An operator: `+`, or `OPERATOR(pg_catalog.+)` with its schema. `!=` is `<>`, as in PostgreSQL.
///
/// @param schema empty for an operator without one
/// @param explicit written as `OPERATOR(...)`, which decides how tightly it binds
public record OperatorName(int position, List<String> schema, String name, boolean explicit)
    implements SyntaxNode {
  public OperatorName {
    schema = List.copyOf(schema);
  }

  public OperatorName(int position, String name) {
    this(position, List.of(), name, false);
  }
}
