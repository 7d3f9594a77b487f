package dev.braid.plan.logical;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.type.Type;

/// Gives new columns numbers that no other column of the statement has.
public final class Numbering {
  private int last;

  /// Starts above all numbers of a statement, those of columns and of WITH queries alike.
  public Numbering(Logical query) {
    visit(query);
  }

  /// Starts above a number.
  public Numbering(int last) {
    this.last = last;
  }

  private void visit(Logical node) {
    node.output().forEach(column -> last = Math.max(last, column.column()));
    Trees.forEachExpr(node, this::visit);
    switch (node) {
      case Logical.CteRef reference -> last = Math.max(last, reference.id());
      case Logical.Recursion recursion -> last = Math.max(last, recursion.id());
      case Logical.With with ->
          with.definitions().forEach(each -> last = Math.max(last, each.id()));
      default -> {}
    }
    node.inputs().forEach(this::visit);
  }

  private void visit(Expr expr) {
    if (expr instanceof ColumnRef column) {
      last = Math.max(last, column.column());
    }
    if (expr instanceof Subquery subquery) {
      visit(subquery.query());
    }
    expr.children().forEach(this::visit);
  }

  /// The highest number so far.
  public int last() {
    return last;
  }

  public ColumnRef column(Type type, String name) {
    return new ColumnRef(++last, type, name);
  }

  /// A new column for the values of another one.
  public ColumnRef copyOf(ColumnRef column) {
    return column(column.type(), column.name());
  }

  /// A number for a WITH query.
  public int id() {
    return ++last;
  }
}
