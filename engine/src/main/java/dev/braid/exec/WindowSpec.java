package dev.braid.exec;

import dev.braid.expr.AggregateFunction;
import dev.braid.type.Type;
import java.util.List;

/// One window function of a [WindowAgg].
///
/// @param arguments places in the child's rows
/// @param filter place of a truth value, or -1
public record WindowSpec(
    AggregateFunction function,
    List<Integer> arguments,
    List<Type> argumentTypes,
    Type resultType,
    int filter,
    WindowFrame frame) {}
