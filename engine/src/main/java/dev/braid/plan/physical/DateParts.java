package dev.braid.plan.physical;

import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.type.Kind;
import java.util.Locale;

/// How many values parts of dates take: there are far fewer years than days.
final class DateParts {
  private static final double DAYS_OF_YEAR = 365.25;

  private DateParts() {}

  /// Different values of `extract(part from date)`, or 0 for any other expression.
  static double distinct(Expr expr, Profile input) {
    if (!(expr instanceof Call call)
        || call.arguments().size() != 2
        || !(call.arguments().get(0) instanceof Constant(_, String part))
        || !(Selectivity.Comparison.column(call.arguments().get(1)) instanceof ColumnRef column)
        || column.type().kind() != Kind.DATE) {
      return 0;
    }
    String name = call.function().name();
    if (!name.equals("extract") && !name.equals("date_part")) {
      return 0;
    }
    double days = Math.max(1, input.column(column).distinct());
    double parts =
        switch (part.toLowerCase(Locale.ROOT)) {
          case "year", "isoyear" -> Math.ceil(days / DAYS_OF_YEAR);
          case "quarter" -> 4;
          case "month" -> 12;
          case "week" -> 53;
          case "day" -> 31;
          case "doy" -> 366;
          case "dow", "isodow" -> 7;
          default -> 0;
        };
    return Math.min(parts, days);
  }
}
