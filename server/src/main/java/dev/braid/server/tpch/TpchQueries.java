package dev.braid.server.tpch;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The 22 queries with the specification's validation parameters, and the check of what they give.
public final class TpchQueries {
  public static final int COUNT = 22;

  private static final BigDecimal FRACTION = new BigDecimal("0.0001");

  private TpchQueries() {}

  /// A query's text, without a semicolon. The eleventh depends on the scale factor.
  public static String text(int number, BigDecimal scaleFactor) {
    BigDecimal fraction = FRACTION.divide(scaleFactor, MathContext.DECIMAL64).stripTrailingZeros();
    return resource("q" + number + ".sql").replace(":fraction", fraction.toPlainString()).strip();
  }

  /// Reads `1,6,9-12`; an empty text is all of them.
  ///
  /// @throws BraidException 22023 for what is no query
  public static List<Integer> numbers(String text) {
    Set<Integer> numbers = new TreeSet<>();
    for (String part : (text.isBlank() ? "1-" + COUNT : text).split(",", -1)) {
      String[] ends = part.strip().split("-", -1);
      int first = number(ends[0], text);
      int last = ends.length == 1 ? first : ends.length == 2 ? number(ends[1], text) : -1;
      if (last < first) {
        throw unknown(text);
      }
      for (int number = first; number <= last; number++) {
        numbers.add(number);
      }
    }
    return new ArrayList<>(numbers);
  }

  private static int number(String digits, String text) {
    try {
      int number = Integer.parseInt(digits.strip());
      if (number >= 1 && number <= COUNT) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw unknown(text);
  }

  private static BraidException unknown(String text) {
    return new BraidException(
            SqlState.INVALID_PARAMETER_VALUE, "\"%s\" does not name queries".formatted(text))
        .withHint("numbers from 1 to 22 and ranges of them: 1,6,9-12");
  }

  static String resource(String name) {
    try (InputStream in = TpchQueries.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
