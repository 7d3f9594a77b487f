package dev.braid.type;

import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/// The abbreviations by which a zone calls its own time: `EST` and `EDT` in `America/New_York`,
/// `IST` in `Asia/Kolkata`.
final class SessionAbbreviations {
  private SessionAbbreviations() {}

  /// What an abbreviation (in lower case) means where `zone` is the session's.
  static ZoneNames.@Nullable Abbreviation find(String lower, Zone zone) {
    if (zone.isFixed() || lower.length() < 3 || lower.length() > 5) {
      return null;
    }
    ZoneId id = zone.id();
    TimeZone names = TimeZone.getTimeZone(id);
    boolean daylight = lower.equalsIgnoreCase(names.getDisplayName(true, TimeZone.SHORT, Locale.US));
    boolean standard =
        lower.equalsIgnoreCase(names.getDisplayName(false, TimeZone.SHORT, Locale.US));
    if (!standard && !daylight) {
      return null;
    }
    int offset = names.getRawOffset() / 1000;
    if (standard) {
      return new ZoneNames.Abbreviation(offset, false);
    }
    return names.getDSTSavings() == 0
        ? null
        : new ZoneNames.Abbreviation(offset + names.getDSTSavings() / 1000, true);
  }
}
