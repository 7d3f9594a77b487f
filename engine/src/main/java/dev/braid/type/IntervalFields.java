package dev.braid.type;

import java.util.Locale;

/// The fields to which a type restricts its intervals: `interval day to second`.
public enum IntervalFields {
  FULL(0),
  YEAR(1),
  MONTH(2),
  YEAR_TO_MONTH(3),
  DAY(4),
  HOUR(5),
  DAY_TO_HOUR(6),
  MINUTE(7),
  DAY_TO_MINUTE(8),
  HOUR_TO_MINUTE(9),
  SECOND(10),
  DAY_TO_SECOND(11),
  HOUR_TO_SECOND(12),
  MINUTE_TO_SECOND(13);

  private final int code;

  IntervalFields(int code) {
    this.code = code;
  }

  /// A number by which a type remembers its fields.
  int code() {
    return code;
  }

  static IntervalFields ofCode(int code) {
    for (IntervalFields fields : values()) {
      if (fields.code == code) {
        return fields;
      }
    }
    throw new IllegalArgumentException("no fields: " + code);
  }

  /// `day to second`; empty for [#FULL].
  public String sqlName() {
    return this == FULL ? "" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// What a number without a unit counts.
  IntervalUnit lastUnit() {
    return switch (this) {
      case YEAR -> IntervalUnit.YEAR;
      case MONTH, YEAR_TO_MONTH -> IntervalUnit.MONTH;
      case DAY -> IntervalUnit.DAY;
      case HOUR, DAY_TO_HOUR -> IntervalUnit.HOUR;
      case MINUTE, DAY_TO_MINUTE, HOUR_TO_MINUTE -> IntervalUnit.MINUTE;
      case FULL, SECOND, DAY_TO_SECOND, HOUR_TO_SECOND, MINUTE_TO_SECOND -> IntervalUnit.SECOND;
    };
  }
}
