package dev.braid.fuzz;

import dev.braid.fuzz.Scope.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random FROM clauses: tables, common tables, derived tables and joins of them.
final class FromClauses {
  /// A FROM item and what it brings into scope (whose outer scope is not set).
  record From(Piece piece, Scope scope, int rows) {}

  private final Random random;
  private final QueryGenerator queries;
  private final Expressions expressions;
  private final Sources sources;
  private int aliases;

  FromClauses(Random random, QueryGenerator queries, Expressions expressions) {
    this.random = random;
    this.queries = queries;
    this.expressions = expressions;
    this.sources = new Sources(random, expressions, this);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String alias(String prefix) {
    return prefix + ++aliases;
  }

  From make(@Nullable Scope outer, int depth) {
    From from = item(outer, depth);
    int joins = chance(35) ? 0 : chance(65) ? 1 : 2;
    for (int i = 0; i < joins; i++) {
      from = join(from, outer, depth);
    }
    if (chance(8) && from.rows() < 100) {
      From last = item(outer, depth);
      Piece both = Piece.sorted("from", List.of(), from.piece(), ", ", last.piece());
      return new From(both, from.scope().and(last.scope()), from.rows() * last.rows());
    }
    return from;
  }

  private From join(From left, @Nullable Scope outer, int depth) {
    int kind = random.nextInt(12);
    boolean lateral = (kind < 7 || kind == 11) && depth > 0 && chance(15);
    Scope sideways = new Scope(left.scope().columns(), left.scope().keys(), outer, null);
    From right = lateral ? lateral(sideways, depth) : item(outer, depth);
    if (!lateral && kind < 11 && chance(12)) {
      right = join(right, outer, 0);
      right = new From(Piece.of("(", right.piece(), ")"), right.scope(), right.rows());
    }
    Scope both = left.scope().and(right.scope());
    int rows = left.rows() * right.rows();
    if (kind == 11 && rows > 5000) {
      kind = 0;
    }
    if (kind == 11) {
      return new From(joined(left, " CROSS JOIN ", right, Piece.of()), both, rows);
    }
    String word =
        kind < 2 ? " JOIN " : kind < 7 ? " LEFT JOIN " : kind < 9 ? " RIGHT JOIN " : " FULL JOIN ";
    if (!lateral && chance(12)) {
      From using = using(left, word, right, rows);
      if (using != null) {
        return using;
      }
    }
    Scope on = new Scope(both.columns(), both.keys(), outer, null);
    Piece condition = on(left.scope(), right.scope(), on, rows, kind >= 9, depth);
    return new From(
        joined(left, word, right, Piece.of(" ON ", condition)),
        both,
        Math.max(left.rows(), right.rows()) * 2);
  }

  /// A join with USING or NATURAL where both sides have columns of the same name just once.
  private @Nullable From using(From left, String word, From right, int rows) {
    List<String> shared = new ArrayList<>();
    List<Ref> merged = new ArrayList<>();
    String alias = alias("m");
    for (Ref l : left.scope().columns()) {
      for (Ref r : right.scope().columns()) {
        if (name(l).equals(name(r))) {
          if (shared.contains(name(l))
              || l.type() != r.type() && !(l.type().number() && r.type().number())) {
            return null;
          }
          shared.add(name(l));
          FuzzType type = l.type().ordinal() > r.type().ordinal() ? l.type() : r.type();
          merged.add(new Ref(alias + "." + name(l), type));
        }
      }
    }
    if (shared.isEmpty()) {
      return null;
    }
    List<Ref> columns = new ArrayList<>(left.scope().columns());
    columns.addAll(right.scope().columns());
    List<Ref> keys = new ArrayList<>(left.scope().keys());
    keys.addAll(right.scope().keys());
    int size = Math.max(left.rows(), right.rows()) * 2;
    if (rows < 3000 && chance(25)) {
      Piece natural = joined(left, " NATURAL" + word, right, Piece.of());
      return new From(Piece.of("(", natural, ")"), new Scope(columns, keys, null, null), size);
    }
    int count = Math.min(shared.size(), 1 + random.nextInt(2));
    columns.addAll(merged.subList(0, count));
    String names = String.join(", ", shared.subList(0, count));
    Piece piece = joined(left, word, right, Piece.of(" USING (" + names + ") AS " + alias));
    return new From(Piece.of("(", piece, ")"), new Scope(columns, keys, null, null), size);
  }

  private static String name(Ref column) {
    return column.text().substring(column.text().indexOf('.') + 1);
  }

  private static Piece joined(From left, String word, From right, Piece on) {
    return Piece.sorted("from", List.of(), left.piece(), word, right.piece(), on);
  }

  private Piece on(Scope left, Scope right, Scope both, int rows, boolean full, int depth) {
    Piece equal = equal(left, right);
    if (equal == null || (rows < 3000 && chance(15))) {
      return chance(30) && rows < 3000
          ? Piece.of(chance(70) ? "true" : "false")
          : rows < 3000 || equal == null ? expressions.condition(both, Math.min(1, depth)) : equal;
    }
    if (full && chance(80)) {
      return chance(40)
          ? Piece.of(equal, Piece.optional(" AND ", expressions.condition(both, 1)))
          : equal;
    }
    if (chance(40)) {
      return Piece.of(
          equal, Piece.optional(" AND ", expressions.condition(both, Math.min(2, depth))));
    }
    return equal;
  }

  /// Integers twice as likely as others: more of them meet.
  private @Nullable Piece equal(Scope left, Scope right) {
    List<Piece> found = new ArrayList<>();
    for (Ref l : left.columns()) {
      for (Ref r : right.columns()) {
        if (l.type() == r.type() && l.type() != FuzzType.BOOL
            || l.type() == FuzzType.INT && r.type() == FuzzType.BIGINT
            || l.type() == FuzzType.BIGINT && r.type() == FuzzType.INT) {
          Piece both =
              Piece.sorted("expression BOOL", List.of("true"), l.text() + " = " + r.text());
          found.add(both);
          if (l.type() == FuzzType.INT) {
            found.add(both);
          }
        }
      }
    }
    if (found.isEmpty()) {
      return null;
    }
    Piece one = found.get(random.nextInt(found.size()));
    return chance(12)
        ? Piece.of(one, Piece.optional(" AND ", found.get(random.nextInt(found.size()))))
        : one;
  }

  private From lateral(Scope sideways, int depth) {
    if (chance(35)) {
      return sources.lateral(sideways);
    }
    List<FuzzType> types = queries.types(2);
    String alias = alias("l");
    Piece query = queries.query(types, sideways, depth - 1);
    return new From(
        Piece.sorted("from", List.of(), "LATERAL (", query, ") " + alias),
        columns(alias, types, "c", true),
        10);
  }

  private From item(@Nullable Scope outer, int depth) {
    if (!queries.commons().isEmpty() && chance(45)) {
      QueryGenerator.Common common =
          queries.commons().get(random.nextInt(queries.commons().size()));
      String alias = alias("w");
      return new From(
          Piece.sorted("from", List.of(), common.name() + " " + alias),
          columns(alias, common.types(), "c", true),
          20);
    }
    if (depth > 0 && chance(22) && queries.mayNest(depth)) {
      List<FuzzType> types = queries.types(3);
      String alias = alias("q");
      return new From(
          Piece.sorted(
              "from", List.of(), "(", queries.query(types, outer, depth - 1), ") " + alias),
          columns(alias, types, "c", true),
          20);
    }
    if (chance(10)) {
      return sources.make(outer);
    }
    KnownTable table = KnownTable.any(random);
    if (table.rows() > 1000 && queries.nested()) {
      table = KnownTable.ALL.getFirst();
    }
    String alias = alias("t");
    List<Ref> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      columns.add(new Ref(alias + "." + table.columns().get(i), table.types().get(i)));
    }
    return new From(
        Piece.sorted("from", List.of("fz_e " + alias), table.name() + " " + alias),
        new Scope(columns, columns.subList(0, 1), null, null),
        Math.max(1, table.rows()));
  }

  static Scope columns(String alias, List<FuzzType> types, String prefix, boolean keys) {
    List<Ref> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new Ref(alias + "." + prefix + (i + 1), types.get(i)));
    }
    return new Scope(columns, keys ? columns : List.of(), null, null);
  }
}
