package dev.braid.exec;

import java.util.List;

/// Groups its rows.
///
/// @param keys places in the child's rows
/// @param groupingSets positions in `keys`; empty without GROUPING SETS
/// @param parallel whether participants share the groups below a Gather
public record Aggregate(
    NodeInfo info,
    PlanNode child,
    Strategy strategy,
    Phase phase,
    List<Integer> keys,
    List<List<Integer>> groupingSets,
    List<AggregateSpec> aggregates,
    boolean parallel)
    implements PlanNode {
  /// How groups are found.
  public enum Strategy {
    PLAIN,
    HASHED,
    SORTED,
    MIXED
  }

  /// Which part of the work is done.
  public enum Phase {
    COMPLETE,
    PARTIAL,
    FINALIZE
  }

  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    String name =
        switch (strategy) {
          case PLAIN -> "Aggregate";
          case HASHED -> "HashAggregate";
          case SORTED -> "GroupAggregate";
          case MIXED -> "MixedAggregate";
        };
    return (parallel ? "Parallel " : "")
        + switch (phase) {
          case COMPLETE -> name;
          case PARTIAL -> "Partial " + name;
          case FINALIZE -> "Finalize " + name;
        };
  }

  @Override
  public Pipe open(Execution execution) {
    throw new UnsupportedOperationException(title());
  }
}
