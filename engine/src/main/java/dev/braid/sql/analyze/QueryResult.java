package dev.braid.sql.analyze;

import dev.braid.expr.ColumnRef;
import dev.braid.plan.logical.Logical;
import java.util.List;

/// An analyzed query.
///
/// @param names what its columns are called
/// @param positions where its columns stand in the text
record QueryResult(Logical plan, List<String> names, List<Integer> positions) {
  QueryResult {
    positions = List.copyOf(positions);
    names = List.copyOf(names);
  }

  List<ColumnRef> columns() {
    return plan.output();
  }
}
