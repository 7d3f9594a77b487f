package dev.braid.source.postgres.remote;

import dev.braid.type.Zone;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Settings under which servers compute what the engine would: all that change how values are read
/// and shown.
final class SessionSettings {
  private static final List<String> STYLES =
      List.of(
          "DateStyle = 'ISO, MDY'",
          "IntervalStyle = 'postgres'",
          "extra_float_digits = 1",
          "bytea_output = 'hex'");

  private SessionSettings() {}

  /// As `name = value`.
  static List<String> of(Zone timeZone) {
    List<String> settings = new ArrayList<>();
    settings.add("TimeZone = '" + name(timeZone).replace("'", "''") + "'");
    settings.addAll(STYLES);
    return settings;
  }

  /// Statements that set in a transaction what does not depend on the time zone.
  static String styles() {
    return "SET LOCAL " + String.join("; SET LOCAL ", STYLES);
  }

  /// An offset is written as a POSIX zone, whose sign is that of the west.
  private static String name(Zone zone) {
    if (!(zone.id() instanceof ZoneOffset offset)) {
      return zone.id().getId();
    }
    int seconds = Math.abs(offset.getTotalSeconds());
    if (seconds == 0) {
      return "UTC";
    }
    String digits = "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    boolean west = offset.getTotalSeconds() < 0;
    return "<%s%s>%s%s"
        .formatted(west ? "-" : "+", digits.replaceFirst("(:00)+$", ""), west ? "+" : "-", digits);
  }
}
