package dev.braid.type;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of dates and intervals, under all the names they have in intervals, `extract` and
/// `date_trunc`.
public enum IntervalUnit {
  MICROSECOND("us usec usecs usecond useconds microsecon"),
  MILLISECOND("ms msec msecs msecond mseconds millisecon"),
  SECOND("s sec secs second seconds"),
  MINUTE("m min mins minute minutes"),
  HOUR("h hr hrs hour hours"),
  DAY("d day days"),
  WEEK("w week weeks"),
  MONTH("mon mons month months"),
  QUARTER("qtr quarter"),
  YEAR("y yr yrs year years"),
  DECADE("dec decs decade decades"),
  CENTURY("c cent century centuries"),
  MILLENNIUM("mil mils millennia millennium"),
  TIMEZONE("timezone"),
  TIMEZONE_HOUR("timezone_h"),
  TIMEZONE_MINUTE("timezone_m"),
  DOW(""),
  ISODOW(""),
  DOY(""),
  ISOYEAR(""),
  JULIAN(""),
  EPOCH("");

  /// Only so many characters of a name count.
  private static final int SIGNIFICANT = 10;

  private static final Map<String, IntervalUnit> NAMES = new HashMap<>();
  private static final Map<String, IntervalUnit> FIELDS =
      Map.of(
          "dow", DOW, "isodow", ISODOW, "doy", DOY, "isoyear", ISOYEAR, "j", JULIAN, "jd", JULIAN,
          "julian", JULIAN, "epoch", EPOCH);

  static {
    for (IntervalUnit unit : values()) {
      for (String name : unit.names.split(" ")) {
        if (!name.isEmpty()) {
          NAMES.put(name, unit);
        }
      }
    }
  }

  private final String names;

  IntervalUnit(String names) {
    this.names = names;
  }

  /// A unit of intervals by its name in lower case.
  static @Nullable IntervalUnit find(String lower) {
    return NAMES.get(lower.length() > SIGNIFICANT ? lower.substring(0, SIGNIFICANT) : lower);
  }

  /// A field of `extract` or `date_trunc` by its name in lower case.
  public static @Nullable IntervalUnit field(String lower) {
    IntervalUnit unit = find(lower);
    return unit != null ? unit : FIELDS.get(lower);
  }
}
