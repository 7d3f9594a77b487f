package dev.braid.sql.parse;

import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Insert;
import dev.braid.sql.ast.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `INSERT INTO t [AS a] [(columns)] VALUES (...), ... [RETURNING ...]`, or with a SELECT of
/// expressions and no table. What stands behind RETURNING is left to the server.
final class InsertParser {
  private final Grammar grammar;
  private final TokenStream tokens;

  InsertParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  Insert insert() {
    int position = tokens.position();
    tokens.expect("insert");
    tokens.expect("into");
    List<String> table = grammar.names.table();
    if (tokens.accept("as")) {
      String _ = grammar.names.column();
    }
    List<String> columns = grammar.names.optionalColumnList();
    if (tokens.is("default") || tokens.is("overriding")) {
      throw TokenStream.unsupported(
          tokens.position(),
          tokens.is("default") ? "INSERT of DEFAULT VALUES" : "OVERRIDING in INSERT");
    }
    List<List<@Nullable Expression>> rows =
        tokens.is("values") ? values() : List.of(constants(grammar.selects.query()));
    if (tokens.is("on")) {
      throw TokenStream.unsupported(tokens.position(), "ON CONFLICT over shards");
    }
    if (!tokens.atEnd() && !tokens.is(';') && !tokens.is("returning")) {
      throw tokens.error();
    }
    return new Insert(position, table, columns, rows);
  }

  private List<List<@Nullable Expression>> values() {
    tokens.expect("values");
    List<List<@Nullable Expression>> rows = new ArrayList<>();
    do {
      List<@Nullable Expression> row = new ArrayList<>();
      tokens.expect('(');
      do {
        row.add(tokens.accept("default") ? null : grammar.expressions.expression());
      } while (tokens.accept(','));
      tokens.expect(')');
      rows.add(row);
    } while (tokens.accept(','));
    return rows;
  }

  private static List<@Nullable Expression> constants(Query query) {
    List<@Nullable Expression> row = new ArrayList<>();
    boolean plain =
        query.with() == null
            && query.orderBy().isEmpty()
            && query.limit() == null
            && query.offset() == null
            && query.body() instanceof Query.Select select
            && select.distinct() == null
            && select.from().isEmpty()
            && select.where() == null
            && select.groupBy() == null
            && select.having() == null
            && select.windows().isEmpty();
    if (plain && query.body() instanceof Query.Select select) {
      for (Query.Target target : select.targets()) {
        plain &= !(target.expression() instanceof Expression.Star);
        row.add(target.expression());
      }
    }
    if (!plain) {
      throw TokenStream.unsupported(query.position(), "INSERT of a query's rows over shards");
    }
    return row;
  }
}
