package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A time zone as sorted arrays of its transitions, so that an offset costs one binary search and
/// no object.
///
/// The rules are those of `java.time`. They agree with PostgreSQL's for the years 1970 to 2037; a
/// few zones' older history differs between the two distributions of the database.
public final class Zone {
  private static final ConcurrentHashMap<ZoneId, Zone> KNOWN = new ConcurrentHashMap<>();

  public static final Zone UTC = Zone.of(ZoneOffset.UTC);

  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;

  /// The calendar repeats after 400 years, and with it the rules in force from `RULES_FROM` on.
  private static final long CYCLE = 146_097 * DAY;

  private static final long UNIX_EPOCH = Dates.UNIX_EPOCH * DAY;
  private static final int RULES_FROM = 2038;

  private static final Pattern SETTING_HOURS =
      Pattern.compile("\\s*[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private final ZoneId id;

  /// UTC microseconds since 2000; `offsets[i]` holds before `transitions[i]`, `offsets[i + 1]` from
  /// it on.
  private final long[] transitions;

  /// Seconds east of Greenwich.
  private final int[] offsets;

  private final long cycleStart;
  private final boolean cyclic;

  private Zone(ZoneId id) {
    this.id = id;
    ZoneRules rules = id.getRules();
    List<ZoneOffsetTransition> all = new ArrayList<>();
    Instant end = instant(Dates.dayNumber(RULES_FROM + 402, 1, 1) * DAY);
    ZoneOffsetTransition next = rules.nextTransition(Instant.MIN);
    while (next != null && next.getInstant().isBefore(end)) {
      all.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    transitions = new long[all.size()];
    offsets = new int[all.size() + 1];
    offsets[0] = rules.getOffset(Instant.MIN).getTotalSeconds();
    for (int i = 0; i < transitions.length; i++) {
      transitions[i] = all.get(i).toEpochSecond() * SECOND + UNIX_EPOCH;
      offsets[i + 1] = all.get(i).getOffsetAfter().getTotalSeconds();
    }
    cyclic = !rules.getTransitionRules().isEmpty();
    cycleStart = Dates.dayNumber(RULES_FROM, 1, 1) * DAY;
  }

  private static Instant instant(long micros) {
    long unix = micros - UNIX_EPOCH;
    return Instant.ofEpochSecond(Math.floorDiv(unix, SECOND));
  }

  public static Zone of(ZoneId id) {
    return KNOWN.computeIfAbsent(id, Zone::new);
  }

  /// The zone of a name as `AT TIME ZONE` takes it: an abbreviation, an IANA name in any case, or a
  /// POSIX specification without daylight saving (`UTC+3` lies west of Greenwich).
  ///
  /// @throws BraidException 22023 `time zone "..." not recognized`
  public static Zone named(String name) {
    Zone zone = ZoneNames.find(name);
    if (zone == null) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "time zone \"" + name + "\" not recognized");
    }
    return zone;
  }

  /// The same in a session, whose own zone's abbreviations come first.
  public static Zone named(String name, Zone session) {
    ZoneNames.Abbreviation own = SessionAbbreviations.find(name.toLowerCase(Locale.ROOT), session);
    return own != null ? ofOffset(own.offset()) : named(name);
  }

  /// The zone of a value of the setting `TimeZone`: hours east of Greenwich as a number, or a full
  /// name, or a POSIX specification (`+05:30` is one, and lies west).
  ///
  /// @throws BraidException 22023 `invalid value for parameter "TimeZone": "..."`
  public static Zone ofSetting(String value) {
    Zone zone = SETTING_HOURS.matcher(value).matches() ? ofHours(value) : ZoneNames.full(value);
    if (zone == null) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE,
          "invalid value for parameter \"TimeZone\": \"" + value + "\"");
    }
    return zone;
  }

  private static @Nullable Zone ofHours(String value) {
    double seconds = Double.parseDouble(value) * 3600;
    if (Math.abs(seconds) >= 168 * 3600) {
      return null;
    }
    if (Math.abs(seconds) > 18 * 3600) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED, "time zone \"" + value + "\" is not supported");
    }
    return ofOffset((int) seconds);
  }

  /// The zone of the last argument of `make_timestamptz`: there a number is an offset with ISO's
  /// sign, which must be written.
  ///
  /// @throws BraidException 22023
  public static Zone ofArgument(String name, Zone session) {
    if (!name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9') {
      throw new BraidException(
              SqlState.INVALID_PARAMETER_VALUE,
              "invalid input syntax for type numeric time zone: \"" + name + "\"")
          .withHint("Numeric time zones must have \"-\" or \"+\" as first character.");
    }
    if (!name.startsWith("+") && !name.startsWith("-")) {
      return named(name, session);
    }
    DateTimeReader reader = new DateTimeReader(name, "time zone");
    try {
      reader.offset(name);
    } catch (BraidException e) {
      boolean large = e.sqlState().equals(SqlState.INVALID_TIME_ZONE_DISPLACEMENT_VALUE);
      if (!large) {
        return named(name, session);
      }
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "numeric time zone \"" + name + "\" out of range");
    }
    return ofOffset(reader.offset);
  }

  /// A fixed offset.
  ///
  /// @param seconds east of Greenwich, less than 18 hours
  public static Zone ofOffset(int seconds) {
    return of(ZoneOffset.ofTotalSeconds(seconds));
  }

  public ZoneId id() {
    return id;
  }

  public boolean isFixed() {
    return transitions.length == 0;
  }

  /// Seconds east of Greenwich at an instant (microseconds since 2000-01-01 UTC).
  public int offsetAt(long micros) {
    return offsets[indexAt(micros)];
  }

  /// Seconds east of Greenwich at a wall time. Skipped times take the offset before the transition,
  /// repeated times that after it, as PostgreSQL does.
  public int offsetOfLocal(long local) {
    if (transitions.length == 0) {
      return offsets[0];
    }
    long shift = shift(local);
    long wall = local - shift;
    int before = index(wall - DAY);
    if (before == transitions.length) {
      return offsets[before];
    }
    long boundary = transitions[before];
    long timeBefore = wall - offsets[before] * SECOND;
    long timeAfter = wall - offsets[before + 1] * SECOND;
    if (timeBefore < boundary && timeAfter < boundary) {
      return offsets[before];
    }
    if (timeBefore > boundary && timeAfter >= boundary) {
      return offsets[before + 1];
    }
    return timeBefore > timeAfter ? offsets[before] : offsets[before + 1];
  }

  /// The wall time of a finite instant; near the ends of the range it may lie outside of it.
  public long toLocal(long micros) {
    return micros + offsetAt(micros) * SECOND;
  }

  /// The instant of a finite wall time; near the ends of the range it may lie outside of it.
  public long toUtc(long local) {
    return local - offsetOfLocal(local) * SECOND;
  }

  private long shift(long micros) {
    return cyclic && micros >= cycleStart + CYCLE ? (micros - cycleStart) / CYCLE * CYCLE : 0;
  }

  private int indexAt(long micros) {
    return transitions.length == 0 ? 0 : index(micros - shift(micros));
  }

  private int index(long micros) {
    int found = Arrays.binarySearch(transitions, micros);
    return found >= 0 ? found + 1 : -found - 1;
  }

  @Override
  public String toString() {
    return id.getId();
  }
}
