package dev.braid.plan.unnest;

import dev.braid.expr.ColumnRef;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.SetCall;
import dev.braid.plan.logical.Trees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Copies a tree so that it can stand beside itself: every column that it makes gets a new number.
/// References to WITH queries outside of the tree stay.
public final class TreeCopy {
  private final Numbering numbering;
  private final Map<Integer, ColumnRef> columns = new HashMap<>();
  private final Map<Integer, Integer> ids = new HashMap<>();

  public TreeCopy(Numbering numbering) {
    this.numbering = numbering;
  }

  public Logical copy(Logical node) {
    if (node instanceof Logical.Recursion recursion) {
      ids.put(recursion.id(), numbering.id());
    }
    if (node instanceof Logical.With with) {
      with.definitions().forEach(each -> ids.put(each.id(), numbering.id()));
    }
    Logical inputs = Trees.mapInputs(node, this::copy);
    Logical renamed = made(inputs);
    return Trees.mapExprs(renamed, expr -> Columns.replace(expr, columns));
  }

  /// The copy's name for a column of the original, or the column itself when it is made elsewhere.
  ColumnRef column(ColumnRef column) {
    return columns.getOrDefault(column.column(), column);
  }

  private ColumnRef fresh(ColumnRef column) {
    return columns.computeIfAbsent(column.column(), _ -> numbering.copyOf(column));
  }

  private List<ColumnRef> fresh(List<ColumnRef> list) {
    return list.stream().map(this::fresh).toList();
  }

  private int id(int id) {
    return ids.getOrDefault(id, id);
  }

  /// The operator with new names for the columns that it makes itself. A projection's columns that
  /// only pass through have their new names already.
  private Logical made(Logical node) {
    return switch (node) {
      case Logical.Scan scan ->
          new Logical.Scan(scan.table(), scan.alias(), scan.columns(), fresh(scan.output()));
      case Logical.ValuesRows values ->
          new Logical.ValuesRows(values.rows(), fresh(values.output()));
      case Logical.FunctionRows rows ->
          new Logical.FunctionRows(
              rows.function(),
              rows.arguments(),
              rows.alias(),
              rows.ordinality(),
              fresh(rows.output()));
      case Logical.Project project ->
          new Logical.Project(project.input(), bindings(project.bindings()));
      case Logical.ProjectSet set ->
          new Logical.ProjectSet(
              set.input(),
              set.calls().stream()
                  .map(call -> new SetCall(fresh(call.column()), call.function(), call.arguments()))
                  .toList());
      case Logical.Join join ->
          new Logical.Join(
              join.kind(),
              join.left(),
              join.right(),
              join.condition(),
              join.dependent(),
              join.mark() == null ? null : fresh(join.mark()));
      case Logical.Aggregate aggregate ->
          new Logical.Aggregate(
              aggregate.input(),
              bindings(aggregate.keys()),
              aggregate.groupingSets(),
              aggregate.calls().stream()
                  .map(call -> call.withColumn(fresh(call.column())))
                  .toList(),
              aggregate.grouping() == null ? null : fresh(aggregate.grouping()));
      case Logical.Window window ->
          new Logical.Window(
              window.input(),
              window.partition(),
              window.order(),
              window.calls().stream().map(call -> call.withColumn(fresh(call.column()))).toList());
      case Logical.SetOperation set ->
          new Logical.SetOperation(
              set.kind(), set.all(), set.left(), set.right(), fresh(set.output()));
      case Logical.CteRef reference ->
          new Logical.CteRef(id(reference.id()), reference.name(), fresh(reference.output()));
      case Logical.Recursion recursion ->
          new Logical.Recursion(
              id(recursion.id()),
              recursion.name(),
              recursion.start(),
              recursion.step(),
              recursion.all(),
              fresh(recursion.output()));
      case Logical.With with ->
          new Logical.With(
              with.definitions().stream()
                  .map(
                      each -> new Logical.With.Definition(id(each.id()), each.name(), each.query()))
                  .toList(),
              with.body());
      case Logical.Filter _, Logical.Sort _, Logical.Limit _, Logical.Distinct _ -> node;
      case Logical.Remote _ -> throw new IllegalStateException("remote parts come after unnesting");
    };
  }

  private List<Binding> bindings(List<Binding> bindings) {
    return bindings.stream()
        .map(binding -> new Binding(fresh(binding.column()), binding.expr()))
        .toList();
  }
}
