package dev.braid.sql.ast;

import java.util.List;

/// `name`, `name value`, `name = value` or `name (value, ...)`, as in EXPLAIN, COPY and WITH.
///
/// @param name folded unless quoted; `qualifier.name` for `toast.x`
/// @param values none, one, or the list in parentheses; words folded, numbers as written, strings
///   decoded, `*` and DEFAULT as they are
/// @param list whether the values stood in parentheses
public record Option(int position, String name, List<String> values, boolean list)
    implements SyntaxNode {
  public Option {
    values = List.copyOf(values);
  }
}
