package dev.braid.plan.remote;

import dev.braid.catalog.table.RemoteTable;
import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.CteRef;
import dev.braid.plan.logical.Logical.Project;
import dev.braid.plan.logical.Logical.ProjectSet;
import dev.braid.plan.logical.Logical.Recursion;
import dev.braid.plan.logical.Logical.Remote;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.Logical.SetOperation;
import dev.braid.plan.logical.Logical.Window;
import dev.braid.plan.logical.Logical.With;
import dev.braid.plan.logical.SetCall;
import dev.braid.plan.logical.WindowCall;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which columns hold text that PostgreSQL does not compare by bytes. Text that is computed has the
/// collation of the text that it is computed of; that of values of other types the database's.
final class Collations {
  /// A collation that is not bytewise.
  ///
  /// @param column that has it
  /// @param deterministic whether only the order is its own, and equal still means equal bytes
  record Collation(String column, String name, boolean deterministic) {}

  private final Map<Integer, Collation> columns = new HashMap<>();
  private @Nullable Collation database;

  private Collations() {}

  static Collations of(Logical query) {
    Collations collations = new Collations();
    collations.findDatabase(query);
    collations.visit(query);
    return collations;
  }

  /// Whether all text of the statement is compared by bytes.
  boolean isEmpty() {
    return columns.isEmpty() && database == null;
  }

  private void findDatabase(Logical node) {
    if (node instanceof Remote remote && !remote.servers().isBytewise()) {
      database = new Collation("an expression", "default", true);
    }
    node.inputs().forEach(this::findDatabase);
  }

  private void visit(Logical node) {
    if (node instanceof With with) {
      with.definitions().forEach(each -> visit(each.query()));
      with.definitions().forEach(each -> pass(each.id(), each.query(), with.body()));
    }
    node.inputs().forEach(this::visit);
    switch (node) {
      case Remote remote -> visit(remote.query());
      case Scan scan when scan.table() instanceof RemoteTable table -> scan(scan, table);
      case Project project -> project.bindings().forEach(this::bind);
      case Aggregate aggregate -> {
        aggregate.keys().forEach(this::bind);
        for (AggregateCall call : aggregate.calls()) {
          put(call.column(), of(call.inputs(), call.column().type()));
        }
      }
      case Window window -> {
        for (WindowCall call : window.calls()) {
          put(call.column(), of(call.arguments(), call.column().type()));
        }
      }
      case ProjectSet set -> {
        for (SetCall call : set.calls()) {
          put(call.column(), of(call.arguments(), call.column().type()));
        }
      }
      case SetOperation set -> {
        pass(set.left().output(), set.output());
        pass(set.right().output(), set.output());
      }
      case Recursion recursion -> {
        pass(recursion.start().output(), recursion.output());
        pass(recursion.id(), recursion.start(), recursion.step());
        visit(recursion.step());
        pass(recursion.step().output(), recursion.output());
      }
      default -> {}
    }
  }

  private void scan(Scan scan, RemoteTable table) {
    for (int i = 0; i < scan.columns().size(); i++) {
      int position = scan.columns().get(i);
      if (isText(scan.output().get(i).type()) && !table.isBytewise(position)) {
        put(
            scan.output().get(i),
            new Collation(
                table.columns().get(position).name(),
                table.collation(position),
                table.isDeterministic(position)));
      }
    }
  }

  /// To all places in a tree where the rows of a WITH query are read.
  private void pass(int id, Logical query, Logical reader) {
    if (reader instanceof CteRef reference && reference.id() == id) {
      pass(query.output(), reference.output());
    }
    reader.inputs().forEach(input -> pass(id, query, input));
  }

  private void pass(List<ColumnRef> from, List<ColumnRef> to) {
    for (int i = 0; i < to.size(); i++) {
      put(to.get(i), columns.get(from.get(i).column()));
    }
  }

  private void bind(Binding binding) {
    put(binding.column(), of(binding.expr()));
  }

  private void put(ColumnRef column, @Nullable Collation collation) {
    if (collation != null) {
      columns.put(column.column(), collation);
    }
  }

  static boolean isText(Type type) {
    return type.kind().isText() || type.kind() == Kind.ARRAY && isText(type.elementType());
  }

  /// The collation of an expression's text, or null where it is bytewise or no text.
  @Nullable Collation of(Expr expr) {
    if (!isText(expr.type())) {
      return null;
    }
    return switch (expr) {
      case ColumnRef column -> columns.get(column.column());
      case Constant _ -> null;
      default -> {
        Collation collation = of(expr.children(), expr.type());
        boolean made =
            expr instanceof Call call
                && call.arguments().stream().noneMatch(each -> isText(each.type()));
        yield collation == null && made ? database : collation;
      }
    };
  }

  private @Nullable Collation of(List<Expr> exprs, Type type) {
    if (isText(type)) {
      for (Expr expr : exprs) {
        Collation collation = of(expr);
        if (collation != null) {
          return collation;
        }
      }
    }
    return null;
  }
}
