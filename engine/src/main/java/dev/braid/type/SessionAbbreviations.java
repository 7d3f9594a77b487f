package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/// The abbreviations by which a zone calls its own time: `EST` and `EDT` in `America/New_York`,
/// `IST` in `Asia/Kolkata`.
final class SessionAbbreviations {
  /// Abbreviations that the zones' database itself uses; what others would be called is not known
  /// here.
  private static final Set<String> IN_USE =
      Set.of(
          "ACDT", "ACST", "ADT", "AEDT", "AEST", "AKDT", "AKST", "AST", "AWST", "BST", "CAT", "CDT",
          "CEST", "CET", "CST", "EAT", "EDT", "EEST", "EET", "EST", "GMT", "HDT", "HKT", "HST",
          "IDT", "IST", "JST", "KST", "MDT", "MSK", "MST", "NDT", "NST", "NZDT", "NZST", "PDT",
          "PKT", "PST", "SAST", "SST", "UTC", "WAT", "WEST", "WET", "WIB", "WIT", "WITA");

  private SessionAbbreviations() {}

  /// What an abbreviation (in lower case) means where `zone` is the session's.
  static ZoneNames.@Nullable Abbreviation find(String lower, Zone zone) {
    if (zone.isFixed() || lower.length() < 3 || lower.length() > 5) {
      return null;
    }
    ZoneId id = zone.id();
    TimeZone names = TimeZone.getTimeZone(id);
    boolean daylight =
        lower.equalsIgnoreCase(names.getDisplayName(true, TimeZone.SHORT, Locale.US));
    boolean standard =
        lower.equalsIgnoreCase(names.getDisplayName(false, TimeZone.SHORT, Locale.US));
    if (!standard && !daylight) {
      return null;
    }
    int offset = names.getRawOffset() / 1000;
    requireSteady(id, lower, offset, names.getDSTSavings() / 1000);
    if (standard) {
      return new ZoneNames.Abbreviation(offset, false);
    }
    return names.getDSTSavings() == 0
        ? null
        : new ZoneNames.Abbreviation(offset + names.getDSTSavings() / 1000, true);
  }

  /// Where a zone moved, its abbreviations may have moved along, and mean what they did at a time.
  private static void requireSteady(ZoneId id, String lower, int offset, int savings) {
    for (ZoneOffsetTransition transition : id.getRules().getTransitions()) {
      int after = transition.getOffsetAfter().getTotalSeconds();
      if (transition.toEpochSecond() > 0 && after != offset && after != offset + savings) {
        throw new BraidException(
            SqlState.FEATURE_NOT_SUPPORTED,
            "time zone abbreviation \"" + lower + "\" is not supported");
      }
    }
  }

  /// What a zone calls its time at an instant, as `to_char` with `TZ` writes it.
  ///
  /// @throws BraidException 0A000 where the name is not known
  static String at(Zone zone, long instant) {
    int offset = zone.offsetAt(instant);
    if (zone.isFixed()) {
      if (offset == 0) {
        return zone.id().getId().endsWith("GMT") ? "GMT" : "UTC";
      }
      throw unknown(zone);
    }
    long unixSeconds = Math.floorDiv(instant - Timestamps.UNIX_EPOCH, Timestamps.MICROS_PER_SECOND);
    TimeZone names = TimeZone.getTimeZone(zone.id());
    boolean daylight = zone.id().getRules().isDaylightSavings(Instant.ofEpochSecond(unixSeconds));
    String name = names.getDisplayName(daylight, TimeZone.SHORT, Locale.US);
    int expected = (names.getRawOffset() + (daylight ? names.getDSTSavings() : 0)) / 1000;
    if (!IN_USE.contains(name) || offset != expected) {
      throw unknown(zone);
    }
    return name;
  }

  private static BraidException unknown(Zone zone) {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "the abbreviation of time zone \"" + zone + "\" is not known for this time");
  }
}
