package dev.braid.survey;

import java.util.List;

/// What a caller wants of a dataset's weights and classes. A dataset that declares none is not
/// concerned.
///
/// @param weights whether answers are weighted
/// @param merging whether classes are merged
/// @param schemes names of the schemes to be applied; empty for the standard ones
/// @param sql whether the answer is to show the statement that was run
public record SurveyOptions(boolean weights, boolean merging, List<String> schemes, boolean sql) {
  public static final SurveyOptions DEFAULT = new SurveyOptions(true, true, List.of(), false);

  /// Statements as they were written.
  public static final SurveyOptions NONE = new SurveyOptions(false, false, List.of(), false);

  public SurveyOptions {
    schemes = List.copyOf(schemes);
  }

  public SurveyOptions withWeights(boolean value) {
    return new SurveyOptions(value, merging, schemes, sql);
  }

  public SurveyOptions withMerging(boolean value) {
    return new SurveyOptions(weights, value, schemes, sql);
  }

  /// Merging by these schemes.
  public SurveyOptions withSchemes(List<String> names) {
    return new SurveyOptions(weights, true, names, sql);
  }

  /// With the statement that was run in the answer, or without it.
  public SurveyOptions withSql(boolean value) {
    return new SurveyOptions(weights, merging, schemes, value);
  }
}
