package dev.braid.type.json.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A step with those that follow: each takes what the one before it found.
record Chain(Step step, @Nullable Chain next) {
  static Chain of(List<Step> steps) {
    Chain chain = null;
    for (Step step : steps.reversed()) {
      chain = new Chain(step, chain);
    }
    return java.util.Objects.requireNonNull(chain, "no steps");
  }
}
