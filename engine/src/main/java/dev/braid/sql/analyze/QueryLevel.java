package dev.braid.sql.analyze;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.SetCall;
import dev.braid.sql.ast.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One SELECT while it is analyzed: what its names refer to, and the calls found in it that become
/// operators of the plan.
final class QueryLevel {
  /// What a column of the level is.
  enum Origin {
    FROM,
    AGGREGATE,
    WINDOW,
    SET
  }

  final Analysis analysis;
  final @Nullable QueryLevel parent;
  final @Nullable CommonTables commonTables;
  final List<NamespaceItem> namespace = new ArrayList<>();

  /// Also those that joins hide, for messages.
  final List<NamespaceItem> items = new ArrayList<>();

  final List<AggregateCall> aggregates = new ArrayList<>();
  final List<SetCall> sets = new ArrayList<>();
  final List<WindowUse> windows = new ArrayList<>();
  final List<GroupingCall> groupings = new ArrayList<>();

  /// Operands of the level, by identity, that are compared within a subquery: `(a, b) < ANY (...)`.
  final Set<Expr> operandsInside = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Map<Integer, Origin> origins = new HashMap<>();
  private final Map<Integer, String> fullNames = new HashMap<>();
  List<Window> windowClause = List.of();
  final Map<String, WindowSpec> namedWindows = new HashMap<>();
  Clause clause = Clause.SELECT;

  /// The expression around that takes no set-returning functions, or null.
  @Nullable String setless;

  /// While a LATERAL item is analyzed.
  boolean lateral;

  /// A call of a window function.
  record WindowUse(WindowSpec window, dev.braid.plan.logical.WindowCall call) {}

  /// GROUPING(...) and the column that stands for it until the groups are known.
  record GroupingCall(ColumnRef column, List<Expr> arguments, List<Integer> positions) {}

  QueryLevel(Analysis analysis, @Nullable QueryLevel parent, @Nullable CommonTables commonTables) {
    this.analysis = analysis;
    this.parent = parent;
    this.commonTables = commonTables;
  }

  ColumnRef own(ColumnRef column, Origin origin) {
    analysis.own(column, this);
    origins.put(column.column(), origin);
    return column;
  }

  /// @param table the name that messages put before the column's
  /// @param name the column's own, which an alias may have given it
  void own(ColumnRef column, String table, String name) {
    own(column, Origin.FROM);
    fullNames.put(column.column(), table + "." + name);
  }

  boolean owns(ColumnRef column) {
    return origins.containsKey(column.column());
  }

  /// @throws NullPointerException where the level does not own it
  Origin origin(ColumnRef column) {
    return java.util.Objects.requireNonNull(origins.get(column.column()));
  }

  String fullName(ColumnRef column) {
    return fullNames.getOrDefault(column.column(), column.name());
  }

  boolean isInside(QueryLevel other) {
    for (QueryLevel level = this; level != null; level = level.parent) {
      if (level == other) {
        return true;
      }
    }
    return false;
  }
}
