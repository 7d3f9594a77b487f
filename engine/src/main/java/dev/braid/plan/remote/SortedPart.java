package dev.braid.plan.remote;

import dev.braid.expr.ColumnRef;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Project;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.logical.SortKey;
import java.util.ArrayList;
import java.util.List;

/// A part whose rows are wanted in an order. Keys that are no columns are computed by the servers
/// and sent beside, so that rows can be merged here by what the servers sorted them by.
///
/// @param keys by columns, or as they were where servers cannot compute them
/// @param output the columns without those that were added
record SortedPart(Part part, List<SortKey> keys, List<ColumnRef> output) {
  static SortedPart of(Part part, List<SortKey> keys, Numbering numbering) {
    List<ColumnRef> output = part.tree().output();
    if (!part.isRemote() || isByColumns(keys)) {
      return new SortedPart(part, keys, output);
    }
    List<Binding> bindings = new ArrayList<>(same(output));
    List<SortKey> columns = new ArrayList<>();
    for (SortKey key : keys) {
      if (key.expr() instanceof ColumnRef) {
        columns.add(key);
      } else {
        ColumnRef column = numbering.column(key.expr().type(), "key");
        bindings.add(new Binding(column, key.expr()));
        columns.add(new SortKey(column, key.descending(), key.nullsFirst()));
      }
    }
    Part computed = Part.at(new Project(part.tree(), bindings), part.place());
    return computed == null
        ? new SortedPart(part, keys, output)
        : new SortedPart(computed, columns, output);
  }

  private static List<Binding> same(List<ColumnRef> columns) {
    return columns.stream().map(column -> new Binding(column, column)).toList();
  }

  static boolean isByColumns(List<SortKey> keys) {
    return keys.stream().allMatch(key -> key.expr() instanceof ColumnRef);
  }

  /// The part when nothing more is computed by servers, its order offered.
  Logical finished() {
    return part.finished(keys);
  }

  /// A tree over the part, without the columns that only its order needed.
  Logical trimmed(Logical tree) {
    return tree.output().size() == output.size() ? tree : new Project(tree, same(output));
  }
}
