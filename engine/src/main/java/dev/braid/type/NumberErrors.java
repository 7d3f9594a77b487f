package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;

/// The errors that several kinds of numbers raise, in PostgreSQL's words.
final class NumberErrors {
  private NumberErrors() {}

  static BraidException outOfRange(String typeName) {
    return range(typeName + " out of range");
  }

  static BraidException range(String message) {
    return new BraidException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, message);
  }

  static BraidException textOutOfRange(String text, String typeName) {
    return range("value \"" + text + "\" is out of range for type " + typeName);
  }

  static BraidException numericOverflow() {
    return range("value overflows numeric format");
  }

  static BraidException divisionByZero() {
    return new BraidException(SqlState.DIVISION_BY_ZERO, "division by zero");
  }

  static BraidException syntax(String text, String typeName) {
    return new BraidException(
        SqlState.INVALID_TEXT_REPRESENTATION,
        "invalid input syntax for type " + typeName + ": \"" + text + "\"");
  }

  static BraidException logarithm(int sign) {
    return new BraidException(
        SqlState.INVALID_ARGUMENT_FOR_LOGARITHM,
        sign == 0 ? "cannot take logarithm of zero" : "cannot take logarithm of a negative number");
  }

  static BraidException power(String message) {
    return new BraidException(SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION, message);
  }

  static BraidException squareRoot() {
    return power("cannot take square root of a negative number");
  }

  static BraidException zeroToNegativePower() {
    return power("zero raised to a negative power is undefined");
  }

  static BraidException complexPower() {
    return power("a negative number raised to a non-integer power yields a complex result");
  }

  static BraidException widthBucket(String message) {
    return new BraidException(SqlState.INVALID_ARGUMENT_FOR_WIDTH_BUCKET_FUNCTION, message);
  }

  /// Blanks as the C locale's isspace has them.
  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
