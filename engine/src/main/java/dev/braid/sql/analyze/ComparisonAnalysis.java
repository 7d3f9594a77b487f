package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.expr.And;
import dev.braid.expr.Case;
import dev.braid.expr.Cast;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import dev.braid.expr.Not;
import dev.braid.expr.NullTest;
import dev.braid.expr.Or;
import dev.braid.sql.ast.Expression;
import dev.braid.type.Kind;
import dev.braid.type.Numeric;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comparisons that SQL has a syntax for: of rows, BETWEEN, IN, LIKE, IS DISTINCT FROM.
final class ComparisonAnalysis {
  private final ExpressionAnalyzer expressions;
  private final Analysis analysis;

  ComparisonAnalysis(ExpressionAnalyzer expressions) {
    this.expressions = expressions;
    analysis = expressions.analysis;
  }

  private Expr compare(String symbol, Expr left, Expr right, int position) {
    return analysis.operators.binary(symbol, left, right, position);
  }

  /// Rows compare field by field; the first that differ decide an order.
  Expr rows(String symbol, Expression.Row left, Expression.Row right, int position) {
    if (left.fields().size() != right.fields().size()) {
      throw Errors.syntax(position, "unequal number of entries in row expressions");
    }
    if (left.fields().isEmpty()) {
      throw Errors.error(
          SqlState.FEATURE_NOT_SUPPORTED, position, "cannot compare rows of zero length");
    }
    return rows(
        symbol, expressions.analyze(left.fields()), expressions.analyze(right.fields()), position);
  }

  /// Rows of as many fields.
  Expr rows(String symbol, List<Expr> a, List<Expr> b, int position) {
    return switch (symbol) {
      case "=", "<>" -> {
        List<Expr> parts = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
          parts.add(compare(symbol, a.get(i), b.get(i), position));
        }
        yield parts.size() == 1
            ? parts.getFirst()
            : symbol.equals("=") ? new And(parts) : new Or(parts);
      }
      case "<", "<=", ">", ">=" -> ordered(symbol, a, b, position);
      default -> throw Errors.unsupported(position, "row comparison operator " + symbol);
    };
  }

  /// `(a, b) < (c, d)` is `CASE WHEN a = c THEN b < d ELSE a < c END` except that an unknown
  /// equality makes all of it unknown, which `a < c` then is as well.
  private Expr ordered(String symbol, List<Expr> a, List<Expr> b, int position) {
    int last = a.size() - 1;
    Expr result = compare(symbol, a.get(last), b.get(last), position);
    String strict = symbol.substring(0, 1);
    for (int i = last - 1; i >= 0; i--) {
      Expr equal = compare("=", a.get(i), b.get(i), position);
      Expr less = compare(strict, a.get(i), b.get(i), position);
      result = new Case(List.of(new Case.When(equal, result)), less, Type.BOOL);
    }
    return result;
  }

  Expr isDistinct(Expression.IsDistinct it) {
    if (it.left() instanceof Expression.Row left && it.right() instanceof Expression.Row right) {
      if (left.fields().size() != right.fields().size()) {
        throw Errors.syntax(it.position(), "unequal number of entries in row expressions");
      }
      List<Expr> parts = new ArrayList<>();
      for (int i = 0; i < left.fields().size(); i++) {
        parts.add(
            distinct(
                expressions.analyze(left.fields().get(i)),
                expressions.analyze(right.fields().get(i)),
                it.position()));
      }
      Expr any = parts.size() == 1 ? parts.getFirst() : new Or(parts);
      return it.negated() ? new Not(any) : any;
    }
    if (it.right() instanceof Expression.NullLiteral) {
      return new NullTest(analysis.coercion.known(expressions.analyze(it.left())), !it.negated());
    }
    if (it.left() instanceof Expression.NullLiteral) {
      return new NullTest(analysis.coercion.known(expressions.analyze(it.right())), !it.negated());
    }
    Expr left = expressions.analyze(it.left());
    Expr distinct = distinct(left, expressions.analyze(it.right()), it.position());
    return it.negated() ? new Not(distinct) : distinct;
  }

  private Expr distinct(Expr left, Expr right, int position) {
    if (ServerCalls.takes("", List.of(left.type(), right.type()))) {
      return analysis.servers.isDistinct(left, right, position);
    }
    OperatorResolution.Resolved equal =
        analysis.operators.resolve("=", List.of(left.type(), right.type()), position);
    OperatorResolution.Resolved distinct =
        analysis.operators.find("IS DISTINCT FROM", equal.types());
    if (distinct != null) {
      return analysis.operators.apply(distinct, List.of(left, right), position);
    }
    Expr differ = new Not(analysis.operators.apply(equal, List.of(left, right), position));
    Expr a = analysis.coercion.argument(left, equal.types().getFirst(), position);
    Expr b = analysis.coercion.argument(right, equal.types().getLast(), position);
    return new Case(
        List.of(
            new Case.When(new NullTest(a, false), new NullTest(b, true)),
            new Case.When(new NullTest(b, false), Constant.TRUE)),
        differ,
        Type.BOOL);
  }

  Expr between(Expression.Between it) {
    Expr either;
    if (it.symmetric()) {
      either = new Or(List.of(range(it, it.low(), it.high()), range(it, it.high(), it.low())));
      return it.negated() ? new Not(either) : either;
    }
    if (it.negated()) {
      return new Or(
          List.of(
              compare("<", it.operand(), it.low(), it.position()),
              compare(">", it.operand(), it.high(), it.position())));
    }
    return range(it, it.low(), it.high());
  }

  private Expr range(Expression.Between it, Expression low, Expression high) {
    return new And(
        List.of(
            compare(">=", it.operand(), low, it.position()),
            compare("<=", it.operand(), high, it.position())));
  }

  private Expr compare(String symbol, Expression left, Expression right, int position) {
    if (left instanceof Expression.Row a && right instanceof Expression.Row b) {
      return rows(symbol, a, b, position);
    }
    Expr first = expressions.analyze(left);
    return compare(symbol, first, expressions.analyze(right), position);
  }

  /// A set of constants where all are plain ones of a common type, else comparisons.
  Expr inList(Expression.InList it) {
    String symbol = it.negated() ? "<>" : "=";
    List<Expr> parts = new ArrayList<>();
    if (!(it.operand() instanceof Expression.Row)) {
      Expr operand = expressions.analyze(it.operand());
      List<Expr> list = regtypes(operand, expressions.analyze(it.list()));
      Expr constants = constants(operand, list, it);
      if (constants != null) {
        return constants;
      }
      List<Expr> together = together(operand, list);
      for (Expr each : list) {
        Expr part = compare(symbol, operand, each, it.position());
        if (together.contains(each)) {
          analysis.collations.group(part, together);
        }
        parts.add(analysis.coercion.condition(part, "IN", it.position()));
      }
    } else {
      for (Expression each : it.list()) {
        parts.add(compare(symbol, it.operand(), each, it.position()));
      }
    }
    return parts.size() == 1 ? parts.getFirst() : it.negated() ? new And(parts) : new Or(parts);
  }

  /// Several names of types have the type of what they are compared with; to a single one the
  /// operator gives its own.
  private List<Expr> regtypes(Expr operand, List<Expr> list) {
    return list.size() < 2 || !operand.type().equals(OpaqueTypes.REGTYPE)
        ? list
        : list.stream()
            .map(
                each ->
                    each instanceof Constant constant && TypeCategory.isUnknown(each.type())
                        ? analysis.coercion.literal(constant, OpaqueTypes.REGTYPE, 0)
                        : each)
            .toList();
  }

  /// The operand and the entries of a list without columns, which are one array if they are
  /// several.
  private List<Expr> together(Expr operand, List<Expr> list) {
    List<Expr> together = new ArrayList<>();
    for (Expr each : list) {
      boolean[] variable = new boolean[1];
      LogicalRewrite.references(each, column -> variable[0] |= expressions.level.owns(column));
      if (!variable[0]) {
        together.add(each);
      }
    }
    if (together.size() < 2) {
      return List.of();
    }
    together.addFirst(operand);
    return together;
  }

  private @Nullable Expr constants(Expr operand, List<Expr> list, Expression.InList it) {
    if (list.size() < 2
        || OpaqueTypes.isOpaque(operand.type())
        || !list.stream().allMatch(Constant.class::isInstance)) {
      return null;
    }
    List<Type> types = new ArrayList<>();
    types.add(operand.type());
    list.forEach(each -> types.add(each.type()));
    Type common = analysis.commonType.select(types);
    if (common == null
        || !analysis.coercion.can(operand.type(), common, Cast.Context.IMPLICIT)
        || !list.stream()
            .allMatch(e -> analysis.coercion.can(e.type(), common, Cast.Context.IMPLICIT))) {
      return null;
    }
    // Refuses types that have no equality.
    analysis.operators.resolve("=", List.of(operand.type(), common), it.position());
    List<@Nullable Object> values = new ArrayList<>();
    for (Expr each : list) {
      Expr converted = folded(analysis.coercion.argument(each, common, it.position()), common);
      if (!(converted instanceof Constant constant)) {
        return null;
      }
      values.add(constant.value());
    }
    return new InList(
        analysis.coercion.argument(operand, common, it.position()), values, it.negated());
  }

  /// Conversions of a number's literal that are only a change of its class.
  private static Expr folded(Expr expr, Type to) {
    if (expr.children().size() != 1
        || !(expr.children().getFirst() instanceof Constant constant)
        || !(constant.value() instanceof Number number)
        || !constant.type().kind().isInteger()) {
      return expr;
    }
    if (to.kind() == Kind.INT8) {
      return new Constant(to, number.longValue());
    }
    if (to.kind() == Kind.NUMERIC) {
      return new Constant(to, Numeric.of(number.longValue()));
    }
    return expr;
  }

  Expr like(Expression.Like it) {
    Expr operand = expressions.analyze(it.operand());
    Expr pattern = expressions.analyze(it.pattern());
    Expr escape = it.escape() == null ? null : expressions.analyze(it.escape());
    String not = it.negated() ? "!" : "";
    String symbol =
        switch (it.kind()) {
          case LIKE -> not + "~~";
          case ILIKE -> not + "~~*";
          case SIMILAR_TO -> not + "~";
        };
    if (it.kind() == Expression.Like.Kind.SIMILAR_TO) {
      List<Expr> arguments = escape == null ? List.of(pattern) : List.of(pattern, escape);
      pattern = analysis.calls.call("similar_to_escape", arguments, it.position());
    } else if (escape != null) {
      pattern = analysis.calls.call("like_escape", List.of(pattern, escape), it.position());
    }
    return compare(symbol, operand, pattern, it.position());
  }
}
