package dev.braid.server.cli.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that was looked at.
///
/// @param mend what to do about it, or null
public record Finding(Level level, String message, @Nullable String mend) {
  /// How good or bad it is.
  public enum Level {
    GOOD("✓"),
    NOTE("!"),
    WRONG("✗");

    private final String mark;

    Level(String mark) {
      this.mark = mark;
    }

    public String mark() {
      return mark;
    }
  }

  /// What was found in one place.
  public record Section(String title, List<Finding> findings) {
    public Section {
      findings = List.copyOf(findings);
    }

    public boolean wrong() {
      return findings.stream().anyMatch(finding -> finding.level() == Level.WRONG);
    }
  }

  static Finding good(String message) {
    return new Finding(Level.GOOD, message, null);
  }

  static Finding note(String message, @Nullable String mend) {
    return new Finding(Level.NOTE, message, mend);
  }

  static Finding wrong(String message, @Nullable String mend) {
    return new Finding(Level.WRONG, message, mend);
  }
}
