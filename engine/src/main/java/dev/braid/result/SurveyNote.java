package dev.braid.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What survey weights and merged classes did to an answer, or why they did nothing.
///
/// @param weights by which the answer is weighted, such as `users.weight × 1000`; null when it is
///   not
/// @param reason why it is not weighted; null when it is, or when nobody asked for it
/// @param merged which columns show classes, such as `users.nccs by nccs`
/// @param warnings what to know before the numbers are believed, a sentence each
/// @param bases what each row rests on, in the order of the rows; empty where that is not known
/// @param smallBase effective respondents below which a row is warned of
/// @param sql the statement that was run; null when it ran as written, or nobody asked
public record SurveyNote(
    @Nullable String weights,
    @Nullable String reason,
    List<String> merged,
    List<String> warnings,
    List<Base> bases,
    int smallBase,
    @Nullable String sql) {
  public SurveyNote {
    merged = List.copyOf(merged);
    warnings = List.copyOf(warnings);
    bases = List.copyOf(bases);
  }

  /// With one warning more.
  public SurveyNote withWarning(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return new SurveyNote(weights, reason, merged, more, bases, smallBase, sql);
  }

  public boolean weighted() {
    return weights != null;
  }

  /// Rows whose effective base is too small, from 1.
  public List<Integer> smallRows() {
    return IntStream.range(0, bases.size())
        .filter(i -> bases.get(i).effective() < smallBase)
        .mapToObj(i -> i + 1)
        .toList();
  }

  /// What a row rests on.
  ///
  /// @param respondents who have a weight, unweighted: the base n
  /// @param weight the sum of their weights, one for each
  /// @param squares the sum of their weights' squares
  /// @param rows that were read for it; more than respondents where a join repeats them
  public record Base(long respondents, double weight, double squares, long rows) {
    /// Kish's effective base: how many respondents of equal weight would tell as much.
    public double effective() {
      return squares > 0 ? weight * weight / squares : 0;
    }

    /// By what the weights widen the variance: 1 for equal weights.
    public double designEffect() {
      return effective() > 0 ? respondents / effective() : 1;
    }
  }
}
