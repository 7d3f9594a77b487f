package dev.braid.catalog;

import java.util.List;

/// What makes the answers of a dataset those of a survey: whom its rows stand for, and which
/// classes are reported together.
///
/// @param smallBase effective respondents below which a cell is warned of
public record SurveyRules(List<WeightRule> weights, List<MergeScheme> schemes, int smallBase) {
  public static final int SMALL_BASE = 30;
  public static final SurveyRules NONE = new SurveyRules(List.of(), List.of(), SMALL_BASE);

  public SurveyRules {
    weights = List.copyOf(weights);
    schemes = List.copyOf(schemes);
  }

  public boolean isEmpty() {
    return weights.isEmpty() && schemes.isEmpty();
  }
}
