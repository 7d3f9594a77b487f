package dev.braid.expr;

import dev.braid.type.Type;
import dev.braid.vector.Column;
import java.util.List;

/// The states of one aggregate for all groups of one table, group by group in arrays. Not
/// thread-safe.
///
/// What [#state] returns can be merged into another accumulator of the same call by [#mergeState]:
/// that is how parts of a group come together from workers, from disk and from other servers. The
/// result must not depend on how rows were split into parts, nor, where
/// [AggregateFunction#combines] is true, on their order.
public interface Accumulator {
  /// Types of the columns that [#state] makes.
  List<Type> stateTypes();

  /// Makes room for groups `0` to `groups - 1`; new ones start empty.
  void resize(int groups);

  /// Adds row `i` to group `groups[i]`.
  ///
  /// @param arguments flat; rows whose arguments make the aggregate skip them (NULL) are skipped
  void add(int[] groups, Column[] arguments, int size, EvalContext context);

  /// Adds all rows to group 0.
  void addAll(Column[] arguments, int size, EvalContext context);

  /// The states of groups `from` to `from + count`, a row each.
  Column[] state(int from, int count);

  /// Merges row `i` of the states into group `groups[i]`.
  void mergeState(int[] groups, Column[] state, int size, EvalContext context);

  /// The results of groups `from` to `from + count`.
  Column result(int from, int count, EvalContext context);

  /// Bytes of memory that the states take, roughly.
  long memory();
}
