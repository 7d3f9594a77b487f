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
    AngleFunctions.register(definitions);
    NumericOperators.register(definitions);
    NumberCasts.register(definitions);
    DateTime.register(definitions);
    Aggregates.register(definitions.catalog());
    TextCasts.register(definitions);
    LikeOperators.register(definitions);
    ConcatFunctions.register(definitions);
    SubstringFunctions.register(definitions);
    TextFunctions.register(definitions);
    RegexOperators.register(definitions);
    RegexLibrary.register(definitions);
    ArrayOperators.register(definitions);
    ArrayLibrary.register(definitions);
    JsonOperators.register(definitions);
    JsonPathLibrary.register(definitions);
    JsonBuilders.register(definitions);
    JsonMakers.register(definitions);
    JsonCasts.register(definitions);
    SetFunctions.register(definitions);
    ByteaFunctions.register(definitions);
    EncodingFunctions.register(definitions);
    NameFunctions.register(definitions);
    NumberFormats.register(definitions);
    GenerateSeries.register(definitions);
    SessionFunctions.register(definitions);
    TypeOf.register(definitions);
    return definitions.catalog();
  }
}
