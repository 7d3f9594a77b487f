package dev.braid.expr.library;

import dev.braid.expr.FunctionCatalog;
import dev.braid.expr.aggregate.Aggregates;

/// The catalogue of everything that Braid's own engine can calculate.
public final class Library {
  public static final FunctionCatalog CATALOG = fill();

  private Library() {}

  private static FunctionCatalog fill() {
    Definitions definitions = new Definitions(new FunctionCatalog());
    ComparisonOperators.register(definitions);
    IntegerOperators.register(definitions);
    FloatOperators.register(definitions);
    NumericOperators.register(definitions);
    NumberCasts.register(definitions);
    DateTime.register(definitions);
    DateTime.register(definitions);
    Aggregates.register(definitions.catalog());
    return definitions.catalog();
  }
}
