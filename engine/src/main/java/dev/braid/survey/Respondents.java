package dev.braid.survey;

/// Sums over respondents rather than over rows, in one pass and in any grouping.
///
/// SQL has no "sum of one value per key", but it has sums of distinct values. Each respondent gets
/// a number of its own; number × 10^18 + value is then distinct exactly when the respondent is, and
/// the numbers, summed up likewise, are taken off again. All of it is numeric, so nothing is
/// rounded. A key that is an integer is its own number; any other gets 128 bits of MD5 as 64 digits
/// (two respondents of a billion share one with a chance of 10^-21).
final class Respondents {
  /// Larger than any weight, scaled or squared.
  private static final String SHIFT = "1000000000000000000";

  private Respondents() {}

  /// SQL of a respondent's number.
  ///
  /// @param type the key's, as PostgreSQL prints it
  static String number(String key, String type) {
    return switch (type) {
      case "smallint", "integer", "bigint" -> "CAST(" + key + " AS numeric)";
      default -> {
        String digest = "md5(CAST(" + key + " AS text))";
        yield "CAST(translate(%s, 'abcdef', '012345') || translate(%s, '0123456789abcdef', '0000000000111111') AS numeric)"
            .formatted(digest, digest);
      }
    };
  }

  /// SQL of the sum of one value for each respondent.
  ///
  /// @param number null for rows that do not count
  /// @param value not null where the number is not
  static String sum(Calls calls, String number, String value) {
    String exact = "CAST(" + value + " AS numeric)";
    String shifted = "(%s) * %s + %s".formatted(number, SHIFT, exact);
    return "(%s - %s * %s)"
        .formatted(calls.distinct("sum", shifted), calls.distinct("sum", number), SHIFT);
  }
}
