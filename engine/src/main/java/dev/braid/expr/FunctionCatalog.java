package dev.braid.expr;

import dev.braid.type.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every function, operator, conversion and aggregate there is. What is not in here is refused by
/// name. Filled once; choosing among overloads is the business of the analyzer in `sql`.
public final class FunctionCatalog {
  private final Map<String, List<ScalarFunction>> functions = new HashMap<>();
  private final Map<String, List<ScalarFunction>> operators = new HashMap<>();
  private final Map<String, List<AggregateFunction>> aggregates = new HashMap<>();
  private final Map<String, List<SetFunction>> sets = new HashMap<>();
  private final Map<Kind, Map<Kind, Cast>> casts = new EnumMap<>(Kind.class);

  /// A catalogue to be filled.
  public FunctionCatalog() {}

  public void function(ScalarFunction function) {
    functions.computeIfAbsent(function.name(), _ -> new ArrayList<>()).add(function);
  }

  /// An operator; a prefix operator has one argument.
  public void operator(ScalarFunction function) {
    operators.computeIfAbsent(function.name(), _ -> new ArrayList<>()).add(function);
  }

  public void aggregate(AggregateFunction function) {
    aggregates.computeIfAbsent(function.name(), _ -> new ArrayList<>()).add(function);
  }

  public void set(SetFunction function) {
    sets.computeIfAbsent(function.name(), _ -> new ArrayList<>()).add(function);
  }

  public void cast(Cast cast) {
    casts.computeIfAbsent(cast.from(), _ -> new EnumMap<>(Kind.class)).put(cast.to(), cast);
  }

  /// Every function, in no order.
  public List<ScalarFunction> functions() {
    return functions.values().stream().flatMap(List::stream).toList();
  }

  /// Every operator.
  public List<ScalarFunction> operators() {
    return operators.values().stream().flatMap(List::stream).toList();
  }

  /// Every aggregate and window function.
  public List<AggregateFunction> aggregates() {
    return aggregates.values().stream().flatMap(List::stream).toList();
  }

  /// Every function that returns sets.
  public List<SetFunction> sets() {
    return sets.values().stream().flatMap(List::stream).toList();
  }

  /// Every conversion.
  public List<Cast> casts() {
    return casts.values().stream().flatMap(targets -> targets.values().stream()).toList();
  }

  /// All overloads of a function; empty where there is none.
  public List<ScalarFunction> functions(String name) {
    return functions.getOrDefault(name, List.of());
  }

  /// All overloads of an operator, prefix ones with one argument.
  public List<ScalarFunction> operators(String symbol) {
    return operators.getOrDefault(symbol, List.of());
  }

  /// All overloads of an aggregate or window function.
  public List<AggregateFunction> aggregates(String name) {
    return aggregates.getOrDefault(name, List.of());
  }

  /// All overloads of a function that returns sets.
  public List<SetFunction> sets(String name) {
    return sets.getOrDefault(name, List.of());
  }

  /// The conversion between two kinds, or null. Between arrays: that of their elements decides.
  public @Nullable Cast cast(Kind from, Kind to) {
    Map<Kind, Cast> targets = casts.get(from);
    return targets == null ? null : targets.get(to);
  }
}
