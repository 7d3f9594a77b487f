package dev.braid.plan.physical;

import dev.braid.catalog.table.ZoneFilter;
import dev.braid.catalog.table.ZoneFilter.Operator;
import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import dev.braid.expr.NullTest;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a scan may use of its conditions to leave out morsels: comparisons of a bare column with
/// constants of its own type, or of one that can be told in its terms ([ColumnValue]).
///
/// `LIKE 'abc%'` bounds the column from both sides, since text is compared by its bytes.
final class ZoneFilters {
  private final Map<Integer, Integer> positions;
  private final List<ZoneFilter> filters = new ArrayList<>();

  private ZoneFilters(Map<Integer, Integer> positions) {
    this.positions = positions;
  }

  /// @param positions of the columns in the table, by number
  static List<ZoneFilter> of(List<Expr> conjuncts, Map<Integer, Integer> positions) {
    ZoneFilters zones = new ZoneFilters(positions);
    conjuncts.forEach(zones::add);
    return zones.filters;
  }

  private void add(Expr conjunct) {
    switch (conjunct) {
      case NullTest(ColumnRef column, boolean negated) ->
          add(column, negated ? Operator.IS_NOT_NULL : Operator.IS_NULL, List.of());
      case InList(ColumnRef column, List<Object> values, boolean negated) when !negated ->
          add(column, Operator.IN, values.stream().filter(value -> value != null).toList());
      case Call call when call.arguments().size() == 2 -> add(call);
      default -> {}
    }
  }

  private void add(Call call) {
    Expr left = call.arguments().get(0);
    Expr right = call.arguments().get(1);
    String operator = call.function().name();
    if (left instanceof ColumnRef column && right instanceof Constant constant) {
      add(column, operator, constant);
    } else if (left instanceof Constant constant && right instanceof ColumnRef column) {
      add(column, Selectivity.Comparison.turned(operator), constant);
    }
  }

  private void add(ColumnRef column, String operator, Constant constant) {
    Object value = constant.value();
    if (value == null) {
      return;
    }
    if (operator.equals("~~")) {
      if (value instanceof String pattern && isString(column.type())) {
        prefix(column, pattern);
      }
      return;
    }
    ColumnValue own = ColumnValue.of(column, constant);
    if (own == null) {
      return;
    }
    List<Object> values = List.of(own.value());
    switch (operator) {
      case "=" -> add(column, Operator.EQUAL, values);
      case "<" -> add(column, own.exact() ? Operator.LESS : Operator.LESS_OR_EQUAL, values);
      case "<=" -> add(column, Operator.LESS_OR_EQUAL, values);
      case ">" -> add(column, Operator.GREATER, values);
      case ">=" -> add(column, own.exact() ? Operator.GREATER_OR_EQUAL : Operator.GREATER, values);
      default -> {}
    }
  }

  private void add(ColumnRef column, Operator operator, List<Object> values) {
    Integer position = positions.get(column.column());
    if (position != null) {
      filters.add(new ZoneFilter(position, operator, List.copyOf(values)));
    }
  }

  private static boolean isString(Type type) {
    return type.kind() == Kind.TEXT || type.kind() == Kind.VARCHAR;
  }

  private void prefix(ColumnRef column, String pattern) {
    int length = 0;
    while (length < pattern.length() && "%_\\".indexOf(pattern.charAt(length)) < 0) {
      length++;
    }
    String prefix = pattern.substring(0, length);
    if (length == pattern.length()) {
      add(column, Operator.EQUAL, List.of(prefix));
      return;
    }
    if (prefix.isEmpty()) {
      return;
    }
    add(column, Operator.GREATER_OR_EQUAL, List.of(prefix));
    char last = prefix.charAt(length - 1);
    if (last < Character.MIN_SURROGATE - 1) {
      String above = prefix.substring(0, length - 1) + (char) (last + 1);
      add(column, Operator.LESS, List.of(above));
    }
  }
}
