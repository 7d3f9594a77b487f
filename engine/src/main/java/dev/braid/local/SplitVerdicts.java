package dev.braid.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Statements that were found, with their values, to be best sent as they are written. That is
/// believed for a while: asking the server anew what every way would cost takes as long as some of
/// them do. Nothing but time hangs on it.
final class SplitVerdicts {
  private static final long BELIEVED_NANOS = Duration.ofMinutes(5).toNanos();
  private static final int MOST = 1000;

  /// Characters of a statement beside which asking the server takes no time.
  private static final int LONGEST = 20_000;

  private static final int LONGEST_VALUE = 1000;

  private record Verdict(SplitChoice.Choice choice, long nanos) {}

  private final Map<Asked, Verdict> known = new ConcurrentHashMap<>();

  /// What was asked.
  ///
  /// @param capped whether only the first of many rows will be taken
  record Asked(String text, List<@Nullable Object> parameters, boolean capped) {
    /// The same with values of its own.
    private Asked kept() {
      return new Asked(text, new ArrayList<>(parameters), capped);
    }

    /// Whether it is worth to be kept.
    private boolean isShort() {
      return text.length() <= LONGEST
          && parameters.stream()
              .allMatch(
                  value ->
                      value == null
                          || value instanceof Number
                          || value instanceof Boolean
                          || (value instanceof String string && string.length() <= LONGEST_VALUE));
    }
  }

  SplitChoice.@Nullable Choice of(Asked asked) {
    Verdict verdict = known.get(asked);
    return verdict == null || System.nanoTime() - verdict.nanos() > BELIEVED_NANOS
        ? null
        : verdict.choice();
  }

  void put(Asked asked, SplitChoice.Choice choice) {
    if (!asked.isShort()) {
      return;
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(asked.kept(), new Verdict(choice, System.nanoTime()));
  }
}
