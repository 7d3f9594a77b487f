package dev.braid.sql.analyze;

import dev.braid.plan.logical.Logical;
import dev.braid.type.Type;
import java.util.List;

/// A query whose names and types are known.
///
/// @param plan its output columns are the visible ones, in order
/// @param names of the columns, as PostgreSQL names them
/// @param types of the columns, with modifiers
public record AnalyzedQuery(Logical plan, List<String> names, List<Type> types) {
  public AnalyzedQuery {
    names = List.copyOf(names);
    types = List.copyOf(types);
  }
}
