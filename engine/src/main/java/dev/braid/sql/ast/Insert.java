package dev.braid.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `INSERT` of rows that are written out, as far as it must be known to find where they belong.
///
/// @param table the name's parts
/// @param columns empty for all of the table's in their order
/// @param rows an expression for each column, null for DEFAULT
public record Insert(
    int position, List<String> table, List<String> columns, List<List<@Nullable Expression>> rows)
    implements SyntaxNode {
  public Insert {
    table = List.copyOf(table);
    columns = List.copyOf(columns);
  }
}
