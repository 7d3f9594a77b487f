package dev.braid.survey;

import dev.braid.sql.ast.FromItem;
import dev.braid.sql.ast.With;
import org.jspecify.annotations.Nullable;

/// The queries of WITH clauses that the name of a table may mean: the nearest first.
///
/// @param entry null where there is none yet
record Scope(@Nullable Scope outer, @Nullable Entry entry) {
  static final Scope EMPTY = new Scope(null, null);

  /// One query of a WITH clause. Its body is rewritten after all that read it, since only they tell
  /// what it has to hand on.
  static final class Entry {
    final With.CommonTable table;

    /// What its own query sees.
    final Scope scope;

    /// Whether it reads itself.
    final boolean recursive;

    /// Whether weights are asked of it.
    boolean weights;

    /// Whether the bases of its rows are asked of it.
    boolean bases;

    Entry(With.CommonTable table, Scope scope, boolean recursive) {
      this.table = table;
      this.scope = scope;
      this.recursive = recursive;
    }
  }

  /// The scope inside of a WITH clause's query and behind it.
  Scope with(@Nullable With with) {
    Scope scope = this;
    if (with != null) {
      for (With.CommonTable table : with.tables()) {
        scope = new Scope(scope, new Entry(table, scope, with.recursive() && readsItself(table)));
      }
    }
    return scope;
  }

  private static boolean readsItself(With.CommonTable table) {
    boolean[] found = {false};
    Tree.walk(
        table.query(),
        node -> {
          found[0] |=
              node instanceof FromItem.Table read
                  && read.names().size() == 1
                  && read.names().getFirst().equals(table.name());
          return true;
        });
    return found[0];
  }

  /// What a table in FROM means, or null for a table of the dataset.
  @Nullable Entry find(FromItem.Table table) {
    if (table.names().size() == 1) {
      for (Scope scope = this; scope != null; scope = scope.outer) {
        if (scope.entry != null && scope.entry.table.name().equals(table.names().getFirst())) {
          return scope.entry;
        }
      }
    }
    return null;
  }
}
