package dev.braid.plan;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.CteRef;
import dev.braid.plan.logical.Logical.FunctionRows;
import dev.braid.plan.logical.Logical.Project;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.Trees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Puts the names of tables before those of columns where a statement reads more than one, as
/// PostgreSQL's EXPLAIN does.
final class QualifiedNames {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  private final Map<Integer, ColumnRef> columns = new HashMap<>();
  private int relations;

  private QualifiedNames() {}

  static Logical apply(Logical query) {
    QualifiedNames names = new QualifiedNames();
    names.collect(query);
    return names.relations > 1 ? names.renamed(query) : query;
  }

  private void collect(Logical node) {
    switch (node) {
      case Scan scan -> add(scan.alias(), scan.output());
      case FunctionRows rows -> add(rows.alias(), rows.output());
      case CteRef reference -> add(reference.name(), reference.output());
      default -> {}
    }
    node.inputs().forEach(this::collect);
  }

  private void add(String relation, List<ColumnRef> output) {
    relations++;
    String prefix = quoted(relation) + ".";
    for (ColumnRef column : output) {
      String name = column.name().startsWith(prefix) ? "" : prefix;
      columns.put(
          column.column(),
          new ColumnRef(column.column(), column.type(), name + quoted(column.name())));
    }
  }

  private static String quoted(String name) {
    return PLAIN.matcher(name).matches() || name.contains(".")
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  private ColumnRef renamed(ColumnRef column) {
    return columns.getOrDefault(column.column(), column);
  }

  private List<ColumnRef> renamed(List<ColumnRef> output) {
    return output.stream().map(this::renamed).toList();
  }

  private Expr renamed(Expr expr) {
    return Columns.rewrite(expr, part -> part instanceof ColumnRef column ? renamed(column) : part);
  }

  private List<Binding> bindings(List<Binding> bindings) {
    return bindings.stream()
        .map(binding -> new Binding(renamed(binding.column()), renamed(binding.expr())))
        .toList();
  }

  private Logical renamed(Logical query) {
    Logical node = Trees.mapInputs(query, this::renamed);
    return switch (node) {
      case Scan scan ->
          new Scan(scan.table(), scan.alias(), scan.columns(), renamed(scan.output()));
      case CteRef reference ->
          new CteRef(reference.id(), reference.name(), renamed(reference.output()));
      case FunctionRows rows ->
          new FunctionRows(
              rows.function(),
              rows.arguments().stream().map(this::renamed).toList(),
              rows.alias(),
              rows.ordinality(),
              renamed(rows.output()));
      case Project project -> new Project(project.input(), bindings(project.bindings()));
      case Aggregate aggregate -> {
        Aggregate changed = (Aggregate) Trees.mapExprs(aggregate, this::renamed);
        yield new Aggregate(
            changed.input(),
            bindings(aggregate.keys()),
            changed.groupingSets(),
            changed.calls(),
            changed.grouping());
      }
      default -> Trees.mapExprs(node, this::renamed);
    };
  }
}
