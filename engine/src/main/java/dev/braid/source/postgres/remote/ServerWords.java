package dev.braid.source.postgres.remote;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.ReadOnlySession;
import dev.braid.type.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What one server says of types, functions and operators that Braid does not know. Answers are
/// kept as long as the tables are believed to be as they were; errors are not.
public final class ServerWords {
  private final PostgresServers servers;
  private final Map<Integer, Type> types;
  private final Map<String, Object> answers = new ConcurrentHashMap<>();

  /// @param types by number
  ServerWords(PostgresServers servers, Map<Integer, Type> types) {
    this.servers = servers;
    this.types = Map.copyOf(types);
  }

  /// The type of an expression without columns.
  ///
  /// @throws BraidException what the server says of it
  public Type type(String expression, Cancellation cancellation) {
    return (Type)
        known(
            "type " + expression,
            cancellation,
            session -> {
              int[] oids = session.columnTypes("SELECT " + expression, cancellation);
              Type type = oids.length == 1 ? types.get(oids[0]) : null;
              if (type == null) {
                throw new BraidException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "the type of " + expression + " is not supported");
              }
              return type;
            });
  }

  /// A literal as its type writes it.
  public String literal(Type type, String text, Cancellation cancellation) {
    String value = quoted(text) + "::" + type.sqlName();
    return (String)
        known(
            "literal " + value,
            cancellation,
            session -> ask(session, "SELECT pg_catalog.concat(" + value + ")", cancellation));
  }

  /// Whether all functions of a name compute one value of their arguments, always the same. A
  /// stable one may read tables, of which a shard has a part; only those of text search do not.
  ///
  /// @param arguments how many there are
  public boolean isPlainFunction(String name, int arguments, Cancellation cancellation) {
    return isPlain(
        "SELECT pg_catalog.bool_and(prokind = 'f' AND NOT proretset AND (provolatile = 'i'"
            + " OR provolatile = 's' AND pronamespace = 'pg_catalog'::regnamespace"
            + " AND proname ~ '^(to_ts|plainto_|phraseto_|websearch_|ts_)'))"
            + " FROM pg_catalog.pg_proc WHERE proname = "
            + quoted(name)
            + " AND (provariadic <> 0 OR %1$d BETWEEN pronargs - pronargdefaults AND pronargs)"
                .formatted(arguments),
        cancellation);
  }

  public boolean isPlainOperator(String symbol, Cancellation cancellation) {
    return isPlain(
        "SELECT pg_catalog.bool_and(NOT p.proretset AND (p.provolatile = 'i'"
            + " OR p.provolatile = 's' AND o.oprnamespace = 'pg_catalog'::regnamespace)) FROM"
            + " pg_catalog.pg_operator o JOIN pg_catalog.pg_proc p ON p.oid = o.oprcode"
            + " WHERE o.oprname = "
            + quoted(symbol),
        cancellation);
  }

  /// What is not there at all is left to be told by its type.
  private boolean isPlain(String sql, Cancellation cancellation) {
    return !"f".equals(known(sql, cancellation, session -> ask(session, sql, cancellation)));
  }

  private static String ask(ReadOnlySession session, String sql, Cancellation cancellation) {
    String answer = session.ask(sql, cancellation);
    return answer == null ? "" : answer;
  }

  private Object known(
      String question, Cancellation cancellation, Function<ReadOnlySession, Object> asked) {
    @Nullable Object answer = answers.get(question);
    if (answer == null) {
      try (ReadOnlySession session = servers.pool(0).acquire(cancellation)) {
        // Literals are read as in parts of statements: not with day and month in the server's
        // order.
        session.ask(SessionSettings.styles(), cancellation);
        answer = asked.apply(session);
      }
      answers.put(question, answer);
    }
    return answer;
  }

  private static String quoted(String text) {
    String doubled = text.replace("'", "''");
    return text.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }
}
