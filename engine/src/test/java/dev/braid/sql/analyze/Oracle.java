package dev.braid.sql.analyze;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableIndex;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.error.BraidException;
import dev.braid.sql.ast.Statement;
import dev.braid.sql.parse.SqlParser;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Dates;
import dev.braid.type.Intervals;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Asks the server and the analyzer the same question: is this a query, and what are its columns?
final class Oracle implements AutoCloseable {
  /// One schema on both sides.
  private static final Map<String, String> TABLES =
      new TreeMap<>(
          Map.of(
              "t", "a int4,b int4,c text,d numeric,e date",
              "u", "a int4,b int8,f float8,g timestamp,h bool",
              "v", "id int8,name varchar,price numeric(10-2),tags _text,data jsonb,n _int4",
              "w",
                  "i2 int2,f4 float4,ts timestamptz,iv interval,ti time,uid uuid,by bytea,j json,bc"
                      + " bpchar"));

  private static final dev.braid.type.Zone UTC = dev.braid.type.Zone.of(java.time.ZoneId.of("UTC"));

  private final Connection connection = TestPostgres.superuser();
  private final AnalysisContext context;

  Oracle() {
    Map<String, Table> tables = new TreeMap<>();
    StringBuilder ddl = new StringBuilder("DROP SCHEMA IF EXISTS ana CASCADE; CREATE SCHEMA ana;");
    TABLES.forEach(
        (name, columns) -> {
          tables.put(name, new Columns(name, columns));
          ddl.append("CREATE TABLE ana.").append(name).append(" (");
          ddl.append(columns.replace('-', '~').replace(",", ", ").replace('~', ',')).append(");");
        });
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(ddl.toString());
      statement.execute("SET search_path = ana");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    context =
        new AnalysisContext(
            new AnalysisContext.Tables() {
              @Override
              public @Nullable Table find(@Nullable String schema, String name) {
                return schema == null || schema.equals("ana") ? tables.get(name) : null;
              }

              @Override
              public Collection<String> names() {
                return tables.keySet();
              }
            },
            ServerCatalog.load(),
            List.of(),
            Oracle::parse);
  }

  private record Columns(String name, String text) implements Table {
    @Override
    public String schema() {
      return "ana";
    }

    @Override
    public List<TableColumn> columns() {
      List<TableColumn> columns = new ArrayList<>();
      for (String column : text.split(",")) {
        String[] parts = column.split(" ");
        Type type =
            parts[1].startsWith("numeric(")
                ? Type.numeric(10, 2)
                : ServerCatalog.type(parts[1]).orElseThrow();
        columns.add(new TableColumn(parts[0], type, true));
      }
      return columns;
    }

    @Override
    public TableStatistics statistics() {
      throw new UnsupportedOperationException();
    }

    @Override
    public TableScan scan(List<Integer> columns, List<ZoneFilter> filters) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<TableIndex> indexes() {
      return List.of();
    }

    @Override
    public int parallelWorkers() {
      return -1;
    }
  }

  /// Only what the statements need; other literals stay text.
  private static Object parse(Type type, String text) {
    return switch (type.kind()) {
      case INT4, INT2 -> dev.braid.type.Integers.parseInt4(text);
      case INT8 -> dev.braid.type.Integers.parseInt8(text);
      case NUMERIC -> Numeric.parse(text);
      case INTERVAL -> Intervals.parse(text);
      case BOOL -> {
        String word = text.trim().toLowerCase(Locale.ROOT);
        if (List.of("t", "true", "f", "false").contains(word)) {
          yield word.startsWith("t");
        }
        throw new BraidException(
            "22P02", "invalid input syntax for type boolean: \"" + text + "\"");
      }
      case DATE -> Dates.parse(text, 0, UTC);
      case TIMESTAMP -> dev.braid.type.Timestamps.parse(text, 0, UTC);
      case TIMESTAMPTZ -> dev.braid.type.Timestamps.parseInstant(text, 0, UTC);
      default -> text;
    };
  }

  /// `name type, ...`, or `SQLSTATE at position: message`.
  String server(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ResultSetMetaData data = statement.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        String type = data.getColumnTypeName(i);
        boolean scaled = type.equals("numeric") && data.getPrecision(i) > 0;
        columns.add(
            data.getColumnName(i)
                + " "
                + (scaled
                    ? "numeric(%d,%d)".formatted(data.getPrecision(i), data.getScale(i))
                    : type));
      }
      return String.join(", ", columns);
    } catch (PSQLException e) {
      ServerErrorMessage message = e.getServerErrorMessage();
      if (message == null) {
        throw e;
      }
      return "%s at %d: %s"
          .formatted(message.getSQLState(), message.getPosition(), message.getMessage());
    }
  }

  String braid(String sql) {
    try {
      Statement.QueryStatement statement = (Statement.QueryStatement) SqlParser.statement(sql);
      AnalyzedQuery query = Analyzer.analyze(statement.query(), context);
      PlanCheck.check(query.plan());
      List<String> columns = new ArrayList<>();
      for (int i = 0; i < query.names().size(); i++) {
        Type type = query.types().get(i);
        columns.add(
            query.names().get(i)
                + " "
                + (type.kind() == dev.braid.type.Kind.NUMERIC && type.hasModifier()
                    ? type.sqlName()
                    : type.typeName()));
      }
      return String.join(", ", columns);
    } catch (BraidException e) {
      return "%s at %d: %s".formatted(e.sqlState(), e.position(), e.message());
    }
  }

  AnalyzedQuery analyze(String sql) {
    return Analyzer.analyze(((Statement.QueryStatement) SqlParser.statement(sql)).query(), context);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
