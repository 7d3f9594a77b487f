package dev.braid.expr;

import dev.braid.type.Type;
import dev.braid.vector.Batch;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One overload of a function that returns a set of rows: generate_series, unnest.
///
/// @param argumentTypes may hold pseudo types
/// @param columnNames names of the columns it returns; one named like the function for plain sets
/// @param columnTypes may be pseudo types
/// @param strict whether NULL among the arguments gives no rows without a call
public record SetFunction(
    String name,
    List<Type> argumentTypes,
    List<String> columnNames,
    List<Type> columnTypes,
    boolean strict,
    Volatility volatility,
    Generator generator) {
  /// Makes the rows.
  @FunctionalInterface
  public interface Generator {
    /// The rows for one set of arguments, lazily, in batches of at most `batchSize` rows.
    ///
    /// @param arguments values in Java's form, of the given types
    Iterator<Batch> rows(
        @Nullable Object[] arguments, List<Type> types, int batchSize, EvalContext context);
  }

  public SetFunction {
    argumentTypes = List.copyOf(argumentTypes);
    columnNames = List.copyOf(columnNames);
    columnTypes = List.copyOf(columnTypes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SetFunction that
        && name.equals(that.name)
        && argumentTypes.equals(that.argumentTypes);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + argumentTypes.hashCode();
  }
}
