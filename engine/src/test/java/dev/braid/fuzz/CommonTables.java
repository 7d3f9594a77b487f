package dev.braid.fuzz;

import dev.braid.fuzz.FromClauses.From;
import dev.braid.fuzz.QueryGenerator.Common;
import dev.braid.fuzz.Scope.Ref;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Random WITH clauses, some of them recursive.
final class CommonTables {
  private final QueryGenerator queries;
  private final Expressions expressions;
  private final FromClauses froms;

  CommonTables(QueryGenerator queries, Expressions expressions, FromClauses froms) {
    this.queries = queries;
    this.expressions = expressions;
    this.froms = froms;
  }

  /// A query with or without WITH before it.
  Piece with(List<FuzzType> types, @Nullable Scope outer, int depth) {
    int before = queries.commons().size();
    int count = expressions.chance(outer == null ? 65 : 20) ? 0 : 1 + expressions.random.nextInt(2);
    List<Piece> tables = new ArrayList<>();
    boolean recursive = false;
    for (int i = 0; i < count; i++) {
      String name = froms.alias("cte");
      String hint = expressions.one("", "", " MATERIALIZED", " NOT MATERIALIZED");
      if (expressions.chance(25)) {
        recursive = true;
        tables.add(recursion(name));
      } else {
        List<FuzzType> columns = queries.types(3);
        Piece query = queries.query(columns, outer, depth - 1);
        tables.add(Piece.of(name + " AS" + hint + " (", query, ")"));
        queries.commons().add(new Common(name, columns));
      }
    }
    Piece body =
        depth > 0 ? queries.query(types, outer, depth) : queries.selects().body(types, outer, 0);
    while (queries.commons().size() > before) {
      queries.commons().removeLast();
    }
    if (tables.isEmpty()) {
      return body;
    }
    return queries.sorted(
        types,
        "(",
        Piece.optional("WITH " + (recursive ? "RECURSIVE " : ""), Piece.join(", ", tables), " "),
        "SELECT * FROM (",
        body,
        ") " + froms.alias("o"),
        ")");
  }

  /// A common table that reaches at most three steps.
  private Piece recursion(String name) {
    FuzzType type = expressions.chance(50) ? FuzzType.INT : FuzzType.TEXT;
    List<FuzzType> types = List.of(FuzzType.INT, type);
    From start = froms.make(null, 0);
    Scope starting = Selects.inside(start, null);
    String alias = froms.alias("r");
    Scope self = FromClauses.columns(alias, types, "c", true);
    String table = expressions.one("fz_e", "fz_c");
    String other = froms.alias("t");
    Scope both =
        self.and(
            new Scope(
                List.of(
                    new Ref(other + ".id", FuzzType.INT),
                    new Ref(other + ".a", FuzzType.INT),
                    new Ref(other + ".s", FuzzType.TEXT)),
                List.of(),
                null,
                null));
    String join =
        switch (expressions.random.nextInt(4)) {
          case 0 -> " JOIN %s %s ON %s.a = %s.c1".formatted(table, other, other, alias);
          case 1 -> " LEFT JOIN %s %s ON %s.a = %s.c1".formatted(table, other, other, alias);
          case 2 -> ", %s %s".formatted("fz_e", other);
          default -> " JOIN %s %s ON %s.id > %s.c1".formatted("fz_e", other, other, alias);
        };
    Piece query =
        Piece.of(
            name + "(c1, c2) AS (SELECT 0, ",
            expressions.make(type, starting, 1),
            " FROM ",
            start.piece(),
            queries.selects().where(starting, 1),
            expressions.chance(60) ? " UNION " : " UNION ALL ",
            "SELECT " + alias + ".c1 + 1, ",
            expressions.make(type, both, 1),
            " FROM " + name + " " + alias + join,
            " WHERE " + alias + ".c1 < " + (1 + expressions.random.nextInt(2)),
            Piece.optional(" AND ", expressions.make(FuzzType.BOOL, both, 1)),
            ")");
    queries.commons().add(new Common(name, types));
    return query;
  }
}
