package dev.braid.exec;

import dev.braid.type.Type;
import dev.braid.vector.Batch;
import java.util.ArrayList;
import java.util.List;

/// Groups its rows.
///
/// A COMPLETE aggregate over a parallel pipe needs no partner: each participant fills tables of its
/// own, which are merged in parallel. PARTIAL puts out states (see [#partialTypes]), FINALIZE takes
/// them: its keys and arguments are their places. Neither is for aggregates with DISTINCT or ORDER
/// BY, or for those that do not combine.
///
/// SORTED takes rows in the order of the keys. As PARTIAL below a Gather Merge it ends its groups
/// with each morsel; FINALIZE then finds the parts of a group side by side.
///
/// Rows come out in the order of the hashes of their keys, set by set; of a SORTED one in the order
/// of the input.
///
/// @param keys places in the child's rows
/// @param groupingSets positions in `keys`; empty without GROUPING SETS. The number of the set is
///   the last column where the output has one more than keys and aggregates.
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

  public Aggregate {
    keys = List.copyOf(keys);
    groupingSets = List.copyOf(groupingSets);
    aggregates = List.copyOf(aggregates);
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
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>();
    if (groupingSets.isEmpty()) {
      if (!keys.isEmpty()) {
        properties.add(new Property("Group Key", names(keys)));
      }
    } else {
      for (List<Integer> set : groupingSets) {
        properties.add(
            new Property(
                set.isEmpty() ? "Group Key" : "Hash Key",
                set.isEmpty() ? (Object) "()" : names(set.stream().map(keys::get).toList())));
      }
    }
    return properties;
  }

  private List<String> names(List<Integer> columns) {
    return columns.stream().map(i -> child.info().output().get(i).name()).toList();
  }

  /// Types of the rows that a PARTIAL puts out: keys, the states of each aggregate, and, where
  /// values that are equal may look different, the number of each group's first row, by which
  /// FINALIZE finds whose look it is. FINALIZE expects the same columns. Sorted parts of a group
  /// follow each other, the one with the first row before all others, and have no such number.
  public static List<Type> partialTypes(
      List<Type> keys, List<AggregateSpec> aggregates, Strategy strategy) {
    List<Type> types = new ArrayList<>(keys);
    for (AggregateSpec spec : aggregates) {
      types.addAll(
          spec.function().binder().bind(spec.argumentTypes(), spec.resultType()).stateTypes());
    }
    if (strategy != Strategy.SORTED && dev.braid.hash.GroupTable.isAmbiguous(keys)) {
      types.add(Type.INT8);
    }
    return types;
  }

  @Override
  public Pipe open(Execution execution) {
    AggregateShape shape = new AggregateShape(this);
    Pipe rows = execution.open(child);
    if (strategy == Strategy.SORTED) {
      return SortedAggregation.open(shape, execution, rows);
    }
    HashAggregation groups = new HashAggregation(shape, execution);
    if (groups.isFinalInOrder()) {
      List<Batch> batches = new ArrayList<>();
      execution.send(rows, new Collector(batches));
      groups.addInOrder(batches);
    } else {
      execution.drain(rows, groups);
    }
    return phase == Phase.PARTIAL ? groups.states(parallel) : groups.results(parallel);
  }

  /// Keeps batches of a pipe that is not parallel.
  private record Collector(List<Batch> batches) implements BatchConsumer {
    @Override
    public boolean accept(Batch batch) {
      return batches.add(batch);
    }

    @Override
    public void endMorsel() {}
  }
}
