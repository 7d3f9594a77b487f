package dev.braid.type;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// extract and date_part; null for fields of infinities that have no value.
public final class DateParts {
  private DateParts() {}

  public static @Nullable BigDecimal extractDate(String field, int date) {
    throw new UnsupportedOperationException();
  }

  public static @Nullable BigDecimal extractTimestamp(String field, long timestamp) {
    throw new UnsupportedOperationException();
  }

  public static @Nullable BigDecimal extractInstant(String field, long instant, Zone zone) {
    throw new UnsupportedOperationException();
  }

  public static @Nullable BigDecimal extractTime(String field, long time) {
    throw new UnsupportedOperationException();
  }

  public static @Nullable BigDecimal extractInterval(String field, Interval interval) {
    throw new UnsupportedOperationException();
  }

}
