package dev.braid.plan.remote;

import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Remote;
import dev.braid.plan.logical.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tree, and where servers could compute all of it.
///
/// @param place null where some of it must be computed here
record Part(Logical tree, @Nullable Place place) {
  static Part here(Logical tree) {
    return new Part(tree, null);
  }

  /// Whether rows of it come from servers that can compute more of the statement.
  boolean isRemote() {
    return place != null && place.servers() != null;
  }

  /// The tree as it is when nothing more is computed by servers.
  Logical finished() {
    return finished(List.of());
  }

  /// @param order in which servers may send the rows
  Logical finished(List<SortKey> order) {
    List<SortKey> offered = SortedPart.isByColumns(order) ? order : List.of();
    return place == null || place.servers() == null
        ? tree
        : new Remote(place.servers(), tree, place.toAsk(), offered, tree.output());
  }

  /// A tree over this one at a place, if it has a text.
  static @Nullable Part at(Logical tree, @Nullable Place place) {
    return place != null && RemoteSql.isExpressible(tree) ? new Part(tree, place) : null;
  }
}
