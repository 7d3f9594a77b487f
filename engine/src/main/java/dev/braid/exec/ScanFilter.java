package dev.braid.exec;

import dev.braid.catalog.table.Morsel;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.expr.Selector;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Conditions over a morsel's columns, evaluated so that as little as possible is decoded. Belongs
/// to one participant.
final class ScanFilter {
  /// One condition, compiled over just the columns that it needs.
  private record Stage(int[] columns, Selector selector) {
    boolean isUseless() {
      return selector instanceof KeyFilter.Probe probe && probe.isUseless();
    }
  }

  private final List<Stage> stages = new ArrayList<>();
  private final List<Integer> projection;
  private int[] chosen = new int[0];
  private int[] kept = new int[0];

  ScanFilter(List<Expr> filters, List<Integer> projection) {
    this(filters, List.of(), projection);
  }

  /// @param keys evaluated behind the conditions
  ScanFilter(List<Expr> filters, List<KeyFilters.Target> keys, List<Integer> projection) {
    this.projection = projection;
    for (Expr filter : filters) {
      Set<Integer> needed = new TreeSet<>();
      collect(filter, needed);
      int[] columns = needed.stream().mapToInt(Integer::intValue).toArray();
      stages.add(new Stage(columns, ExprCompiler.selector(renumber(filter, columns))));
    }
    for (KeyFilters.Target target : keys) {
      stages.add(new Stage(new int[] {target.column()}, target.filter().probe()));
    }
  }

  /// Adds the columns that an expression reads.
  static void collect(Expr expr, Set<Integer> columns) {
    if (expr instanceof ColumnRef column) {
      columns.add(column.column());
    }
    expr.children().forEach(child -> collect(child, columns));
  }

  /// The expression over just these columns, ascending.
  static Expr renumber(Expr expr, int[] columns) {
    if (expr instanceof ColumnRef column) {
      int place = java.util.Arrays.binarySearch(columns, column.column());
      return new ColumnRef(place, column.type(), column.name());
    }
    return expr.withChildren(
        expr.children().stream().map(child -> renumber(child, columns)).toList());
  }

  /// Sends the rows that pass.
  ///
  /// @return whether the consumer wants more
  boolean read(Morsel morsel, int from, int count, EvalContext context, BatchConsumer out) {
    if (chosen.length < count) {
      chosen = new int[count];
      kept = new int[count];
    }
    int left = count;
    boolean all = true;
    for (Stage stage : stages) {
      if (stage.isUseless()) {
        continue;
      }
      Column[] columns = new Column[stage.columns.length];
      for (int i = 0; i < columns.length; i++) {
        int column = stage.columns[i];
        columns[i] =
            all ? morsel.read(column, from, count) : morsel.read(column, from, chosen, left);
      }
      int passed = stage.selector.select(new Batch(columns, left), kept, context);
      if (passed == left) {
        continue;
      }
      if (all) {
        System.arraycopy(kept, 0, chosen, 0, passed);
      } else {
        for (int i = 0; i < passed; i++) {
          chosen[i] = chosen[kept[i]];
        }
      }
      all = false;
      left = passed;
      if (left == 0) {
        return true;
      }
    }
    Column[] columns = new Column[projection.size()];
    for (int i = 0; i < columns.length; i++) {
      int column = projection.get(i);
      columns[i] = all ? morsel.read(column, from, count) : morsel.read(column, from, chosen, left);
    }
    return out.accept(new Batch(columns, left));
  }
}
