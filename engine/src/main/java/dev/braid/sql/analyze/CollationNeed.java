package dev.braid.sql.analyze;

import dev.braid.expr.Expr;
import dev.braid.expr.library.ArrayQuantifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What functions, operators and aggregates need the collation of their arguments for, in the words
/// of PostgreSQL's message. Those that are not here look at characters only.
final class CollationNeed {
  /// What regular expressions need a collation for.
  static final String REGEX = "regular expression";

  static final String ILIKE = "ILIKE";

  private static final Map<String, String> PURPOSES = new HashMap<>();

  static {
    put(
        "string comparison",
        "=",
        "<>",
        "<",
        "<=",
        ">",
        ">=",
        "^@",
        "&&",
        "<@",
        "@>",
        "IS DISTINCT FROM",
        "greatest",
        "least",
        "starts_with",
        "replace",
        "split_part",
        "strpos",
        "position",
        "string_to_array",
        "string_to_table",
        "width_bucket",
        "array_position",
        "array_positions",
        "array_remove",
        "array_replace",
        "array_sort",
        "min",
        "max");
    put(
        REGEX,
        "~",
        "!~",
        "~*",
        "!~*",
        "substring",
        "regexp_count",
        "regexp_instr",
        "regexp_like",
        "regexp_match",
        "regexp_matches",
        "regexp_replace",
        "regexp_split_to_array",
        "regexp_split_to_table",
        "regexp_substr");
    put("LIKE", "~~", "!~~", "like", "notlike");
    put(ILIKE, "~~*", "!~~*");
    put("upper() function", "upper");
    put("lower() function", "lower", "casefold");
    put("initcap() function", "initcap");
  }

  private CollationNeed() {}

  private static void put(String purpose, String... names) {
    for (String name : names) {
      PURPOSES.put(name, purpose);
    }
  }

  /// Null where none is needed.
  static @Nullable String of(String name, List<Expr> arguments) {
    if (!CollationDerivation.anyCollatable(arguments)) {
      return null;
    }
    if (name.equals("substring") && !CollationDerivation.isCollatable(arguments.get(1).type())) {
      return null;
    }
    return PURPOSES.get(ArrayQuantifier.operator(name));
  }
}
