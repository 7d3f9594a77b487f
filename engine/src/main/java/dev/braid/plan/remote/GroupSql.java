package dev.braid.plan.remote;

import dev.braid.exec.WindowFrame;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.library.Library;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.Window;
import dev.braid.plan.logical.Trees;
import dev.braid.plan.logical.WindowCall;
import dev.braid.plan.remote.SelectText.Stage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Text of groups and of window functions.
record GroupSql(QuerySql query) {
  SelectText aggregate(Aggregate aggregate, BitSet need) {
    List<AggregateCall> calls =
        aggregate.calls().stream().filter(call -> need.get(call.column().column())).toList();
    List<Expr> used = new ArrayList<>(aggregate.keys().stream().map(Binding::expr).toList());
    calls.forEach(call -> used.addAll(Trees.exprs(call)));
    BitSet below = Columns.of(used);
    SelectText select = query.until(Stage.ROWS, aggregate.input(), below);
    boolean sets = !aggregate.groupingSets().isEmpty();
    List<String> keys = new ArrayList<>();
    for (Binding key : aggregate.keys()) {
      keys.add(select.exprs().key(key.expr()));
    }
    if (sets || keys.stream().anyMatch(key -> key.contains("SELECT"))) {
      select = keyed(select, aggregate, keys, below);
      keys = select.exprs().of(aggregate.keys().stream().map(Binding::column).toList());
    }
    Map<Integer, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      columns.put(aggregate.keys().get(i).column().column(), keys.get(i));
    }
    for (AggregateCall call : calls) {
      columns.put(call.column().column(), call(call, select.exprs()));
    }
    ColumnRef grouping = aggregate.grouping();
    if (grouping != null) {
      columns.put(grouping.column(), grouping(aggregate, keys));
    }
    select.group = sets ? sets(aggregate, keys) : String.join(", ", keys);
    if (keys.isEmpty() && !sets && calls.isEmpty()) {
      select.group = "()";
    }
    select.columns = columns;
    select.stage = Stage.GROUPED;
    return select;
  }

  /// Every key as a column of its own: grouping sets make keys NULL by what they are, and two of
  /// them may be the same expression.
  private SelectText keyed(
      SelectText select, Aggregate aggregate, List<String> keys, BitSet below) {
    List<ColumnRef> wanted = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Binding key = aggregate.keys().get(i);
      if (below.get(key.column().column()) && !key.expr().equals(key.column())) {
        throw new NotExpressible("a key that has the number of another column");
      }
      select.columns.put(key.column().column(), keys.get(i));
      wanted.add(key.column());
    }
    for (ColumnRef column : aggregate.input().output()) {
      if (below.get(column.column()) && !wanted.contains(column)) {
        wanted.add(column);
      }
    }
    return SelectText.over("(" + select.text("", wanted) + ")", query.alias(), wanted);
  }

  private static String sets(Aggregate aggregate, List<String> keys) {
    List<String> sets = new ArrayList<>();
    for (List<Integer> set : aggregate.groupingSets()) {
      sets.add("(" + String.join(", ", set.stream().map(keys::get).toList()) + ")");
    }
    return "GROUPING SETS (" + String.join(", ", sets) + ")";
  }

  /// The number of a row's grouping set, from which keys are in it. Equal sets cannot be told
  // apart.
  private static String grouping(Aggregate aggregate, List<String> keys) {
    if (keys.isEmpty() || keys.size() > 31) {
      throw new NotExpressible("GROUPING of " + keys.size() + " keys");
    }
    StringBuilder text = new StringBuilder("CASE GROUPING(" + String.join(", ", keys) + ")");
    HashSet<Integer> seen = new HashSet<>();
    for (int i = 0; i < aggregate.groupingSets().size(); i++) {
      int bits = 0;
      for (int key = 0; key < keys.size(); key++) {
        bits = bits << 1 | (aggregate.groupingSets().get(i).contains(key) ? 0 : 1);
      }
      if (!seen.add(bits)) {
        throw new NotExpressible("equal grouping sets");
      }
      text.append(" WHEN ").append(bits).append(" THEN ").append(i);
    }
    return text.append(" END").toString();
  }

  private static String call(AggregateCall call, ExprSql exprs) {
    AggregateFunction function = call.function();
    List<String> arguments = arguments(function, call.arguments(), exprs);
    boolean within = function.form() == AggregateFunction.Form.ORDERED_SET;
    StringBuilder text = new StringBuilder(CallSql.function(function.name())).append('(');
    text.append(call.distinct() ? "DISTINCT " : "");
    text.append(arguments.isEmpty() && !within ? "*" : String.join(", ", arguments));
    if (within) {
      text.append(") WITHIN GROUP (ORDER BY ").append(exprs.order(call.order()));
    } else if (!call.order().isEmpty()) {
      text.append(" ORDER BY ").append(exprs.order(call.order()));
    }
    return text.append(')').append(filter(call.filter(), exprs)).toString();
  }

  private static String filter(@Nullable Expr filter, ExprSql exprs) {
    return filter == null ? "" : " FILTER (WHERE " + exprs.of(filter) + ")";
  }

  private static List<String> arguments(
      AggregateFunction function, List<Expr> arguments, ExprSql exprs) {
    if (!Library.CATALOG.aggregates(function.name()).contains(function)) {
      throw new NotExpressible("the aggregate " + function.name());
    }
    return CallSql.arguments(arguments, function.argumentTypes(), exprs);
  }

  SelectText window(Window window, BitSet need) {
    List<WindowCall> calls =
        window.calls().stream().filter(call -> need.get(call.column().column())).toList();
    BitSet below = (BitSet) need.clone();
    Trees.forEachExpr(window, expr -> below.or(Columns.of(expr)));
    SelectText select = query.until(Stage.ROWS, window.input(), below);
    ExprSql exprs = select.exprs();
    List<String> over = new ArrayList<>();
    if (!window.partition().isEmpty()) {
      over.add(
          "PARTITION BY "
              + String.join(", ", window.partition().stream().map(exprs::key).toList()));
    }
    if (!window.order().isEmpty()) {
      over.add("ORDER BY " + exprs.order(window.order()));
    }
    Map<Integer, String> columns = new LinkedHashMap<>(select.columns);
    for (WindowCall call : calls) {
      columns.put(call.column().column(), call(call, over, exprs));
    }
    select.columns = columns;
    select.stage = Stage.WINDOWED;
    return select;
  }

  private static String call(WindowCall call, List<String> over, ExprSql exprs) {
    List<String> arguments = arguments(call.function(), call.arguments(), exprs);
    List<String> parts = new ArrayList<>(over);
    if (!call.frame().equals(WindowFrame.DEFAULT)) {
      parts.add(frame(call.frame(), exprs));
    }
    boolean star = arguments.isEmpty() && call.function().form() == AggregateFunction.Form.PLAIN;
    return "%s(%s)%s OVER (%s)"
        .formatted(
            CallSql.function(call.function().name()),
            star ? "*" : String.join(", ", arguments),
            filter(call.filter(), exprs),
            String.join(" ", parts));
  }

  private static String frame(WindowFrame frame, ExprSql exprs) {
    String exclusion =
        switch (frame.exclusion()) {
          case NO_OTHERS -> "";
          case CURRENT_ROW -> " EXCLUDE CURRENT ROW";
          case GROUP -> " EXCLUDE GROUP";
          case TIES -> " EXCLUDE TIES";
        };
    return "%s BETWEEN %s AND %s%s"
        .formatted(
            frame.mode(),
            bound(frame.start(), frame.startOffset(), exprs),
            bound(frame.end(), frame.endOffset(), exprs),
            exclusion);
  }

  private static String bound(WindowFrame.Bound bound, @Nullable Expr offset, ExprSql exprs) {
    String words = bound.name().replace('_', ' ');
    return offset == null ? words : exprs.of(offset) + " " + words;
  }
}
