package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.exec.WindowFrame;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.SortKey;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.SortBy;
import dev.braid.sql.ast.Window;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Windows with what they inherit, and their frames.
final class WindowAnalysis {
  private final ExpressionAnalyzer expressions;
  private final Analysis analysis;

  WindowAnalysis(ExpressionAnalyzer expressions) {
    this.expressions = expressions;
    analysis = expressions.analysis;
  }

  /// The window behind OVER.
  WindowSpec over(Window window) {
    return window.name() != null ? named(window.name(), window.position()) : specification(window);
  }

  private WindowSpec named(String name, int position) {
    WindowSpec found = expressions.level.namedWindows.get(name);
    if (found != null) {
      return found;
    }
    for (Window window : expressions.level.windowClause) {
      if (name.equals(window.name())) {
        return define(window);
      }
    }
    throw Errors.error(
        SqlState.UNDEFINED_OBJECT, position, "window \"" + name + "\" does not exist");
  }

  private WindowSpec define(Window window) {
    WindowSpec spec = specification(window);
    expressions.level.namedWindows.put(java.util.Objects.requireNonNull(window.name()), spec);
    return spec;
  }

  /// Windows that nobody uses are looked at too.
  void checkClause() {
    List<Window> clause = expressions.level.windowClause;
    for (int i = 0; i < clause.size(); i++) {
      String name = java.util.Objects.requireNonNull(clause.get(i).name());
      for (int j = 0; j < i; j++) {
        if (name.equals(clause.get(j).name())) {
          throw Errors.error(
              SqlState.WINDOWING_ERROR,
              clause.get(i).position(),
              "window \"" + name + "\" is already defined");
        }
      }
      if (!expressions.level.namedWindows.containsKey(name)) {
        define(clause.get(i));
      }
    }
  }

  /// Only windows before it in the clause can be extended.
  private @Nullable WindowSpec base(Window window) {
    if (window.base() == null) {
      return null;
    }
    for (Window each : expressions.level.windowClause) {
      if (each.equals(window)) {
        break;
      }
      if (window.base().equals(each.name())) {
        return named(window.base(), window.position());
      }
    }
    throw Errors.error(
        SqlState.UNDEFINED_OBJECT,
        window.position(),
        "window \"" + window.base() + "\" does not exist");
  }

  private WindowSpec specification(Window window) {
    WindowSpec base = base(window);
    List<Expr> partition = new ArrayList<>();
    for (Expression each : window.partitionBy()) {
      Expr expr = analysis.coercion.known(expressions.analyze(each, Clause.WINDOW));
      SortKeys.checkOrder(expr.type(), Locations.written(each));
      partition.add(expr);
    }
    List<SortKey> order = new ArrayList<>();
    for (SortBy each : window.orderBy()) {
      Expr expr = expressions.analyze(each.expression(), Clause.WINDOW);
      order.add(SortKeys.key(each, expr, analysis));
    }
    if (base != null) {
      if (!partition.isEmpty()) {
        throw error(
            window, "cannot override PARTITION BY clause of window \"" + window.base() + "\"");
      }
      if (!order.isEmpty() && !base.order().isEmpty()) {
        throw error(window, "cannot override ORDER BY clause of window \"" + window.base() + "\"");
      }
      if (base.framed()) {
        throw error(
            window, "cannot copy window \"" + window.base() + "\" because it has a frame clause");
      }
      partition = base.partition();
      order = order.isEmpty() ? base.order() : order;
    }
    Window.Frame frame = window.frame();
    return new WindowSpec(
        partition,
        order,
        frame == null ? WindowFrame.DEFAULT : frame(frame, order, window),
        frame != null);
  }

  private static RuntimeException error(Window window, String message) {
    return Errors.error(SqlState.WINDOWING_ERROR, window.position(), message);
  }

  private WindowFrame frame(Window.Frame frame, List<SortKey> order, Window window) {
    boolean offset = frame.start().offset() != null || frame.end().offset() != null;
    if (frame.mode() == Window.Frame.Mode.RANGE && offset && order.size() != 1) {
      throw error(
          window, "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column");
    }
    if (frame.mode() == Window.Frame.Mode.GROUPS && order.isEmpty()) {
      throw error(window, "GROUPS mode requires an ORDER BY clause");
    }
    return new WindowFrame(
        WindowFrame.Mode.valueOf(frame.mode().name()),
        WindowFrame.Bound.valueOf(frame.start().kind().name()),
        offset(frame.start(), frame, order),
        WindowFrame.Bound.valueOf(frame.end().kind().name()),
        offset(frame.end(), frame, order),
        WindowFrame.Exclusion.valueOf(frame.exclusion().name()));
  }

  private @Nullable Expr offset(Window.Bound bound, Window.Frame frame, List<SortKey> order) {
    Expression written = bound.offset();
    if (written == null) {
      return null;
    }
    int position = Locations.of(written);
    String mode = frame.mode().name();
    Expr expr = expressions.analyze(written, Clause.valueOf("FRAME_" + mode));
    Expr result =
        frame.mode() == Window.Frame.Mode.RANGE
            ? range(expr, order.getFirst().expr().type(), position)
            : analysis.coercion.assigned(expr, Type.INT8, mode, position);
    LogicalRewrite.references(
        result,
        column -> {
          if (expressions.level.owns(column)) {
            throw Errors.columnReference(
                analysis.position(column), "argument of " + mode + " must not contain variables");
          }
        });
    return result;
  }

  private Expr range(Expr offset, Type column, int position) {
    Kind wanted =
        switch (column.kind()) {
          case INT2, INT4, INT8 -> Kind.INT8;
          case FLOAT4, FLOAT8 -> Kind.FLOAT8;
          case NUMERIC -> Kind.NUMERIC;
          case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> Kind.INTERVAL;
          default ->
              throw Errors.error(
                  SqlState.FEATURE_NOT_SUPPORTED,
                  position,
                  "RANGE with offset PRECEDING/FOLLOWING is not supported for column type "
                      + column.plain().sqlName());
        };
    boolean known = !TypeCategory.isUnknown(offset.type());
    Type type = known ? Type.of(wanted) : unknownOffset(column, wanted);
    Expr result =
        analysis.coercion.convert(offset, type, dev.braid.expr.Cast.Context.IMPLICIT, position);
    if (result == null) {
      throw Errors.error(
          SqlState.FEATURE_NOT_SUPPORTED,
          position,
          "RANGE with offset PRECEDING/FOLLOWING is not supported for column type "
              + "%s and offset type %s"
                  .formatted(column.plain().sqlName(), offset.type().plain().sqlName()));
    }
    return result;
  }

  private static Type unknownOffset(Type column, Kind wanted) {
    return wanted == Kind.INT8 ? column.plain() : Type.of(wanted);
  }
}
