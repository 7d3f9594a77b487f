package dev.braid.sql.analyze;

import dev.braid.catalog.table.RemoteTable;
import dev.braid.expr.Call;
import dev.braid.expr.Case;
import dev.braid.expr.CollateClause;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Subquery;
import dev.braid.sql.analyze.CollationState.Strength;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which collation expressions of a statement have, by the rules of SQL: explicit beats implicit,
/// the default loses to any other, and what cannot be decided is an error only where it counts.
///
/// A query is looked at when it has been analyzed ([#derive]), before the query around it refers to
/// its columns ([#source]). Statements without COLLATE over tables that know only the default cost
/// nothing: no conflict is possible there.
final class CollationDerivation {
  /// `name provider locale version`, as catalogues of servers tell it.
  private static final Pattern DESCRIBED = Pattern.compile("(.*?) [bcdi](?: .*)?");

  private final Analysis analysis;
  private final Map<Integer, CollationState> columns = new HashMap<>();
  private final Map<Expr, List<Expr>> sources = new IdentityHashMap<>();
  private final Set<Expr> tested = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> named = new HashSet<>();
  private final Set<Logical> done = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean active;

  CollationDerivation(Analysis analysis) {
    this.analysis = analysis;
  }

  /// Called for each clause of the statement.
  void named(String collation) {
    active = true;
    named.add(collation);
  }

  /// The whole statement, when all of it has been analyzed.
  Logical finished(Logical query) {
    return analysis.collated && named.size() > 1 ? SeveralCollations.keptHere(query) : query;
  }

  /// An expression's collation is that of these, not of its own parts.
  void group(Expr expr, List<Expr> parts) {
    sources.put(expr, parts);
  }

  /// The operand of a CASE is compared as a column would be.
  void test(Expr expr) {
    tested.add(expr);
  }

  /// The same expression over other columns.
  void moved(Expr from, Expr to) {
    if (sources.containsKey(from)) {
      Expr comparison = to instanceof Case choice ? choice.whens().getFirst().condition() : to;
      sources.put(to, comparison.children());
    }
    if (tested.contains(from)) {
      tested.add(to);
    }
  }

  /// The query, such that it fails where PostgreSQL fails as it runs.
  ///
  /// @throws dev.braid.error.BraidException 42P21 where PostgreSQL refuses it
  Logical derive(Logical query) {
    if (!active || done.contains(query)) {
      return query;
    }
    Logical derived = new CollationPass(analysis, this).apply(query);
    done.add(derived);
    return derived;
  }

  /// A query whose parts have been looked at.
  void finish(Logical query) {
    done.add(query);
  }

  boolean isDone(Logical query) {
    return done.contains(query);
  }

  /// Something in FROM: its columns become those of the query around.
  Logical source(Logical plan) {
    if (plan instanceof Logical.Scan scan && scan.table() instanceof RemoteTable table) {
      scan(scan, table);
    }
    Logical derived = derive(plan);
    if (active) {
      derived.output().forEach(column -> put(column, of(column).ofColumn()));
    }
    return derived;
  }

  private void scan(Logical.Scan scan, RemoteTable table) {
    for (int i = 0; i < scan.columns().size(); i++) {
      ColumnRef column = scan.output().get(i);
      Matcher described = DESCRIBED.matcher(table.collation(scan.columns().get(i)));
      String name =
          described.matches() ? described.group(1) : table.collation(scan.columns().get(i));
      if (isCollatable(column.type()) && !name.isEmpty() && !name.equals(CollationState.DEFAULT)) {
        put(column, CollationState.implicit(name, 0));
        active = true;
      }
    }
  }

  /// Columns that are those of another query.
  void pass(List<ColumnRef> from, List<ColumnRef> to) {
    for (int i = 0; i < to.size() && active; i++) {
      put(to.get(i), of(from.get(i)).ofColumn());
    }
  }

  void put(ColumnRef column, CollationState state) {
    columns.put(column.column(), state);
  }

  /// Whether values of a type have a collation.
  static boolean isCollatable(Type type) {
    return type.kind().isText()
        || type.kind() == Kind.ARRAY && type.element() != null && isCollatable(type.elementType());
  }

  static boolean anyCollatable(List<? extends Expr> exprs) {
    return exprs.stream().anyMatch(each -> isCollatable(each.type()));
  }

  /// The collation of an expression.
  ///
  /// @throws dev.braid.error.BraidException 42P21 where explicit ones differ
  CollationState of(Expr expr) {
    CollationState state = known(expr);
    return tested.contains(expr) ? state.ofColumn() : state;
  }

  private CollationState known(Expr expr) {
    if (!isCollatable(expr.type())) {
      return CollationState.NONE;
    }
    int position = analysis.position(expr);
    return switch (expr) {
      case ColumnRef column -> {
        CollationState state = columns.get(column.column());
        yield state == null
            ? CollationState.implicit(CollationState.DEFAULT, position)
            : state.at(position);
      }
      case Call call when CollateClause.is(call) ->
          CollationState.explicit(CollateClause.collation(call), position);
      case Subquery query -> of(query.query().output().getFirst()).ofColumn().at(position);
      default -> result(parts(expr), position);
    };
  }

  /// The parts of an expression that its collation is made of.
  private List<Expr> parts(Expr expr) {
    List<Expr> others = sources.get(expr);
    if (others != null) {
      return others;
    }
    if (expr instanceof Case choice) {
      List<Expr> results = new ArrayList<>();
      choice.whens().forEach(when -> results.add(when.result()));
      results.add(choice.otherwise());
      return results;
    }
    return expr.children();
  }

  /// The collation by which a call compares.
  CollationState input(Call call) {
    return together(sources.getOrDefault(call, call.arguments()));
  }

  CollationState together(List<? extends Expr> exprs) {
    CollationState all = CollationState.NONE;
    for (Expr each : exprs) {
      all = all.with(of(each));
    }
    return all;
  }

  private CollationState result(List<? extends Expr> parts, int position) {
    CollationState all = together(parts);
    return all.strength() == Strength.NONE
        ? CollationState.implicit(CollationState.DEFAULT, position)
        : all;
  }

  /// The collation of what is computed of arguments, none where the type has none.
  CollationState result(List<? extends Expr> arguments, Type type) {
    return isCollatable(type) ? result(arguments, 0) : CollationState.NONE;
  }

  /// Looks for explicit collations that differ, before anything is known of implicit ones.
  void check(List<Expr> exprs) {
    if (active) {
      together(exprs);
    }
  }
}
