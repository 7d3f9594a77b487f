package dev.braid.local;

import java.time.Duration;
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

  private record Verdict(SplitChoice.Choice choice, long nanos) {}

  private final Map<String, Verdict> known = new ConcurrentHashMap<>();

  SplitChoice.@Nullable Choice of(String text) {
    Verdict verdict = known.get(text);
    return verdict == null || System.nanoTime() - verdict.nanos() > BELIEVED_NANOS
        ? null
        : verdict.choice();
  }

  void put(String text, SplitChoice.Choice choice) {
    if (text.length() > LONGEST) {
      return;
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(text, new Verdict(choice, System.nanoTime()));
  }
}
