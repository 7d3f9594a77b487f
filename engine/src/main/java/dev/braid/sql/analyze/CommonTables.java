package dev.braid.sql.analyze;

import dev.braid.expr.ColumnRef;
import dev.braid.plan.logical.Logical;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The queries of WITH that names in FROM can refer to, the innermost first.
///
/// @param next those of the same WITH before it, and of WITH clauses outside
record CommonTables(String name, Entry entry, @Nullable CommonTables next) {
  /// One query of WITH.
  static final class Entry {
    final int id;
    final String name;
    final List<String> names;
    final Logical query;

    /// Inside of its own recursive part, where it stands for the rows of the last round.
    final boolean recursing;

    /// Where it is referred to.
    final List<Integer> references = new ArrayList<>();

    /// Why a reference is refused, with its SQLSTATE; null where it is not.
    final @Nullable Refusal refusal;

    Entry(int id, String name, List<String> names, Logical query, boolean recursing) {
      this(id, name, names, query, recursing, null);
    }

    private Entry(
        int id,
        String name,
        List<String> names,
        Logical query,
        boolean recursing,
        @Nullable Refusal refusal) {
      this.id = id;
      this.name = name;
      this.names = List.copyOf(names);
      this.query = query;
      this.recursing = recursing;
      this.refusal = refusal;
    }

    /// A name that nothing may refer to where it is visible.
    static Entry refused(String name, Refusal refusal) {
      return new Entry(-1, name, List.of(), FromAnalysis.oneRow(), false, refusal);
    }

    /// A query that is written further down in WITH RECURSIVE.
    static Entry forward(String name) {
      return refused(
          name, new Refusal("0A000", "a reference to a later query of WITH is not supported", 0));
    }

    List<ColumnRef> columns() {
      return query.output();
    }
  }

  /// @param position where the error is, 0 for the reference
  record Refusal(String sqlState, String message, int position) {}

  static @Nullable Entry find(@Nullable CommonTables tables, String name) {
    for (CommonTables each = tables; each != null; each = each.next) {
      if (each.name.equals(name)) {
        return each.entry;
      }
    }
    return null;
  }
}
