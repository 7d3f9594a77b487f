package dev.braid.plan.remote;

import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.SetKind;
import dev.braid.plan.logical.Logical.SetOperation;
import dev.braid.plan.logical.Trees;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which set operations servers can do.
///
/// Equal rows must meet: on one server, or because the key that decides on the server is among the
/// columns, at the same positions in both inputs or with all rows of the other on every server.
final class SetPlaces {
  private SetPlaces() {}

  static @Nullable Part part(SetOperation set, Part left, Part right) {
    if (left.place() == null || right.place() == null) {
      return null;
    }
    Place place = place(set, left, right);
    return Part.at(Trees.withInputs(set, List.of(left.tree(), right.tree())), place);
  }

  private static @Nullable Place place(SetOperation set, Part left, Part right) {
    Place first = left.place();
    Place second = right.place();
    if (first == null
        || second == null
        || first.servers() != null
            && second.servers() != null
            && first.servers() != second.servers()) {
      return null;
    }
    Place together = Place.together(first, second);
    if (together != null) {
      return together.withKeys(List.of());
    }
    List<BitSet> mine = positions(first.keys(), left.tree());
    List<BitSet> theirs = positions(second.keys(), right.tree());
    if (first.sliced() && second.sliced()) {
      List<BitSet> both = both(mine, theirs);
      boolean same =
          first.scheme().equals(second.scheme())
              && !mine.isEmpty()
              && mine.size() == theirs.size()
              && both.stream().noneMatch(BitSet::isEmpty);
      // Groups without keys have a row wherever they are asked for, so both ask the same servers.
      boolean appended = set.kind() == SetKind.UNION && set.all();
      return (same || appended) && first.asked().equals(second.asked())
          ? first.withKeys(same ? columns(both, set) : List.of())
          : null;
    }
    boolean ofLeft = first.sliced() && set.kind() != SetKind.UNION && isComplete(mine);
    boolean ofRight = second.sliced() && set.kind() == SetKind.INTERSECT && isComplete(theirs);
    if (ofLeft) {
      return first.withKeys(columns(mine, set));
    }
    return ofRight ? second.withKeys(columns(theirs, set)) : null;
  }

  private static boolean isComplete(List<BitSet> positions) {
    return !positions.isEmpty() && positions.stream().noneMatch(BitSet::isEmpty);
  }

  /// At which positions of a tree's output the columns of a key are.
  private static List<BitSet> positions(List<BitSet> keys, Logical tree) {
    List<BitSet> positions = new ArrayList<>();
    for (BitSet key : keys) {
      BitSet found = new BitSet();
      for (int i = 0; i < tree.output().size(); i++) {
        if (key.get(tree.output().get(i).column())) {
          found.set(i);
        }
      }
      positions.add(found);
    }
    return positions;
  }

  private static List<BitSet> both(List<BitSet> left, List<BitSet> right) {
    List<BitSet> both = new ArrayList<>();
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      BitSet common = (BitSet) left.get(i).clone();
      common.and(right.get(i));
      both.add(common);
    }
    return both;
  }

  private static List<BitSet> columns(List<BitSet> positions, SetOperation set) {
    List<BitSet> keys = new ArrayList<>();
    for (BitSet each : positions) {
      BitSet columns = new BitSet();
      each.stream().forEach(i -> columns.set(set.output().get(i).column()));
      keys.add(columns);
    }
    return keys;
  }
}
