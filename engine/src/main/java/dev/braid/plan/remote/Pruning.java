package dev.braid.plan.remote;

import dev.braid.catalog.table.Spread.Placement;
import dev.braid.expr.And;
import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import dev.braid.expr.Or;
import dev.braid.plan.logical.Conditions;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which servers can have rows that meet a condition: those of the keys that it names.
final class Pruning {
  /// More combinations of a key's values than this ask all servers.
  private static final int MOST_KEYS = 10_000;

  private final Place place;
  private final Placement placement;

  private Pruning(Place place, Placement placement) {
    this.place = place;
    this.placement = placement;
  }

  static Place of(Place place, Expr condition) {
    Placement placement = place.placement();
    if (placement == null || !place.sliced() || place.keys().isEmpty()) {
      return place;
    }
    Set<Integer> servers = new Pruning(place, placement).servers(condition);
    return servers == null
        ? place
        : place.withAsked(place.asked().stream().filter(servers::contains).toList());
  }

  /// The servers of rows for which the condition can be true, or null where that is not known.
  private @Nullable Set<Integer> servers(Expr condition) {
    if (condition instanceof Or(List<Expr> operands)) {
      Set<Integer> all = new TreeSet<>();
      for (Expr operand : operands) {
        Set<Integer> some = servers(operand);
        if (some == null) {
          return null;
        }
        all.addAll(some);
      }
      return all;
    }
    List<Expr> conjuncts = Conditions.conjuncts(condition);
    Set<Integer> found = named(conjuncts);
    for (Expr conjunct : conjuncts) {
      Set<Integer> some =
          conjunct instanceof Or || conjunct instanceof And ? servers(conjunct) : null;
      if (some != null && found == null) {
        found = some;
      } else if (some != null && found != null) {
        found.retainAll(some);
      }
    }
    return found;
  }

  /// The servers of the keys that conjuncts name, or null where they do not name all columns.
  private @Nullable Set<Integer> named(List<Expr> conjuncts) {
    List<List<@Nullable Object>> keys = new ArrayList<>();
    keys.add(List.of());
    for (BitSet columns : place.keys()) {
      Set<Object> values = values(columns, conjuncts);
      if (values == null || (long) values.size() * keys.size() > MOST_KEYS) {
        return null;
      }
      List<List<@Nullable Object>> longer = new ArrayList<>();
      for (List<@Nullable Object> key : keys) {
        for (Object value : values) {
          List<@Nullable Object> next = new ArrayList<>(key);
          next.add(value);
          longer.add(next);
        }
      }
      keys = longer;
    }
    Set<Integer> servers = new TreeSet<>();
    for (List<@Nullable Object> key : keys) {
      servers.add(placement.server(key));
    }
    servers.remove(-1);
    return servers;
  }

  /// The values that a column can have, or null for any.
  private static @Nullable Set<Object> values(BitSet columns, List<Expr> conjuncts) {
    Set<Object> values = null;
    for (Expr conjunct : conjuncts) {
      Set<Object> named = named(columns, conjunct);
      if (named != null && values == null) {
        values = named;
      } else if (named != null && values != null) {
        values.retainAll(named);
      }
    }
    return values;
  }

  private static @Nullable Set<Object> named(BitSet columns, Expr conjunct) {
    Set<Object> values = new LinkedHashSet<>();
    if (conjunct instanceof InList in
        && !in.negated()
        && in.operand() instanceof ColumnRef column
        && columns.get(column.column())) {
      for (Object value : in.values()) {
        Object key = value == null ? null : key(column.type(), in.operand().type(), value);
        if (key == null && value != null) {
          return null;
        }
        if (key != null) {
          values.add(key);
        }
      }
      return values;
    }
    if (Conditions.isOperator(conjunct, "=")) {
      List<Expr> sides = ((Call) conjunct).arguments();
      for (int i = 0; i < 2; i++) {
        if (sides.get(i) instanceof ColumnRef column
            && columns.get(column.column())
            && sides.get(1 - i) instanceof Constant constant
            && constant.value() != null) {
          Object key = key(column.type(), constant.type(), constant.value());
          return key == null ? null : new LinkedHashSet<>(Set.of(key));
        }
      }
    }
    return null;
  }

  /// A constant as a value of a key's column, or null where the types compare in a way of their
  // own.
  private static @Nullable Object key(Type column, Type constant, Object value) {
    Kind kind = column.kind();
    if (kind.isInteger() && constant.kind().isInteger()) {
      long number = ((Number) value).longValue();
      if (kind == Kind.INT8) {
        return number;
      }
      return number == (int) number ? (Integer) (int) number : null;
    }
    boolean strings =
        (kind == Kind.TEXT || kind == Kind.VARCHAR)
            && (constant.kind() == Kind.TEXT || constant.kind() == Kind.VARCHAR);
    boolean same =
        constant.kind() == kind
            && switch (kind) {
              case BOOL, DATE, TIMESTAMP, TIMESTAMPTZ, UUID -> true;
              default -> false;
            };
    return strings || same ? value : null;
  }
}
