package dev.braid.plan.remote;

import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.Servers;
import dev.braid.catalog.table.Spread;
import dev.braid.catalog.table.Spread.Placement;
import dev.braid.plan.logical.Logical.JoinKind;
import dev.braid.plan.logical.Logical.Scan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Where the rows of a part of a statement are.
///
/// Three cases: *anywhere* (constants; any server can make them), *whole* (every server has all of
/// them), *sliced* (each row on one server). A sliced part that asks one server only is as good as
/// whole there.
///
/// @param servers null for anywhere
/// @param asked of a sliced part, the servers that may have rows
/// @param scheme of a sliced part, equal where equal keys are on the same server
/// @param keys of a sliced part, for each column of the key the columns that have its value in
///   every row; an empty one where there is none left
/// @param placement finds the server of a key, or null
record Place(
    @Nullable Servers servers,
    boolean sliced,
    List<Integer> asked,
    String scheme,
    List<BitSet> keys,
    @Nullable Placement placement) {
  static final Place ANYWHERE = new Place(null, false, List.of(), "", List.of(), null);

  static Place of(RemoteTable table, Scan scan) {
    Servers servers = table.servers();
    return switch (table.spread()) {
      case Spread.Whole _ -> new Place(servers, false, List.of(), "", List.of(), null);
      case Spread.Sliced(List<Integer> key, String scheme, Placement placement) -> {
        List<BitSet> keys = new ArrayList<>();
        for (int position : key) {
          BitSet columns = new BitSet();
          for (int i = 0; i < scan.columns().size(); i++) {
            if (scan.columns().get(i) == position) {
              columns.set(scan.output().get(i).column());
            }
          }
          keys.add(columns);
        }
        yield new Place(
            servers,
            true,
            IntStream.range(0, servers.count()).boxed().toList(),
            scheme,
            keys,
            placement);
      }
    };
  }

  /// Whether one server can answer for all.
  boolean isOne() {
    return !sliced || asked.size() == 1;
  }

  /// The servers to be asked: one where each has all rows.
  List<Integer> toAsk() {
    return sliced || servers == null ? asked : List.of(servers.any());
  }

  Place withKeys(List<BitSet> other) {
    return new Place(servers, sliced, asked, scheme, other, placement);
  }

  /// The same asking fewer servers, but at least one, which will find nothing: groups without keys
  /// have a row even then.
  Place withAsked(List<Integer> fewer) {
    List<Integer> some = fewer.isEmpty() ? asked.subList(0, 1) : fewer;
    return new Place(servers, sliced, List.copyOf(some), scheme, keys, placement);
  }

  /// Whether rows that agree in some columns are on one server.
  boolean isFixedBy(BitSet columns) {
    return !keys.isEmpty() && keys.stream().allMatch(columns::intersects);
  }

  private boolean isSameDataset(Place other) {
    return servers == null || other.servers == null || servers == other.servers;
  }

  /// The place where anything can be computed of both, or null.
  static @Nullable Place together(Place left, Place right) {
    if (!left.isSameDataset(right) || !left.isOne() || !right.isOne()) {
      return null;
    }
    if (left.sliced && right.sliced) {
      return left.asked.equals(right.asked) ? left : null;
    }
    return left.sliced || right.servers == null ? left : right;
  }

  /// The place of a join that can be made where its inputs are, or null.
  static @Nullable Place joined(JoinKind kind, Place left, Place right, Equalities equal) {
    if (!left.isSameDataset(right)) {
      return null;
    }
    boolean matched = left.sliced && right.sliced && isMatched(left, right, equal);
    Place together = together(left, right);
    if (together != null && !matched) {
      boolean kept =
          switch (kind) {
            case INNER -> true;
            case FULL -> false;
            case RIGHT -> !left.sliced;
            case LEFT, SEMI, ANTI, MARK, SINGLE -> left.sliced;
          };
      return kept ? together : together.withKeys(List.of());
    }
    return switch (kind) {
      case INNER -> {
        if (!left.sliced || !right.sliced) {
          yield left.sliced ? left : right;
        }
        yield matched ? both(left, right, equal) : null;
      }
      case SEMI ->
          matched
              ? left.withAsked(left.asked.stream().filter(right.asked::contains).toList())
              : kept(left, right, false);
      case LEFT, ANTI, SINGLE -> kept(left, right, matched);
      // A NULL on any server makes the mark of all rows without a partner unknown.
      case MARK -> kept(left, right, false);
      case RIGHT -> kept(right, left, matched);
      case FULL ->
          matched ? left.withAsked(union(left.asked, right.asked)).withKeys(List.of()) : null;
    };
  }

  private static List<Integer> union(List<Integer> left, List<Integer> right) {
    TreeSet<Integer> all = new TreeSet<>(left);
    all.addAll(right);
    return List.copyOf(all);
  }

  /// A join that keeps the rows of one side: the other must have all partners there.
  private static @Nullable Place kept(Place kept, Place other, boolean matched) {
    return matched || kept.sliced && !other.sliced ? kept : null;
  }

  private static Place both(Place left, Place right, Equalities equal) {
    List<BitSet> keys = new ArrayList<>();
    for (int i = 0; i < left.keys.size(); i++) {
      BitSet columns = (BitSet) left.keys.get(i).clone();
      columns.or(right.keys.get(i));
      keys.add(equal.closure(columns));
    }
    return left.withAsked(left.asked.stream().filter(right.asked::contains).toList())
        .withKeys(keys);
  }

  private static boolean isMatched(Place left, Place right, Equalities equal) {
    if (!left.scheme.equals(right.scheme)
        || left.keys.isEmpty()
        || left.keys.size() != right.keys.size()) {
      return false;
    }
    for (int i = 0; i < left.keys.size(); i++) {
      if (!equal.closure(left.keys.get(i)).intersects(right.keys.get(i))) {
        return false;
      }
    }
    return true;
  }
}
