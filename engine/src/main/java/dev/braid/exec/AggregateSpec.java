package dev.braid.exec;

import dev.braid.expr.AggregateFunction;
import dev.braid.type.Type;
import java.util.List;

/// One aggregate of an [Aggregate].
///
/// @param arguments places in the child's rows
/// @param filter place of a truth value, or -1
public record AggregateSpec(
    AggregateFunction function,
    List<Integer> arguments,
    List<Type> argumentTypes,
    Type resultType,
    boolean distinct,
    List<SortKey> order,
    int filter) {}
