package dev.braid.sql.ast;

import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.Expression.Indirection;
import java.util.ArrayList;
import java.util.List;

/// Expressions as SQL.
final class ExpressionText {
  private final SqlText text;

  ExpressionText(SqlText text) {
    this.text = text;
  }

  /// As an operand of anything.
  private SqlText operand(Expression expression) {
    boolean alone =
        switch (expression) {
          case Expression.NullLiteral _,
              Expression.BooleanLiteral _,
              Expression.StringLiteral _,
              Expression.BitLiteral _,
              Expression.Parameter _,
              Expression.ColumnReference _,
              Expression.ScalarSubquery _,
              Expression.Coalesce _,
              Expression.Case _ ->
              true;
          case Expression.IntegerLiteral literal -> literal.value() >= 0;
          default -> false;
        };
    return alone ? text.expression(expression) : text.add("(").expression(expression).add(")");
  }

  void expression(Expression expression) {
    switch (expression) {
      case Expression.NullLiteral _ -> text.add("NULL");
      case Expression.BooleanLiteral it -> text.add(it.value() ? "TRUE" : "FALSE");
      case Expression.IntegerLiteral it -> text.add(Integer.toString(it.value()));
      case Expression.NumericLiteral it -> text.add(it.text());
      case Expression.StringLiteral it -> text.add(SqlText.literal(it.value()));
      case Expression.BitLiteral it ->
          text.add(it.hexadecimal() ? "X" : "B").add(SqlText.literal(it.digits()));
      case Expression.TypedLiteral it -> typed(it);
      case Expression.Parameter it -> text.add("$" + it.number());
      case Expression.ColumnReference it -> text.names(it.names());
      case Expression.Star it ->
          text.names(it.qualifier()).add(it.qualifier().isEmpty() ? "*" : ".*");
      case Expression.Operation it -> operation(it);
      case Expression.Logic it -> logic(it);
      case Expression.Not it -> {
        text.add("NOT ");
        operand(it.operand());
      }
      case Expression.Is it ->
          operand(it.operand()).add(it.negated() ? " IS NOT " : " IS ").add(it.test().name());
      case Expression.IsJson it -> {
        operand(it.operand()).add(it.negated() ? " IS NOT JSON " : " IS JSON ");
        text.add(it.item().name()).add(it.uniqueKeys() ? " WITH UNIQUE KEYS" : "");
      }
      case Expression.IsDistinct it -> {
        operand(it.left()).add(it.negated() ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ");
        operand(it.right());
      }
      case Expression.Between it -> between(it);
      case Expression.InList it ->
          operand(it.operand()).add(in(it.negated())).expressions(it.list()).add(")");
      case Expression.InSubquery it ->
          operand(it.operand()).add(in(it.negated())).query(it.query()).add(")");
      case Expression.Like it -> like(it);
      case Expression.Quantified it -> {
        quantifier(it.left(), it.operator(), it.all());
        text.expression(it.array()).add(")");
      }
      case Expression.QuantifiedSubquery it -> {
        quantifier(it.left(), it.operator(), it.all());
        text.query(it.query()).add(")");
      }
      case Expression.Exists it -> text.add("EXISTS (").query(it.query()).add(")");
      case Expression.ScalarSubquery it -> text.add("(").query(it.query()).add(")");
      case Expression.ArraySubquery it -> text.add("ARRAY(").query(it.query()).add(")");
      case Expression.ArrayConstructor it -> elements(text.add("ARRAY"), it);
      case Expression.Row it ->
          text.add(it.explicit() ? "ROW(" : "(").expressions(it.fields()).add(")");
      case Indirection it -> indirection(it);
      case Expression.Cast it ->
          text.add("CAST(").expression(it.operand()).add(" AS ").type(it.type()).add(")");
      case Expression.Collate it -> operand(it.operand()).add(" COLLATE ").names(it.collation());
      case Expression.Case it -> caseOf(it);
      case Expression.Coalesce it -> call("COALESCE", it.arguments());
      case Expression.NullIf it -> call("NULLIF", List.of(it.left(), it.right()));
      case Expression.Extremum it -> call(it.greatest() ? "GREATEST" : "LEAST", it.arguments());
      case FunctionCall it -> functionCall(it);
      case Expression.ValueFunction it ->
          text.add(it.function().name())
              .add(it.precision() == null ? "" : "(" + it.precision() + ")");
      case Expression.Grouping it -> call("GROUPING", it.arguments());
    }
  }

  private static String in(boolean negated) {
    return negated ? " NOT IN (" : " IN (";
  }

  private void call(String name, List<Expression> arguments) {
    text.add(name).add("(").expressions(arguments).add(")");
  }

  private void typed(Expression.TypedLiteral it) {
    TypeName type = it.type();
    TypeName.IntervalFields fields = type.intervalFields();
    if (fields == null) {
      text.type(type).add(" ").add(SqlText.literal(it.value()));
      return;
    }
    text.add("interval ").add(SqlText.literal(it.value())).add(" ");
    text.add(fields.sql());
    if (!type.modifiers().isEmpty()) {
      text.add("(").expressions(type.modifiers()).add(")");
    }
  }

  private void operation(Expression.Operation it) {
    if (it.left() != null) {
      operand(it.left()).add(" ");
    }
    operator(it.operator());
    text.add(" ");
    operand(it.right());
  }

  void operator(OperatorName operator) {
    if (!operator.explicit()) {
      text.add(operator.name());
      return;
    }
    text.add("OPERATOR(").names(operator.schema());
    text.add(operator.schema().isEmpty() ? "" : ".").add(operator.name()).add(")");
  }

  private void logic(Expression.Logic it) {
    for (int i = 0; i < it.operands().size(); i++) {
      text.add(i == 0 ? "" : " " + it.connective().name() + " ");
      operand(it.operands().get(i));
    }
  }

  private void between(Expression.Between it) {
    operand(it.operand()).add(it.negated() ? " NOT BETWEEN " : " BETWEEN ");
    text.add(it.symmetric() ? "SYMMETRIC " : "");
    operand(it.low()).add(" AND ");
    operand(it.high());
  }

  private void like(Expression.Like it) {
    operand(it.operand()).add(it.negated() ? " NOT " : " ");
    text.add(it.kind().name().replace('_', ' ')).add(" ");
    operand(it.pattern());
    if (it.escape() != null) {
      text.add(" ESCAPE ");
      operand(it.escape());
    }
  }

  private void quantifier(Expression left, OperatorName operator, boolean all) {
    operand(left).add(" ");
    String words =
        switch (operator.explicit() ? "" : operator.name()) {
          case "~~" -> "LIKE";
          case "!~~" -> "NOT LIKE";
          case "~~*" -> "ILIKE";
          case "!~~*" -> "NOT ILIKE";
          default -> "";
        };
    if (words.isEmpty()) {
      operator(operator);
    } else {
      text.add(words);
    }
    text.add(all ? " ALL (" : " ANY (");
  }

  private static void elements(SqlText text, Expression.ArrayConstructor it) {
    // Rows of a matrix have no ARRAY of their own; other elements keep theirs in parentheses.
    text.add("[");
    boolean matrix =
        !it.elements().isEmpty()
            && it.elements().stream().allMatch(Expression.ArrayConstructor.class::isInstance);
    text.list(
        it.elements(),
        element -> {
          if (matrix && element instanceof Expression.ArrayConstructor inner) {
            elements(text, inner);
          } else {
            text.expression(element);
          }
        });
    text.add("]");
  }

  private void indirection(Indirection it) {
    text.add("(").expression(it.operand()).add(")");
    for (Indirection.Step step : it.steps()) {
      switch (step) {
        case Indirection.Field field -> text.add(".").name(field.name());
        case Indirection.AllFields _ -> text.add(".*");
        case Indirection.Element element -> text.add("[").expression(element.index()).add("]");
        case Indirection.Slice slice -> {
          text.add("[");
          if (slice.lower() != null) {
            text.expression(slice.lower());
          }
          text.add(" : ");
          if (slice.upper() != null) {
            text.expression(slice.upper());
          }
          text.add("]");
        }
      }
    }
  }

  private void caseOf(Expression.Case it) {
    text.add("CASE ");
    if (it.operand() != null) {
      operand(it.operand()).add(" ");
    }
    for (Expression.Case.When when : it.whens()) {
      text.add("WHEN ").expression(when.condition());
      text.add(" THEN ").expression(when.result()).add(" ");
    }
    if (it.otherwise() != null) {
      text.add("ELSE ").expression(it.otherwise()).add(" ");
    }
    text.add("END");
  }

  private void functionCall(FunctionCall it) {
    List<Expression> arguments = new ArrayList<>();
    it.arguments().forEach(argument -> arguments.add(argument.value()));
    switch (it.form()) {
      case PLAIN -> plain(it);
      case EXTRACT -> words("EXTRACT(", arguments, " FROM ");
      case SUBSTRING -> words("SUBSTRING(", arguments, " FROM ", " FOR ");
      case SUBSTRING_SIMILAR -> words("SUBSTRING(", arguments, " SIMILAR ", " ESCAPE ");
      case POSITION -> words("POSITION(", arguments.reversed(), " IN ");
      case OVERLAY -> words("OVERLAY(", arguments, " PLACING ", " FROM ", " FOR ");
      case TRIM -> trim(it.name().getLast(), arguments);
      case AT_TIME_ZONE -> {
        operand(arguments.getLast()).add(" AT TIME ZONE ");
        operand(arguments.getFirst());
      }
      case AT_LOCAL -> operand(arguments.getFirst()).add(" AT LOCAL");
      case OVERLAPS -> {
        call("", arguments.subList(0, 2));
        text.add(" OVERLAPS ");
        call("", arguments.subList(2, 4));
      }
      case NORMALIZE -> {
        text.add("NORMALIZE(").expression(arguments.getFirst());
        text.add(arguments.size() > 1 ? ", " + normalForm(arguments) : "").add(")");
      }
      case IS_NORMALIZED -> {
        operand(arguments.getFirst()).add(" IS ");
        text.add(arguments.size() > 1 ? normalForm(arguments) + " " : "").add("NORMALIZED");
      }
      case COLLATION_FOR -> call("COLLATION FOR ", arguments);
      case SYSTEM_USER -> text.add("SYSTEM_USER");
    }
  }

  private static String normalForm(List<Expression> arguments) {
    return ((Expression.StringLiteral) arguments.getLast()).value();
  }

  private void words(String opening, List<Expression> arguments, String... between) {
    text.add(opening);
    for (int i = 0; i < arguments.size(); i++) {
      text.add(i == 0 ? "" : between[i - 1]);
      operand(arguments.get(i));
    }
    text.add(")");
  }

  private void trim(String name, List<Expression> arguments) {
    String side =
        switch (name) {
          case "ltrim" -> "LEADING";
          case "rtrim" -> "TRAILING";
          default -> "BOTH";
        };
    text.add("TRIM(").add(side).add(" FROM ").expressions(arguments).add(")");
  }

  private void plain(FunctionCall it) {
    text.names(it.name()).add("(").add(it.distinct() ? "DISTINCT " : "").add(it.star() ? "*" : "");
    for (int i = 0; i < it.arguments().size(); i++) {
      FunctionCall.Argument argument = it.arguments().get(i);
      text.add(i == 0 ? "" : ", ");
      text.add(it.variadic() && i == it.arguments().size() - 1 ? "VARIADIC " : "");
      if (argument.name() != null) {
        text.name(argument.name()).add(" => ");
      }
      text.expression(argument.value());
    }
    if (it.withinGroup()) {
      text.add(") WITHIN GROUP (").orderBy(it.orderBy());
    } else if (!it.orderBy().isEmpty()) {
      text.add(" ").orderBy(it.orderBy());
    }
    text.add(")");
    if (it.filter() != null) {
      text.add(" FILTER (WHERE ").expression(it.filter()).add(")");
    }
    if (it.over() != null) {
      text.add(" OVER ");
      if (it.over().name() == null) {
        text.window(it.over());
      } else {
        text.name(it.over().name());
      }
    }
  }
}
