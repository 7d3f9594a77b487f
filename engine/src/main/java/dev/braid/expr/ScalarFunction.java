package dev.braid.expr;

import dev.braid.type.Type;
import dev.braid.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One overload of a function, an operator or a conversion.
///
/// @param name as in `pg_proc`, or the operator's symbol, or `cast`
/// @param argumentTypes may hold pseudo types
/// @param resultType may be a pseudo type, resolved in [Call#type]
/// @param variadic whether the last argument may be repeated
/// @param strict whether NULL among the arguments gives NULL without a call
/// @param volatility how far the result depends on the arguments alone
/// @param binder makes the loop for one place in one statement
public record ScalarFunction(
    String name,
    List<Type> argumentTypes,
    Type resultType,
    boolean variadic,
    boolean strict,
    Volatility volatility,
    Binder binder) {
  public ScalarFunction {
    argumentTypes = List.copyOf(argumentTypes);
  }

  /// Makes the loop for one call. It may look at the call's constants and types, compile patterns,
  /// choose among loops; it is asked once per call and worker.
  @FunctionalInterface
  public interface Binder {
    Kernel bind(Call call);
  }

  /// The loop over columns.
  @FunctionalInterface
  public interface Kernel {
    /// @param arguments flat columns of at least `size` rows
    /// @param validity of strict functions: rows in which all arguments hold a value, null for all;
    ///   other rows may hold anything and must raise no error. Null for other functions, which look
    ///   at the columns' own.
    /// @return a column of `size` rows; a strict function passes `validity` on, or makes more NULLs
    Column apply(Column[] arguments, int size, long @Nullable [] validity, EvalContext context);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScalarFunction that
        && name.equals(that.name)
        && argumentTypes.equals(that.argumentTypes)
        && resultType.equals(that.resultType);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + argumentTypes.hashCode();
  }
}
