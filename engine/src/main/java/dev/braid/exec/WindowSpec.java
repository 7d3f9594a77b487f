package dev.braid.exec;

import dev.braid.expr.AggregateFunction;
import dev.braid.type.Type;
import java.util.List;

/// One call of a window function or of an aggregate over a window.
///
/// @param arguments places in the child's rows
/// @param argumentTypes their types after conversion
/// @param filter place of a truth value that aggregated rows must have; -1 for all rows
public record WindowSpec(
    AggregateFunction function,
    List<Integer> arguments,
    List<Type> argumentTypes,
    Type resultType,
    int filter,
    WindowFrame frame) {
  public WindowSpec {
    arguments = List.copyOf(arguments);
    argumentTypes = List.copyOf(argumentTypes);
  }
}
