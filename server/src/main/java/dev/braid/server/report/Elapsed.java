package dev.braid.server.report;

import java.util.Locale;

/// Times as people read them.
public final class Elapsed {
  private Elapsed() {}

  /// Milliseconds: `487ms`, `1,420ms`, and one decimal where whole milliseconds would say too
  /// little: `2.3ms`.
  public static String of(double milliseconds) {
    boolean fine = milliseconds > 0 && milliseconds < 9.95;
    return String.format(Locale.ROOT, fine ? "%,.1fms" : "%,.0fms", milliseconds);
  }

  /// A ratio of two times: `4.7x`.
  public static String times(double ratio) {
    return String.format(Locale.ROOT, "%.1fx", ratio);
  }
}
