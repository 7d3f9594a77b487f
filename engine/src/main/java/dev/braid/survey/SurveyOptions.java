package dev.braid.survey;

import java.util.List;

/// What a caller wants of a dataset's weights and classes. A dataset that declares none is not
/// concerned.
///
/// @param weights whether answers are weighted
/// @param merging whether classes are merged
/// @param schemes names of the schemes to be applied; empty for the standard ones
public record SurveyOptions(boolean weights, boolean merging, List<String> schemes) {
  public static final SurveyOptions DEFAULT = new SurveyOptions(true, true, List.of());

  /// Statements as they were written.
  public static final SurveyOptions NONE = new SurveyOptions(false, false, List.of());

  public SurveyOptions {
    schemes = List.copyOf(schemes);
  }

  public SurveyOptions withWeights(boolean value) {
    return new SurveyOptions(value, merging, schemes);
  }

  public SurveyOptions withMerging(boolean value) {
    return new SurveyOptions(weights, value, schemes);
  }

  /// Merging by these schemes.
  public SurveyOptions withSchemes(List<String> names) {
    return new SurveyOptions(weights, true, names);
  }
}
