package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers of bytes as people write them: `pg_size_pretty` and `pg_size_bytes`.
///
/// A unit is used up to 10 (bytes) or 20 (all others) of the next one, so that at least two digits
/// show. On the way to it the number keeps one binary digit more than it will show, for the
/// rounding.
public final class SizeText {
  private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB", "PB");
  private static final int BYTES_LIMIT = 10 * 1024;
  private static final int LIMIT = 20 * 1024 - 1;

  private static final Pattern SIZE =
      Pattern.compile(
          "[ \\t\\n\\r\\f\\x0b]*([-+]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]+)?)"
              + "[ \\t\\n\\r\\f\\x0b]*(.*?)[ \\t\\n\\r\\f\\x0b]*",
          Pattern.DOTALL);

  private SizeText() {}

  public static String pretty(long size) {
    return pretty(Numeric.of(size));
  }

  public static String pretty(Numeric size) {
    if (!size.isFinite()) {
      return size + " " + UNITS.getLast();
    }
    BigDecimal value = size.toBigDecimal();
    if (value.abs().compareTo(BigDecimal.valueOf(BYTES_LIMIT)) < 0) {
      return size + " bytes";
    }
    BigInteger rest = value.divide(BigDecimal.valueOf(512), 0, RoundingMode.DOWN).toBigInteger();
    int unit = 1;
    while (unit < UNITS.size() - 1 && rest.abs().compareTo(BigInteger.valueOf(LIMIT)) >= 0) {
      rest = rest.divide(BigInteger.valueOf(1024));
      unit++;
    }
    BigInteger half = rest.add(rest.signum() < 0 ? BigInteger.ONE.negate() : BigInteger.ONE);
    return half.divide(BigInteger.TWO) + " " + UNITS.get(unit);
  }

  /// @throws BraidException 22023 for what is no size, 22003 for one out of bigint's range
  public static long bytes(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw invalid(text);
    }
    Numeric number = Numeric.parse(matcher.group(1));
    int power = power(matcher.group(2), text);
    return (power == 0 ? number : number.multiply(Numeric.of(1L << 10 * power))).toInt8();
  }

  private static int power(String unit, String text) {
    String lower = unit.toLowerCase(Locale.ROOT);
    if (lower.isEmpty() || lower.equals("b")) {
      return 0;
    }
    for (int i = 0; i < UNITS.size(); i++) {
      if (UNITS.get(i).toLowerCase(Locale.ROOT).equals(lower)) {
        return i;
      }
    }
    throw invalid(text);
  }

  private static BraidException invalid(String text) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, "invalid size: \"" + text + "\"");
  }
}
