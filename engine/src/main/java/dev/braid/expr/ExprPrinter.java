package dev.braid.expr;

import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.util.ArrayList;
import java.util.List;

/// Expressions as PostgreSQL's EXPLAIN prints them, as far as a reader minds.
public final class ExprPrinter {
  private ExprPrinter() {}

  public static String print(Expr expr) {
    return switch (expr) {
      case ColumnRef column -> column.name();
      case Constant constant -> constant(constant);
      case And(List<Expr> operands) -> join(operands, " AND ");
      case Or(List<Expr> operands) -> join(operands, " OR ");
      case Not(Expr operand) -> "(NOT " + print(operand) + ")";
      case NullTest(Expr operand, boolean negated) ->
          "(" + print(operand) + (negated ? " IS NOT NULL)" : " IS NULL)");
      case Coalesce(List<Expr> arguments, _) -> "COALESCE(" + list(arguments) + ")";
      case InList in ->
          "(%s %s (%s))"
              .formatted(print(in.operand()), in.negated() ? "<> ALL" : "= ANY", array(in));
      case Case choice -> {
        StringBuilder text = new StringBuilder("CASE");
        for (Case.When when : choice.whens()) {
          text.append(" WHEN ").append(print(when.condition()));
          text.append(" THEN ").append(print(when.result()));
        }
        yield text.append(" ELSE ").append(print(choice.otherwise())).append(" END").toString();
      }
      case Call call -> call(call);
      case Expr.Open open -> "(" + open.getClass().getSimpleName() + ")";
    };
  }

  private static String constant(Constant constant) {
    if (constant.value() == null) {
      return "NULL::" + constant.type().sqlName();
    }
    return switch (constant.type().kind()) {
      case INT4, BOOL -> constant.value().toString();
      default -> {
        String text = TextOutput.write(constant.type(), constant.value(), Zone.UTC);
        yield "'" + text.replace("'", "''") + "'::" + constant.type().sqlName();
      }
    };
  }

  /// The values of a list as an array's literal.
  private static String array(InList in) {
    List<String> elements = new ArrayList<>();
    for (Object value : in.values()) {
      elements.add(value == null ? "NULL" : element(in.operand().type(), value));
    }
    String text = "{" + String.join(",", elements) + "}";
    return "'" + text.replace("'", "''") + "'::" + in.operand().type().sqlName() + "[]";
  }

  private static String element(Type type, Object value) {
    String text = TextOutput.write(type, value, Zone.UTC);
    boolean plain = !text.isEmpty() && !text.equalsIgnoreCase("null");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain &= "{}\",\\".indexOf(c) < 0 && !Character.isWhitespace(c);
    }
    return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String call(Call call) {
    String name = call.function().name();
    List<Expr> arguments = call.arguments();
    if (name.equals("cast")) {
      return "(" + print(arguments.getFirst()) + ")::" + call.type().sqlName();
    }
    if (CollateClause.is(call)) {
      return "(%s COLLATE \"%s\")"
          .formatted(print(arguments.getFirst()), CollateClause.collation(call));
    }
    if (!Character.isLetter(name.charAt(0)) && name.charAt(0) != '_') {
      return arguments.size() == 1
          ? "(" + name + " " + print(arguments.getFirst()) + ")"
          : "(%s %s %s)".formatted(print(arguments.get(0)), name, print(arguments.get(1)));
    }
    return name + "(" + list(arguments) + ")";
  }

  private static String list(List<Expr> exprs) {
    return String.join(", ", exprs.stream().map(ExprPrinter::print).toList());
  }

  private static String join(List<Expr> exprs, String word) {
    return "(" + String.join(word, exprs.stream().map(ExprPrinter::print).toList()) + ")";
  }
}
