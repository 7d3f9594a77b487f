package dev.braid.jdbc;

import dev.braid.catalog.PostgresSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// java.sql.DatabaseMetaData, whose 180 methods are mostly facts: those that are true, the numbers
/// and names, and for the rest false, 0 (no limit) and the empty string. What has to be looked up
/// is in [CatalogQueries], under the interface's own method names.
final class DatabaseFacts implements InvocationHandler {
  private static final Set<String> TRUE =
      Set.of(
          "allTablesAreSelectable",
          "nullsAreSortedHigh",
          "storesLowerCaseIdentifiers",
          "supportsMixedCaseQuotedIdentifiers",
          "supportsColumnAliasing",
          "nullPlusNonNullIsNull",
          "supportsTableCorrelationNames",
          "supportsExpressionsInOrderBy",
          "supportsOrderByUnrelated",
          "supportsGroupBy",
          "supportsGroupByUnrelated",
          "supportsGroupByBeyondSelect",
          "supportsLikeEscapeClause",
          "supportsMultipleTransactions",
          "supportsNonNullableColumns",
          "supportsMinimumSQLGrammar",
          "supportsANSI92EntryLevelSQL",
          "supportsOuterJoins",
          "supportsFullOuterJoins",
          "supportsLimitedOuterJoins",
          "isCatalogAtStart",
          "supportsSchemasInDataManipulation",
          "supportsSubqueriesInComparisons",
          "supportsSubqueriesInExists",
          "supportsSubqueriesInIns",
          "supportsSubqueriesInQuantifieds",
          "supportsCorrelatedSubqueries",
          "supportsUnion",
          "supportsUnionAll",
          "supportsOpenStatementsAcrossCommit",
          "supportsOpenStatementsAcrossRollback",
          "supportsTransactions",
          "dataDefinitionCausesTransactionCommit",
          "supportsBatchUpdates");

  private static final Map<String, Object> KNOWN =
      Map.ofEntries(
          Map.entry("getDatabaseProductName", "Braid"),
          Map.entry("getDatabaseProductVersion", version() + " (the SQL of PostgreSQL 18)"),
          Map.entry("getDatabaseMajorVersion", BraidDriver.MAJOR),
          Map.entry("getDatabaseMinorVersion", BraidDriver.MINOR),
          Map.entry("getDriverName", "Braid JDBC"),
          Map.entry("getDriverVersion", version()),
          Map.entry("getDriverMajorVersion", BraidDriver.MAJOR),
          Map.entry("getDriverMinorVersion", BraidDriver.MINOR),
          Map.entry("getJDBCMajorVersion", 4),
          Map.entry("getJDBCMinorVersion", 3),
          Map.entry("getIdentifierQuoteString", "\""),
          Map.entry("getSearchStringEscape", "\\"),
          Map.entry("getCatalogSeparator", "."),
          Map.entry("getCatalogTerm", "dataset"),
          Map.entry("getSchemaTerm", "schema"),
          Map.entry("getProcedureTerm", "function"),
          Map.entry("getSQLKeywords", Keywords.LIST),
          Map.entry("getMaxColumnNameLength", 63),
          Map.entry("getMaxSchemaNameLength", 63),
          Map.entry("getMaxTableNameLength", 63),
          Map.entry("getMaxCatalogNameLength", 63),
          Map.entry("getMaxUserNameLength", 63),
          Map.entry("getMaxColumnsInSelect", 1664),
          Map.entry("getMaxColumnsInTable", 1600),
          Map.entry("getMaxColumnsInIndex", 32),
          Map.entry("getDefaultTransactionIsolation", Connection.TRANSACTION_READ_COMMITTED),
          Map.entry("getResultSetHoldability", ResultSet.CLOSE_CURSORS_AT_COMMIT),
          Map.entry("getSQLStateType", DatabaseMetaData.sqlStateSQL),
          Map.entry("getRowIdLifetime", RowIdLifetime.ROWID_UNSUPPORTED));

  private static final Map<String, Method> QUERIES = new HashMap<>();

  static {
    for (Method method : CatalogQueries.class.getDeclaredMethods()) {
      if (!method.isSynthetic()) {
        QUERIES.put(signature(method), method);
      }
    }
  }

  private final BraidConnection connection;
  private final CatalogQueries queries;

  private DatabaseFacts(BraidConnection connection) {
    this.connection = connection;
    this.queries = new CatalogQueries(connection);
  }

  static DatabaseMetaData of(BraidConnection connection) {
    return (DatabaseMetaData)
        Proxy.newProxyInstance(
            DatabaseFacts.class.getClassLoader(),
            new Class<?>[] {DatabaseMetaData.class},
            new DatabaseFacts(connection));
  }

  private static String version() {
    return BraidDriver.MAJOR + "." + BraidDriver.MINOR;
  }

  private static String signature(Method method) {
    return method.getName() + java.util.Arrays.toString(method.getParameterTypes());
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given)
      throws Throwable {
    Object[] arguments = given == null ? new Object[0] : given;
    Method query = QUERIES.get(signature(method));
    if (query != null) {
      connection.checkOpen();
      try {
        return query.invoke(queries, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }
    Object known = KNOWN.get(method.getName());
    return known != null ? known : other(proxy, method, arguments);
  }

  private @Nullable Object other(Object proxy, Method method, Object[] arguments)
      throws SQLException {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "metadata of " + connection.url().url();
      case "unwrap" -> Wrapped.unwrap(proxy, (Class<?>) arguments[0]);
      case "isWrapperFor" -> ((Class<?>) arguments[0]).isInstance(proxy);
      case "getConnection" -> connection;
      case "getURL" -> connection.url().url();
      case "getUserName" ->
          connection.dataset().source() instanceof PostgresSource server && server.user() != null
              ? server.user()
              : System.getProperty("user.name", "");
      case "isReadOnly" -> connection.isReadOnly();
      case "supportsTransactionIsolationLevel" ->
          arguments[0].equals(Connection.TRANSACTION_READ_COMMITTED)
              || arguments[0].equals(Connection.TRANSACTION_READ_UNCOMMITTED);
      case "supportsResultSetType" -> arguments[0].equals(ResultSet.TYPE_FORWARD_ONLY);
      case "supportsResultSetConcurrency" ->
          arguments[0].equals(ResultSet.TYPE_FORWARD_ONLY)
              && arguments[1].equals(ResultSet.CONCUR_READ_ONLY);
      case "supportsResultSetHoldability" -> arguments[0].equals(ResultSet.CLOSE_CURSORS_AT_COMMIT);
      default -> standard(method);
    };
  }

  private static Object standard(Method method) throws SQLException {
    Class<?> type = method.getReturnType();
    if (type == boolean.class) {
      return TRUE.contains(method.getName());
    } else if (type == int.class) {
      return 0;
    } else if (type == long.class) {
      return 0L;
    } else if (type == String.class) {
      return "";
    } else if (type == ResultSet.class) {
      return EmptyLists.of(method.getName());
    }
    throw SqlErrors.unsupported("metadata " + method.getName());
  }
}
