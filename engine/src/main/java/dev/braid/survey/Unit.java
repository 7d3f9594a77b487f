package dev.braid.survey;

import dev.braid.catalog.WeightRule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose rows a query returns, when they are respondents'.
///
/// @param lost why the weights of its rows cannot be handed on; null when they can
/// @param rule the weights
/// @param keys the columns that hold the respondents' key
/// @param repeated whether a respondent may have several rows
/// @param encoded whether a weight and a key come as [Hidden] columns rather than as the table's
record Unit(
    @Nullable String lost, WeightRule rule, Set<String> keys, boolean repeated, boolean encoded) {
  Unit {
    keys = Set.copyOf(keys);
  }

  Unit lost(String reason) {
    return new Unit(reason, rule, keys, repeated, encoded);
  }
}
