package dev.braid.expr.library;

import dev.braid.expr.ScalarFunction;
import dev.braid.type.text.Cases;
import dev.braid.type.text.Letters;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Upper and lower case under collations other than that of the database. For `C`, `POSIX` and
/// `ucs_basic` only the letters of ASCII are letters; for `pg_c_utf8` the digits of other scripts
/// end a word, which they do not for the C library.
///
/// The functions are equal to those of the catalogue, as they are one function in PostgreSQL: it is
/// the collation of their argument that tells which of the two is meant.
public final class CollatedCase {
  private static final Set<String> COLLATIONS = Set.of("C", "POSIX", "ucs_basic");

  private static final String UNICODE = "pg_c_utf8";

  private static final ScalarFunction.Binder UNICODE_INITCAP =
      perText(text -> Cases.initcap(text, c -> Character.isAlphabetic(c) || Letters.isDigit(c)));

  private static final Map<String, ScalarFunction.Binder> ASCII =
      Map.of(
          "upper", perText(text -> map(text, true)),
          "lower", perText(text -> map(text, false)),
          "casefold", perText(text -> map(text, false)),
          "initcap", perText(CollatedCase::initcap));

  private CollatedCase() {}

  /// Whether a collation knows no letters but those of ASCII.
  public static boolean isAscii(@Nullable String collation) {
    return collation != null && COLLATIONS.contains(collation);
  }

  /// Whether a collation's letters and digits are others than those of the database.
  public static boolean hasOwnLetters(String collation) {
    return isAscii(collation) || collation.equals(UNICODE);
  }

  /// The same function under a collation; null for one that does there what it does anyhow.
  public static @Nullable ScalarFunction of(ScalarFunction function, String collation) {
    ScalarFunction.Binder binder =
        isAscii(collation)
            ? ASCII.get(function.name())
            : collation.equals(UNICODE) && function.name().equals("initcap")
                ? UNICODE_INITCAP
                : null;
    return binder == null
        ? null
        : new ScalarFunction(
            function.name(),
            function.argumentTypes(),
            function.resultType(),
            function.variadic(),
            function.strict(),
            function.volatility(),
            binder);
  }

  /// Whether a function is one of those made here.
  public static boolean is(ScalarFunction function) {
    return function.binder() == UNICODE_INITCAP || function.binder() == ASCII.get(function.name());
  }

  private static ScalarFunction.Binder perText(UnaryOperator<String> operator) {
    return Definitions.perRow(
        (in, row, out, _) -> out.append(operator.apply(in[0].getString(row))));
  }

  private static String map(String text, boolean upper) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      out.setCharAt(i, upper ? upper(out.charAt(i)) : lower(out.charAt(i)));
    }
    return out.toString();
  }

  private static String initcap(String text) {
    StringBuilder out = new StringBuilder(text);
    boolean inWord = false;
    for (int i = 0; i < out.length(); i++) {
      char c = inWord ? lower(out.charAt(i)) : upper(out.charAt(i));
      out.setCharAt(i, c);
      inWord = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
    return out.toString();
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
