package dev.braid.local;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TextRules;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.remote.ServerTables;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.sql.analyze.ServerDialect;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.Statement.QueryStatement;
import dev.braid.sql.parse.SqlParser;
import dev.braid.type.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The tables of a dataset's servers, looked up now and then.
final class LookedUp {
  /// For how long tables are believed to be as they were.
  private static final long BELIEVED_NANOS = Duration.ofSeconds(5).toNanos();

  private final Function<Cancellation, ServerTables> look;
  private volatile @Nullable Looked looked;

  /// The tables, and when they were looked up.
  private record Looked(ServerTables tables, long nanos) {}

  LookedUp(Function<Cancellation, ServerTables> look) {
    this.look = look;
  }

  /// Without a lock: a statement that is cancelled must not wait for another's slow server.
  ServerTables tables(Cancellation cancellation) {
    Looked known = looked;
    if (known == null || System.nanoTime() - known.nanos() > BELIEVED_NANOS) {
      long now = System.nanoTime();
      known = new Looked(look.apply(cancellation), now);
      looked = known;
    }
    return known.tables();
  }

  /// The tables that a statement may name.
  AnalysisContext.Tables names(Cancellation cancellation) {
    return names(tables(cancellation), cancellation);
  }

  static AnalysisContext.Tables names(ServerTables tables, Cancellation cancellation) {
    return new Names(tables, cancellation);
  }

  private record Names(ServerTables tables, Cancellation cancellation)
      implements AnalysisContext.Tables, ServerDialect {
    @Override
    public @Nullable Table find(@Nullable String schema, String name) {
      return tables.find(schema, name);
    }

    @Override
    public @Nullable Query view(@Nullable String schema, String name) {
      String text = tables.view(schema, name);
      return text != null && SqlParser.statement(text) instanceof QueryStatement view
          ? view.query()
          : null;
    }

    @Override
    public Collection<String> names() {
      return tables.tables().stream().map(Table::name).toList();
    }

    @Override
    public TextRules text() {
      return tables.text();
    }

    @Override
    public ServerDialect server() {
      return this;
    }

    @Override
    public Type type(String expression) {
      return tables.words().type(expression, cancellation);
    }

    @Override
    public String literal(Type type, String text) {
      return tables.words().literal(type, text, cancellation);
    }

    @Override
    public boolean isPlainFunction(String name, int arguments) {
      return tables.words().isPlainFunction(name, arguments, cancellation);
    }

    @Override
    public boolean isPlainOperator(String symbol) {
      return tables.words().isPlainOperator(symbol, cancellation);
    }
  }
}
