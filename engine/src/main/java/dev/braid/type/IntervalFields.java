package dev.braid.type;

/// The fields to which a type restricts its intervals: `interval day to second`.
public enum IntervalFields {
  FULL,
  YEAR,
  MONTH,
  YEAR_TO_MONTH,
  DAY,
  HOUR,
  DAY_TO_HOUR,
  MINUTE,
  DAY_TO_MINUTE,
  HOUR_TO_MINUTE,
  SECOND,
  DAY_TO_SECOND,
  HOUR_TO_SECOND,
  MINUTE_TO_SECOND;

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
