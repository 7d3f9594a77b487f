package dev.braid.plan.remote;

import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.TextRules;
import dev.braid.expr.Call;
import dev.braid.expr.CollateClause;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.library.CollatedCase;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.CteRef;
import dev.braid.plan.logical.Logical.FunctionRows;
import dev.braid.plan.logical.Logical.Project;
import dev.braid.plan.logical.Logical.ProjectSet;
import dev.braid.plan.logical.Logical.Recursion;
import dev.braid.plan.logical.Logical.Remote;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.Logical.SetOperation;
import dev.braid.plan.logical.Logical.ValuesRows;
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

/// Which columns hold text that PostgreSQL does not treat as Braid does. Text that is computed has
/// the collation of the text that it is computed of; that of values of other types the database's.
final class Collations {
  /// A collation that is not Braid's.
  ///
  /// @param what has it: `column "name"`
  /// @param deterministic whether equal means equal bytes
  /// @param bytewise whether order is that of bytes
  /// @param unicodeCase whether letters and their cases are Unicode's
  record Collation(
      String what, String name, boolean deterministic, boolean bytewise, boolean unicodeCase) {
    /// How much it has in common with Braid's.
    private int likeness() {
      return (deterministic ? 4 : 0) + (bytewise ? 2 : 0) + (unicodeCase ? 1 : 0);
    }
  }

  private final Map<Integer, Collation> columns = new HashMap<>();
  private @Nullable Collation database;

  private Collations() {}

  /// @param text how the statement's database treats text
  static Collations of(Logical query, TextRules text) {
    Collations collations = new Collations();
    collations.database = text.equals(TextRules.OWN) ? null : ofDatabase(text);
    collations.findDatabase(query);
    collations.visit(query);
    return collations;
  }

  static Collation ofDatabase(TextRules text) {
    return new Collation("an expression", "default", true, text.bytewise(), text.unicodeCase());
  }

  /// Whether all text of the statement is treated as Braid does.
  boolean isEmpty() {
    return columns.isEmpty() && database == null;
  }

  private void findDatabase(Logical node) {
    if (node instanceof Remote remote && !remote.servers().text().equals(TextRules.OWN)) {
      database = ofDatabase(remote.servers().text());
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
      case ValuesRows values -> values.output().forEach(this::putDatabase);
      case FunctionRows rows -> {
        Collation collation = of(rows.arguments());
        for (ColumnRef column : rows.output()) {
          if (isText(column.type())) {
            put(column, collation == null ? database : collation);
          }
        }
      }
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
      boolean own = table.isBytewise(position) && table.hasUnicodeCase(position);
      if (isText(scan.output().get(i).type()) && !own) {
        put(
            scan.output().get(i),
            new Collation(
                "column \"" + table.columns().get(position).name() + "\"",
                table.collation(position),
                table.isDeterministic(position),
                table.isBytewise(position),
                table.hasUnicodeCase(position)));
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

  private void putDatabase(ColumnRef column) {
    if (isText(column.type())) {
      put(column, database);
    }
  }

  static boolean isText(Type type) {
    return type.kind().isText() || type.kind() == Kind.ARRAY && isText(type.elementType());
  }

  /// The collation of an expression's text, or null where it is Braid's or no text.
  @Nullable Collation of(Expr expr) {
    if (!isText(expr.type())) {
      return null;
    }
    return switch (expr) {
      case ColumnRef column -> columns.get(column.column());
      case Constant _ -> database;
      case Call call when CollateClause.is(call) -> explicit(CollateClause.collation(call));
      default ->
          expr.children().stream().anyMatch(each -> isText(each.type()))
              ? of(expr.children())
              : database;
    };
  }

  /// Of a collation that a clause may name: all are bytewise.
  private static @Nullable Collation explicit(String name) {
    return CollatedCase.isAscii(name)
        ? new Collation("an expression", name, true, true, false)
        : null;
  }

  /// The collation that texts are compared by: that of a clause, then that of columns, then that of
  /// constants. Of several columns' the one that has least in common with Braid's counts, although
  /// another may win: what is refused for it is not answered by a wrong one.
  @Nullable Collation of(List<Expr> exprs) {
    for (Expr expr : exprs) {
      if (expr instanceof Call call && CollateClause.is(call)) {
        return of(expr);
      }
    }
    boolean columnar = exprs.stream().anyMatch(each -> isText(each.type()) && hasColumn(each));
    Collation worst = null;
    for (Expr expr : exprs) {
      Collation collation = columnar && !hasColumn(expr) ? null : of(expr);
      if (collation != null && (worst == null || collation.likeness() < worst.likeness())) {
        worst = collation;
      }
    }
    return worst;
  }

  private static boolean hasColumn(Expr expr) {
    return expr instanceof ColumnRef || expr.children().stream().anyMatch(Collations::hasColumn);
  }

  private @Nullable Collation of(List<Expr> exprs, Type type) {
    return isText(type) ? of(exprs) : null;
  }
}
