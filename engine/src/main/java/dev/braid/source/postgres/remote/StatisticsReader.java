package dev.braid.source.postgres.remote;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.error.BraidException;
import dev.braid.expr.TextInput;
import dev.braid.expr.TypeOrder;
import dev.braid.parallel.Cancellation;
import dev.braid.source.postgres.ReadOnlySession;
import dev.braid.source.postgres.remote.ServerCatalog.FoundColumn;
import dev.braid.source.postgres.remote.ServerCatalog.FoundTable;
import dev.braid.type.Kind;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What ANALYZE has found on the servers that have rows of a table.
final class StatisticsReader {
  /// A statement waits for them no longer.
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /// What one server knows of a column; `distinct` as in `pg_stats`, negative for a part of the
  /// rows.
  private record Known(ColumnStatistics statistics, double distinct) {}

  private record Server(long rows, long bytes, Map<String, Known> columns) {}

  private StatisticsReader() {}

  /// What cannot be had, or not soon, is estimated: a server that fails will say so when it is
  /// asked for rows, and can be cancelled then.
  ///
  /// @param asked servers whose numbers are put together
  /// @param tables as found on each of them
  static TableStatistics read(
      PostgresServers servers, List<Integer> asked, List<FoundTable> tables) {
    Cancellation late = new Cancellation();
    Thread clock = Thread.ofVirtual().name("braid-statistics").start(() -> cancelLate(late));
    try {
      return together(
          tables.getFirst(),
          ServerTables.onEach(
              servers,
              asked,
              late,
              (server, session, cancelled) ->
                  read(session, tables.get(asked.indexOf(server)), cancelled)));
    } catch (BraidException e) {
      return estimated(tables);
    } finally {
      clock.interrupt();
    }
  }

  private static void cancelLate(Cancellation cancellation) {
    try {
      Thread.sleep(LONGEST);
      cancellation.cancel("the statistics do not come");
    } catch (InterruptedException e) {
      // They have come.
      return;
    }
  }

  private static TableStatistics estimated(List<FoundTable> tables) {
    long rows = tables.stream().mapToLong(FoundTable::rows).sum();
    long bytes = tables.stream().mapToLong(FoundTable::bytes).sum();
    List<@Nullable ColumnStatistics> columns = new ArrayList<>();
    for (FoundColumn _ : tables.getFirst().columns()) {
      columns.add(null);
    }
    return new TableStatistics(rows, bytes, columns);
  }

  private static TableStatistics together(FoundTable table, List<Server> found) {
    long rows = 0;
    long bytes = 0;
    for (Server server : found) {
      rows += server.rows;
      bytes += server.bytes;
    }
    List<@Nullable ColumnStatistics> columns = new ArrayList<>();
    for (FoundColumn column : table.columns()) {
      columns.add(together(column, found));
    }
    return new TableStatistics(rows, bytes, columns);
  }

  private static Server read(ReadOnlySession session, FoundTable table, Cancellation cancellation) {
    session.ask(
        "SET LOCAL DateStyle = 'ISO, MDY'; SET LOCAL IntervalStyle = 'postgres';"
            + " SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'",
        cancellation);
    String sql =
        """
        SELECT attname, null_frac::text, n_distinct::text, avg_width::text,
               most_common_vals::text, most_common_freqs::text, histogram_bounds::text
        FROM pg_catalog.pg_stats
        WHERE schemaname = %s AND tablename = %s AND inherited = %s
        """
            .formatted(literal(table.schema()), literal(table.name()), table.kind().equals("p"));
    Map<String, Known> known = new HashMap<>();
    for (List<@Nullable Object> row : CatalogReader.rows(session, sql, cancellation)) {
      for (FoundColumn column : table.columns()) {
        Type type = column.type();
        if (column.name().equals(row.get(0)) && type != null && !OpaqueTypes.isOpaque(type)) {
          known.put(column.name(), column(column, type, row, table.rows()));
        }
      }
    }
    return new Server(table.rows(), table.bytes(), known);
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static Known column(
      FoundColumn column, Type type, List<@Nullable Object> row, long rows) {
    double distinct = number(row.get(2));
    List<Object> common = values(type, row.get(4));
    List<Double> parts = new ArrayList<>();
    for (Object part : values(Type.FLOAT8, row.get(5))) {
      parts.add((Double) part);
    }
    if (parts.size() != common.size()) {
      common = List.of();
      parts.clear();
    }
    // Sorted in the server's order, which says nothing here where ours is another.
    List<Object> histogram = column.bytewise() ? values(type, row.get(6)) : List.of();
    Object least = null;
    Object most = null;
    if (column.bytewise() && type.kind() != Kind.JSON) {
      Comparator<Object> order = TypeOrder.of(type.plain());
      List<Object> all = new ArrayList<>(common);
      all.addAll(histogram);
      for (Object value : all) {
        least = least == null || order.compare(value, least) < 0 ? value : least;
        most = most == null || order.compare(value, most) > 0 ? value : most;
      }
    }
    return new Known(
        new ColumnStatistics(
            number(row.get(1)),
            distinct == 0 ? -1 : distinct < 0 ? -distinct * rows : distinct,
            least,
            most,
            common,
            parts,
            histogram,
            number(row.get(3))),
        distinct);
  }

  private static double number(@Nullable Object text) {
    return text == null ? 0 : Double.parseDouble(text.toString());
  }

  /// The elements of an array's text; none where there is no array, or one not understood: these
  /// are only statistics.
  private static List<Object> values(Type type, @Nullable Object text) {
    if (text == null) {
      return List.of();
    }
    try {
      PgArray array = (PgArray) TextInput.written(Type.arrayOf(type.plain()), text.toString());
      List<Object> values = new ArrayList<>();
      for (Object element : array.elements()) {
        if (element == null) {
          return List.of();
        }
        values.add(element);
      }
      return List.copyOf(values);
    } catch (BraidException e) {
      return List.of();
    }
  }

  /// The servers' columns as one. Common values and the histogram are those of the server with the
  /// most rows; it is taken for a sample of the others.
  private static @Nullable ColumnStatistics together(FoundColumn column, List<Server> servers) {
    if (servers.size() == 1) {
      Known only = servers.getFirst().columns.get(column.name());
      return only == null ? null : only.statistics;
    }
    double rows = 0;
    double nulls = 0;
    double width = 0;
    double distinct = 0;
    boolean distinctKnown = true;
    Known largest = null;
    long most = -1;
    Object least = null;
    Object greatest = null;
    Comparator<Object> order =
        column.type() == null || column.type().kind() == Kind.JSON
            ? null
            : TypeOrder.of(column.type().plain());
    for (Server server : servers) {
      Known known = server.columns.get(column.name());
      if (known == null) {
        if (server.rows > 0) {
          return null;
        }
        continue;
      }
      ColumnStatistics it = known.statistics;
      rows += server.rows;
      nulls += it.nullFraction() * server.rows;
      width += it.averageWidth() * server.rows;
      distinctKnown &= it.distinct() >= 0;
      // A part of the rows grows with them; a number of values is the same everywhere.
      distinct = known.distinct < 0 ? distinct + it.distinct() : Math.max(distinct, it.distinct());
      if (server.rows > most) {
        most = server.rows;
        largest = known;
      }
      if (order != null && it.min() != null && it.max() != null) {
        least = least == null || order.compare(it.min(), least) < 0 ? it.min() : least;
        greatest = greatest == null || order.compare(it.max(), greatest) > 0 ? it.max() : greatest;
      }
    }
    if (largest == null) {
      return null;
    }
    double all = Math.max(1, rows);
    return new ColumnStatistics(
        nulls / all,
        distinctKnown ? distinct : -1,
        least,
        greatest,
        largest.statistics.mostCommon(),
        largest.statistics.mostCommonFractions(),
        largest.statistics.histogram(),
        width / all);
  }
}
