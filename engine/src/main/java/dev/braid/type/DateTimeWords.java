package dev.braid.type;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words with a meaning in dates and times.
final class DateTimeWords {
  enum Role {
    MONTH,
    WEEKDAY,
    /// Before or after noon.
    HALF_DAY,
    ERA,
    /// `now`, `today` and others that stand for a moment.
    MOMENT,
    /// `J` before a Julian day.
    JULIAN,
    /// `T` before a time.
    TIME_MARK,
    /// A field's name, refused in dates.
    UNIT,
    /// `DST` after a zone of standard time.
    DAYLIGHT,
    /// Without meaning: `at`, `on`.
    NOISE
  }

  enum Moment {
    NOW,
    YESTERDAY,
    TODAY,
    TOMORROW,
    MIDNIGHT,
    EPOCH,
    INFINITY,
    NEGATIVE_INFINITY
  }

  /// @param value the month, 1 for PM and for BC, the ordinal of a [Moment]
  record Word(Role role, int value) {}

  private static final Map<String, Word> WORDS = words();

  private DateTimeWords() {}

  private static Map<String, Word> words() {
    Map<String, Word> all = new HashMap<>();
    String[] months = {
      "january jan",
      "february feb",
      "march mar",
      "april apr",
      "may",
      "june jun",
      "july jul",
      "august aug",
      "september sep sept",
      "october oct",
      "november nov",
      "december dec"
    };
    for (int i = 0; i < months.length; i++) {
      add(all, Role.MONTH, i + 1, months[i]);
    }
    String[] days = {
      "sunday sun",
      "monday mon",
      "tuesday tue tues",
      "wednesday wed weds",
      "thursday thu thur thurs",
      "friday fri",
      "saturday sat"
    };
    for (int i = 0; i < days.length; i++) {
      add(all, Role.WEEKDAY, i, days[i]);
    }
    add(all, Role.HALF_DAY, 0, "am");
    add(all, Role.HALF_DAY, 1, "pm");
    add(all, Role.ERA, 0, "ad");
    add(all, Role.ERA, 1, "bc");
    add(all, Role.MOMENT, Moment.NOW.ordinal(), "now");
    add(all, Role.MOMENT, Moment.YESTERDAY.ordinal(), "yesterday");
    add(all, Role.MOMENT, Moment.TODAY.ordinal(), "today");
    add(all, Role.MOMENT, Moment.TOMORROW.ordinal(), "tomorrow");
    add(all, Role.MOMENT, Moment.MIDNIGHT.ordinal(), "allballs");
    add(all, Role.MOMENT, Moment.EPOCH.ordinal(), "epoch");
    add(all, Role.MOMENT, Moment.INFINITY.ordinal(), "infinity +infinity");
    add(all, Role.MOMENT, Moment.NEGATIVE_INFINITY.ordinal(), "-infinity");
    add(all, Role.JULIAN, 0, "j jd julian");
    add(all, Role.TIME_MARK, 0, "t");
    add(all, Role.UNIT, 0, "d dow doy h isodow isoyear m mm s y");
    add(all, Role.DAYLIGHT, 3600, "dst");
    add(all, Role.NOISE, 0, "at on");
    return all;
  }

  private static void add(Map<String, Word> all, Role role, int value, String words) {
    for (String word : words.split(" ")) {
      all.put(word, new Word(role, value));
    }
  }

  static boolean isKeyword(String lower) {
    return WORDS.containsKey(lower);
  }

  static @Nullable Word find(String lower) {
    return WORDS.get(lower);
  }
}
