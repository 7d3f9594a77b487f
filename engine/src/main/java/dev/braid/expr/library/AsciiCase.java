package dev.braid.expr.library;

import dev.braid.expr.ScalarFunction;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Upper and lower case under the collations for which only the letters of ASCII are letters: `C`,
/// `POSIX` and `ucs_basic`.
///
/// The functions are equal to those of the catalogue, as they are one function in PostgreSQL: it is
/// the collation of their argument that tells which of the two is meant.
public final class AsciiCase {
  private static final Set<String> COLLATIONS = Set.of("C", "POSIX", "ucs_basic");

  private static final Map<String, ScalarFunction.Binder> BINDERS =
      Map.of(
          "upper", perText(text -> map(text, true)),
          "lower", perText(text -> map(text, false)),
          "casefold", perText(text -> map(text, false)),
          "initcap", perText(AsciiCase::initcap));

  private AsciiCase() {}

  /// Whether a collation knows no letters but those of ASCII.
  public static boolean isOf(@Nullable String collation) {
    return collation != null && COLLATIONS.contains(collation);
  }

  /// The same function for ASCII's letters; null for one that changes no case.
  public static @Nullable ScalarFunction of(ScalarFunction function) {
    ScalarFunction.Binder binder = BINDERS.get(function.name());
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
    return function.binder() == BINDERS.get(function.name());
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
