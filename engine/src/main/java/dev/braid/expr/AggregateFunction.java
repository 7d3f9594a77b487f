package dev.braid.expr;

import dev.braid.type.Type;
import java.util.List;

/// One overload of an aggregate.
///
/// @param name as in `pg_proc`
/// @param argumentTypes may hold pseudo types; of an ordered-set aggregate the direct arguments
///   first, then those of WITHIN GROUP
/// @param directArguments how many of them are direct
/// @param form what its calls look like
/// @param combines whether states of parts of a group can be merged into the whole's, whatever the
///   order of the parts
/// @param binder makes the accumulators of one call
public record AggregateFunction(
    String name,
    List<Type> argumentTypes,
    Type resultType,
    int directArguments,
    Form form,
    boolean combines,
    Binder binder) {
  /// What calls look like.
  public enum Form {
    PLAIN,
    /// With WITHIN GROUP (ORDER BY ...).
    ORDERED_SET,
    /// Only with OVER.
    WINDOW
  }

  public AggregateFunction {
    argumentTypes = List.copyOf(argumentTypes);
  }

  /// Makes accumulators for one call.
  @FunctionalInterface
  public interface Binder {
    /// @param arguments types of the arguments after conversion
    /// @param result the call's type
    Accumulator bind(List<Type> arguments, Type result);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AggregateFunction that
        && name.equals(that.name)
        && argumentTypes.equals(that.argumentTypes);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + argumentTypes.hashCode();
  }
}
