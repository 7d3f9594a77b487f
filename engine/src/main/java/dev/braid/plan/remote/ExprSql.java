package dev.braid.plan.remote;

import dev.braid.expr.And;
import dev.braid.expr.Call;
import dev.braid.expr.Case;
import dev.braid.expr.Coalesce;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import dev.braid.expr.Not;
import dev.braid.expr.NullTest;
import dev.braid.expr.Or;
import dev.braid.plan.logical.SameValue;
import dev.braid.plan.logical.ServerCall;
import dev.braid.plan.logical.SortKey;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Text of expressions. Every text is closed: a name, a call, or in parentheses, so that it can
/// stand anywhere and take a cast behind it.
///
/// @param columns texts of the columns that there are, by number
record ExprSql(Map<Integer, String> columns) {
  private static final Pattern BARE = Pattern.compile("[0-9]+|TRUE|FALSE|NULL");

  /// @throws NotExpressible where the text might mean something else
  String of(Expr expr) {
    return switch (expr) {
      case ColumnRef column -> {
        String text = columns.get(column.column());
        if (text == null) {
          throw new NotExpressible("column " + column.name());
        }
        yield text;
      }
      case Constant constant -> TypeSql.constant(constant.type(), constant.value());
      case And(List<Expr> operands) -> joined(operands, " AND ");
      case Or(List<Expr> operands) -> joined(operands, " OR ");
      case Not(Expr operand) -> "(NOT " + of(operand) + ")";
      case NullTest(Expr operand, boolean negated) ->
          "(" + of(operand) + (negated ? " IS NOT NULL)" : " IS NULL)");
      case Case choice -> choice(choice);
      case Coalesce(List<Expr> arguments, Type type) ->
          "COALESCE(" + String.join(", ", as(arguments, type)) + ")";
      case InList in -> in(in);
      case Call call -> CallSql.of(call, this);
      case SameValue(Expr left, Expr right) ->
          "(" + of(left) + " IS NOT DISTINCT FROM " + of(right) + ")";
      case ServerCall call -> serverCall(call);
      case Expr.Open open -> throw new NotExpressible(open.getClass().getSimpleName());
    };
  }

  private String serverCall(ServerCall call) {
    StringBuilder text = new StringBuilder(call.texts().getFirst());
    for (int i = 0; i < call.arguments().size(); i++) {
      Expr argument = call.arguments().get(i);
      text.append(
          argument instanceof Constant constant && constant.type().kind() == Kind.UNKNOWN
              ? TypeSql.unknown(constant.value())
              : of(argument));
      text.append(call.texts().get(i + 1));
    }
    return text.toString();
  }

  List<String> of(List<? extends Expr> exprs) {
    return exprs.stream().map(this::of).toList();
  }

  private String joined(List<Expr> operands, String word) {
    return "(" + String.join(word, of(operands)) + ")";
  }

  /// The value in a type; a cast is written where it has another one with the same values.
  String as(Expr expr, Type type) {
    return expr.type().sameKind(type) ? of(expr) : of(expr) + "::" + TypeSql.name(type.plain());
  }

  private List<String> as(List<Expr> exprs, Type type) {
    return exprs.stream().map(expr -> as(expr, type)).toList();
  }

  private String choice(Case choice) {
    StringBuilder text = new StringBuilder("CASE");
    for (Case.When when : choice.whens()) {
      text.append(" WHEN ").append(of(when.condition()));
      text.append(" THEN ").append(as(when.result(), choice.type()));
    }
    text.append(" ELSE ").append(as(choice.otherwise(), choice.type()));
    return text.append(" END").toString();
  }

  private String in(InList in) {
    if (in.values().isEmpty()) {
      throw new NotExpressible("an empty list");
    }
    Type type = in.operand().type().kind() == Kind.VARCHAR ? Type.TEXT : in.operand().type();
    List<String> values = new ArrayList<>();
    in.values().forEach(value -> values.add(TypeSql.constant(type, value)));
    return "(%s %s (%s))"
        .formatted(
            as(in.operand(), type), in.negated() ? "NOT IN" : "IN", String.join(", ", values));
  }

  /// An expression where a bare constant would be the number of a column, or an error. A column may
  /// be a constant, too.
  String key(Expr expr) {
    if (expr instanceof Constant constant) {
      return TypeSql.typed(constant.type(), constant.value());
    }
    String text = of(expr);
    return BARE.matcher(text).matches() ? text + "::" + TypeSql.name(expr.type().plain()) : text;
  }

  /// Keys of an order, with the place of NULLs said.
  String order(List<SortKey> keys) {
    List<String> texts = new ArrayList<>();
    for (SortKey key : keys) {
      texts.add(
          key(key.expr())
              + (key.descending() ? " DESC" : "")
              + (key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST"));
    }
    return String.join(", ", texts);
  }
}
