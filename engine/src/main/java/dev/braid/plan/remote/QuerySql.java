package dev.braid.plan.remote;

import dev.braid.catalog.table.RemoteTable;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.Distinct;
import dev.braid.plan.logical.Logical.Filter;
import dev.braid.plan.logical.Logical.FunctionRows;
import dev.braid.plan.logical.Logical.Limit;
import dev.braid.plan.logical.Logical.Project;
import dev.braid.plan.logical.Logical.ProjectSet;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.Logical.SetOperation;
import dev.braid.plan.logical.Logical.Sort;
import dev.braid.plan.logical.Logical.ValuesRows;
import dev.braid.plan.logical.Logical.Window;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.remote.SelectText.Stage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Text of trees. Tables and derived tables are `t1`, `t2`, ...; columns of derived tables are
/// named by their numbers, which are unique in the statement.
final class QuerySql {
  private final int server;
  private int aliases;

  /// @param server which is to be asked
  QuerySql(int server) {
    this.server = server;
  }

  String alias() {
    return "t" + ++aliases;
  }

  /// @param need numbers of the columns that are wanted of it
  SelectText select(Logical node, BitSet need) {
    return switch (node) {
      case Scan scan -> scan(scan);
      case ValuesRows values -> values(values);
      case FunctionRows rows -> functionRows(rows);
      case Filter filter -> filter(filter, need);
      case Project project -> project(project, need);
      case ProjectSet set -> projectSet(set, need);
      case Logical.Join join -> new JoinSql(this).select(join, need);
      case Aggregate aggregate -> new GroupSql(this).aggregate(aggregate, need);
      case Window window -> new GroupSql(this).window(window, need);
      case Sort sort -> {
        SelectText select = until(Stage.WINDOWED, sort.input(), with(need, keys(sort.keys())));
        select.order = select.exprs().order(sort.keys());
        select.stage = Stage.ORDERED;
        yield select;
      }
      case Limit limit -> limit(limit, need);
      case Distinct distinct -> distinct(distinct);
      case SetOperation set -> setOperation(set);
      case Logical.Remote _, Logical.With _, Logical.CteRef _, Logical.Recursion _ ->
          throw new NotExpressible(node.getClass().getSimpleName());
    };
  }

  /// The input as a select that is no further than a stage.
  SelectText until(Stage stage, Logical input, BitSet need) {
    SelectText select = select(input, need);
    return select.stage.compareTo(stage) > 0 ? derived(select, input, need) : select;
  }

  /// A select over what another one makes.
  SelectText derived(SelectText select, Logical node, BitSet need) {
    List<ColumnRef> columns =
        node.output().stream().filter(column -> need.get(column.column())).distinct().toList();
    return SelectText.over("(" + select.text("", columns) + ")", alias(), columns);
  }

  static BitSet with(BitSet need, Collection<? extends Expr> exprs) {
    return Columns.union(need, Columns.of(exprs));
  }

  static List<Expr> keys(List<SortKey> keys) {
    return keys.stream().map(SortKey::expr).toList();
  }

  private SelectText scan(Scan scan) {
    RemoteTable table = (RemoteTable) scan.table();
    SelectText select = new SelectText();
    String alias = alias();
    select.from = table.sqlName() + " AS " + alias;
    String slice = table.slice(server, alias);
    if (slice != null) {
      select.where.add(slice);
    }
    for (int i = 0; i < scan.columns().size(); i++) {
      String name = table.columns().get(scan.columns().get(i)).name();
      select.columns.put(scan.output().get(i).column(), alias + "." + TypeSql.column(name));
    }
    return select;
  }

  private SelectText values(ValuesRows values) {
    List<ColumnRef> output = values.output();
    if (output.isEmpty() && values.rows().size() == 1) {
      return new SelectText();
    }
    ExprSql none = new ExprSql(Map.of());
    if (values.rows().isEmpty()) {
      SelectText select = new SelectText();
      for (ColumnRef column : output) {
        select.columns.put(column.column(), TypeSql.constant(column.type(), null));
      }
      select.where.add("FALSE");
      return select;
    }
    List<String> rows = new ArrayList<>();
    for (List<Expr> row : values.rows()) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        texts.add(none.as(row.get(i), output.get(i).type()));
      }
      rows.add("(" + (texts.isEmpty() ? "TRUE" : String.join(", ", texts)) + ")");
    }
    SelectText select =
        SelectText.over("(VALUES " + String.join(", ", rows) + ")", alias(), output);
    select.from += names(output);
    return select;
  }

  private static String names(List<ColumnRef> columns) {
    List<String> names = columns.stream().map(each -> SelectText.name(each.column())).toList();
    return names.isEmpty() ? "" : "(" + String.join(", ", names) + ")";
  }

  private SelectText functionRows(FunctionRows rows) {
    ExprSql none = new ExprSql(Map.of());
    String call =
        CallSql.function(rows.function().name())
            + "("
            + String.join(
                ", ", CallSql.arguments(rows.arguments(), rows.function().argumentTypes(), none))
            + ")";
    SelectText select =
        SelectText.over(
            rows.ordinality() ? call + " WITH ORDINALITY" : call, alias(), rows.output());
    select.from += names(rows.output());
    return select;
  }

  private SelectText filter(Filter filter, BitSet need) {
    SelectText select =
        until(Stage.GROUPED, filter.input(), with(need, List.of(filter.condition())));
    (select.stage == Stage.GROUPED ? select.having : select.where)
        .add(select.expr(filter.condition()));
    return select;
  }

  private SelectText project(Project project, BitSet need) {
    List<Binding> wanted =
        project.bindings().stream().filter(each -> need.get(each.column().column())).toList();
    BitSet below = Columns.of(wanted.stream().map(Binding::expr).toList());
    SelectText select = select(project.input(), below);
    if (select.isLong() && select.stage.compareTo(Stage.ORDERED) < 0) {
      select = derived(select, project.input(), below);
    }
    Map<Integer, String> columns = new LinkedHashMap<>();
    for (Binding binding : wanted) {
      columns.put(
          binding.column().column(), select.exprs().as(binding.expr(), binding.column().type()));
    }
    select.columns = columns;
    return select;
  }

  /// Set-returning functions in a select list of their own: nothing else is evaluated beside them.
  private SelectText projectSet(ProjectSet set, BitSet need) {
    List<Expr> arguments = set.calls().stream().flatMap(call -> call.arguments().stream()).toList();
    SelectText select = until(Stage.ROWS, set.input(), with(need, arguments));
    Map<Integer, String> columns = new LinkedHashMap<>(select.columns);
    BitSet made = (BitSet) need.clone();
    for (var call : set.calls()) {
      columns.put(
          call.column().column(),
          CallSql.function(call.function().name())
              + "("
              + String.join(
                  ", ",
                  CallSql.arguments(
                      call.arguments(), call.function().argumentTypes(), select.exprs()))
              + ")");
      made.set(call.column().column());
    }
    select.columns = columns;
    return derived(select, set, made);
  }

  private SelectText limit(Limit limit, BitSet need) {
    SelectText select = until(Stage.ORDERED, limit.input(), with(need, keys(limit.ties())));
    ExprSql none = new ExprSql(Map.of());
    boolean ties = !limit.ties().isEmpty();
    if (ties && !select.order.equals(select.exprs().order(limit.ties()))) {
      throw new NotExpressible("WITH TIES of another order");
    }
    if (limit.offset() != null) {
      select.limit += " OFFSET " + none.of(limit.offset());
    }
    if (limit.count() != null) {
      select.limit +=
          ties
              ? " FETCH FIRST (" + none.of(limit.count()) + ") ROWS WITH TIES"
              : " LIMIT " + none.of(limit.count());
    }
    select.stage = Stage.LIMITED;
    return select;
  }

  private SelectText distinct(Distinct distinct) {
    BitSet all = Columns.output(distinct);
    SelectText select = until(Stage.ORDERED, distinct.input(), all);
    String word = " DISTINCT";
    if (!distinct.on().isEmpty()) {
      List<String> on = distinct.on().stream().map(select.exprs()::key).toList();
      if (!select.order.isEmpty() && !startsWith(distinct, select)) {
        throw new NotExpressible("DISTINCT ON in another order");
      }
      word += " ON (" + String.join(", ", on) + ")";
    } else if (select.stage == Stage.ORDERED) {
      select.order = "";
    }
    String text = select.text(word, distinct.output());
    SelectText over = SelectText.over("(" + text + ")", alias(), distinct.output());
    if (distinct.input() instanceof Sort sort && !select.order.isEmpty()) {
      over.order = over.exprs().order(sort.keys());
      over.stage = Stage.ORDERED;
    }
    return over;
  }

  /// Whether the order starts with the expressions of ON, in whatever order.
  private static boolean startsWith(Distinct distinct, SelectText select) {
    Logical input = distinct.input();
    while (input instanceof Project || input instanceof Filter) {
      input = input.inputs().getFirst();
    }
    if (!(input instanceof Sort sort) || sort.keys().size() < distinct.on().size()) {
      return false;
    }
    List<Expr> first = keys(sort.keys().subList(0, distinct.on().size()));
    return select.order.startsWith(
            select.exprs().order(sort.keys().subList(0, distinct.on().size())))
        && first.containsAll(distinct.on())
        && distinct.on().containsAll(first);
  }

  private SelectText setOperation(SetOperation set) {
    String left = branch(set.left(), set);
    String right = branch(set.right(), set);
    String word = set.kind() + (set.all() ? " ALL " : " ");
    return SelectText.over("(" + left + " " + word + right + ")", alias(), set.output());
  }

  private String branch(Logical input, SetOperation set) {
    SelectText select = select(input, Columns.output(input));
    Map<Integer, String> renamed = new LinkedHashMap<>();
    ExprSql exprs = select.exprs();
    for (int i = 0; i < set.output().size(); i++) {
      ColumnRef column = set.output().get(i);
      renamed.put(column.column(), exprs.as(input.output().get(i), column.type()));
    }
    SelectText named = select;
    named.columns = renamed;
    return "(" + named.text("", set.output()) + ")";
  }
}
