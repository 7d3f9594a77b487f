package dev.braid.sql.analyze;

import dev.braid.expr.Call;
import dev.braid.expr.CollateClause;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.library.ArrayQuantifier;
import dev.braid.expr.library.CollatedCase;
import dev.braid.type.Type;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Calls that ask for letters, where the collation has others than the database: for `C`, `POSIX`
/// and `ucs_basic` they are those of ASCII, for `pg_c_utf8` digits of other scripts are none. Upper
/// and lower case have functions of their own, ILIKE is LIKE of lower cases, and regular
/// expressions are refused if they may ask for a letter.
final class LetterCalls {
  /// Without classes of characters, options, and what only looks like one of them.
  private static final Pattern WITHOUT_CLASSES =
      Pattern.compile(
          "(?!\\*\\*\\*)(?:[^\\\\\\[(]|\\\\[dDntr0-9[^A-Za-z]]|\\[(?![:.=])|\\((?!\\?)|\\(\\?[:=!<])*");

  private LetterCalls() {}

  /// @param call whose collation is known
  static Expr of(Call call, CollationState collation, Analysis analysis) {
    String name = call.function().name();
    String under = collation.collation();
    if (!CollatedCase.hasOwnLetters(under)) {
      return call;
    }
    boolean ascii = CollatedCase.isAscii(under);
    ScalarFunction own = CollatedCase.of(call.function(), under);
    if (own != null) {
      return new Call(own, call.arguments(), call.type());
    }
    if (name.equals("casefold")) {
      throw refused(call, name, collation, analysis);
    }
    if (ascii && CollationNeed.ILIKE.equals(CollationNeed.of(name, call.arguments()))) {
      Call like = like(call, collation, analysis);
      if (like == null && !analysis.collated) {
        throw refused(call, name, collation, analysis);
      }
      return like == null ? call : like;
    }
    checkRegex(call, name, call.arguments(), collation, analysis);
    return call;
  }

  /// Lets a call pass that has no regular expression, or one that asks for no letters.
  ///
  /// @param collation which is known
  /// @param at where to report it
  static void checkRegex(
      Expr at, String name, List<Expr> arguments, CollationState collation, Analysis analysis) {
    // Servers are asked with the collation; what they are not asked the planner refuses.
    boolean own = CollatedCase.hasOwnLetters(collation.collation()) && !analysis.collated;
    if (own
        && CollationNeed.REGEX.equals(CollationNeed.of(name, arguments))
        && !isPlain(name, arguments, CollatedCase.isAscii(collation.collation()))) {
      throw refused(at, CollationNeed.REGEX, collation, analysis);
    }
  }

  private static RuntimeException refused(
      Expr at, String what, CollationState collation, Analysis analysis) {
    return Errors.unsupported(
        analysis.position(at), what + " under collation \"" + collation.collation() + "\"");
  }

  /// `lower(value) LIKE lower(pattern)`.
  private static @Nullable Call like(Call call, CollationState collation, Analysis analysis) {
    String symbol = call.function().name().equals("~~*") ? "~~" : "!~~";
    List<Type> types = List.of(Type.TEXT, Type.TEXT);
    if (!call.function().argumentTypes().equals(types)) {
      return null;
    }
    ScalarFunction like =
        analysis.functions.operators(symbol).stream()
            .filter(each -> each.argumentTypes().equals(types))
            .findFirst()
            .orElse(null);
    ScalarFunction lower =
        analysis.functions.functions("lower").stream()
            .filter(each -> each.argumentTypes().equals(List.of(Type.TEXT)))
            .findFirst()
            .orElse(null);
    if (like == null || lower == null) {
      return null;
    }
    ScalarFunction own = Objects.requireNonNull(CollatedCase.of(lower, "C"));
    List<Expr> lowered =
        call.arguments().stream()
            .map(each -> (Expr) new Call(own, List.of(named(each, collation, analysis)), Type.TEXT))
            .toList();
    return new Call(like, lowered, Type.BOOL);
  }

  /// Each side has to tell servers the collation, which the other may have brought.
  private static Expr named(Expr expr, CollationState collation, Analysis analysis) {
    return !analysis.collated || CollateClause.is(expr)
        ? expr
        : CollateClause.of(expr, collation.collation());
  }

  /// Whether a regular expression is a constant that asks for no letters.
  ///
  /// @param ascii whether upper and lower case are the database's neither
  private static boolean isPlain(String name, List<Expr> arguments, boolean ascii) {
    boolean flags = arguments.size() > (name.equals("regexp_replace") ? 3 : 2);
    return !(ascii && (ArrayQuantifier.operator(name).endsWith("*") || flags))
        && isPlain(
            arguments.get(1) instanceof Call pattern
                    && pattern.function().name().equals("similar_to_escape")
                ? pattern.arguments().getFirst()
                : arguments.get(1));
  }

  private static boolean isPlain(Expr pattern) {
    return pattern instanceof Constant constant
        && WITHOUT_CLASSES.matcher(String.valueOf(constant.value())).matches();
  }
}
