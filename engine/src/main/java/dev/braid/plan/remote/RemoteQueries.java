package dev.braid.plan.remote;

import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.Spread;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Remote;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.Trees;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the largest parts of a statement that servers can compute.
public final class RemoteQueries {
  private RemoteQueries() {}

  /// @param query without subqueries, its conditions moved down
  public static Logical apply(Logical query, Numbering numbering) {
    if (query instanceof Scan scan && scan.table() instanceof RemoteTable table) {
      return new Remote(table.servers(), scan, asked(table), List.of(), scan.output());
    }
    return Trees.mapInputs(query, input -> apply(input, numbering));
  }

  private static List<Integer> asked(RemoteTable table) {
    return table.spread() instanceof Spread.Whole
        ? List.of(0)
        : IntStream.range(0, table.servers().count()).boxed().toList();
  }
}
