package dev.braid.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an expression may name.
///
/// @param columns its own columns
/// @param keys columns that tell each two rows apart, except equal ones
/// @param outer the query around it
/// @param grouped the columns that aggregates' arguments may name, where the query is grouped
record Scope(List<Ref> columns, List<Ref> keys, @Nullable Scope outer, @Nullable Scope grouped) {
  /// A column as it is written.
  record Ref(String text, FuzzType type) {}

  static Scope none(@Nullable Scope outer) {
    return new Scope(List.of(), List.of(), outer, null);
  }

  Scope and(Scope other) {
    return new Scope(both(columns, other.columns), both(keys, other.keys), outer, null);
  }

  private static List<Ref> both(List<Ref> left, List<Ref> right) {
    List<Ref> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  List<Ref> of(FuzzType type) {
    return columns.stream().filter(column -> column.type() == type).toList();
  }
}
