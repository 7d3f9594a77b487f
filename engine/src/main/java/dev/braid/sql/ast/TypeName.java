package dev.braid.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A type as written, with the standard's spellings already translated to PostgreSQL's names:
/// `integer` is `pg_catalog.int4`, `character(3)` is `pg_catalog.bpchar` with the modifier 3.
///
/// @param names the name's parts, qualified with `pg_catalog` where the grammar knows the type
/// @param modifiers what stood in parentheses: literals for the types the grammar knows, anything
///   for others
/// @param arrayDimensions one per pair of brackets: the written size, or -1 for none
/// @param intervalFields the fields of an `interval year to month`
public record TypeName(
    int position,
    List<String> names,
    List<Expression> modifiers,
    List<Integer> arrayDimensions,
    @Nullable IntervalFields intervalFields)
    implements SyntaxNode {
  public TypeName {
    names = List.copyOf(names);
    modifiers = List.copyOf(modifiers);
    arrayDimensions = List.copyOf(arrayDimensions);
  }

  /// The last part of the name, which is also the name of a column that was cast to the type.
  public String name() {
    return names.getLast();
  }

  /// What an interval may be restricted to.
  public enum IntervalFields {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    YEAR_TO_MONTH,
    DAY_TO_HOUR,
    DAY_TO_MINUTE,
    DAY_TO_SECOND,
    HOUR_TO_MINUTE,
    HOUR_TO_SECOND,
    MINUTE_TO_SECOND;

    /// As written in SQL: `day to second`.
    public String sql() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }
}
