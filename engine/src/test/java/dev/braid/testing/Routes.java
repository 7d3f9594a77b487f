package dev.braid.testing;

import dev.braid.Braid;
import dev.braid.batch.BatchOptions;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.result.Column;
import dev.braid.result.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The same question on two routes: the test server, and Braid's own engine over a folder that
/// holds the same tables. The server is the oracle.
public final class Routes implements AutoCloseable {
  private final Braid braid;

  public Routes(Path folder) {
    FolderSource source =
        new FolderSource(folder.toAbsolutePath(), false, Map.of(), CsvFormat.DEFAULT);
    Dataset files =
        new Dataset(
            2,
            "files",
            "",
            source,
            PoolSettings.DEFAULT,
            Limits.NONE,
            false,
            "UTC",
            Description.NONE);
    Dataset server =
        new Dataset(
            1,
            "server",
            "",
            TestPostgres.source(),
            PoolSettings.DEFAULT,
            Limits.NONE,
            false,
            "UTC",
            Description.NONE);
    braid = Braid.open(new Config(List.of(server, files), new BatchLimits(30, 10, 1L << 40)));
  }

  /// What a route answered.
  ///
  /// @param error SQLSTATE and message, or null
  public record Answer(@Nullable Result result, @Nullable String sqlState, String error) {}

  public Answer server(String sql) {
    return ask("server", sql);
  }

  public Answer files(String sql) {
    return ask("files", sql);
  }

  private Answer ask(String dataset, String sql) {
    Outcome outcome =
        braid
            .batch()
            .add(new Query(dataset, sql, null, List.of()))
            .options(new BatchOptions(false, null, 0, Limits.NONE))
            .run()
            .outcomes()
            .getFirst();
    return outcome.error() == null
        ? new Answer(outcome.result(), null, "")
        : new Answer(null, outcome.error().sqlState(), outcome.error().message());
  }

  /// One route's answer.
  ///
  /// @param dataset `server` or `files`
  public Result query(String dataset, String sql, @Nullable Object... parameters) {
    return braid.query(dataset, sql, parameters);
  }

  /// How the answer over files differs from the server's, or null when it does not.
  ///
  /// @param ordered whether the statement fixes the order of its rows
  public @Nullable String difference(String sql, boolean ordered) {
    Answer expected = server(sql);
    Answer actual = files(sql);
    if (expected.result() == null || actual.result() == null) {
      if (expected.result() == null
          && actual.result() == null
          && String.valueOf(expected.sqlState()).equals(actual.sqlState())) {
        return null;
      }
      return "server: %s\nfiles:  %s".formatted(text(expected), text(actual));
    }
    List<Column> columns = expected.result().columns();
    if (!columns.equals(actual.result().columns())) {
      return "server columns: %s\nfiles columns:  %s".formatted(columns, actual.result().columns());
    }
    List<List<String>> left = rows(expected.result(), ordered);
    List<List<String>> right = rows(actual.result(), ordered);
    if (left.size() != right.size()) {
      return "server has %d rows, files %d\nserver: %s\nfiles:  %s"
          .formatted(left.size(), right.size(), first(left), first(right));
    }
    for (int row = 0; row < left.size(); row++) {
      for (int i = 0; i < columns.size(); i++) {
        if (!same(columns.get(i).type(), left.get(row).get(i), right.get(row).get(i))) {
          return "row %d, column %s\nserver: %s\nfiles:  %s"
              .formatted(row + 1, columns.get(i).name(), left.get(row), right.get(row));
        }
      }
    }
    return null;
  }

  private static String text(Answer answer) {
    return answer.result() == null
        ? answer.sqlState() + " " + answer.error()
        : answer.result().rowCount() + " rows " + first(rows(answer.result(), true));
  }

  private static List<List<String>> first(List<List<String>> rows) {
    return rows.subList(0, Math.min(5, rows.size()));
  }

  private static List<List<String>> rows(Result result, boolean ordered) {
    List<List<String>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : result.rows()) {
      rows.add(row.stream().map(value -> value == null ? "NULL" : value.toString()).toList());
    }
    if (!ordered) {
      Collections.sort(rows, (a, b) -> a.toString().compareTo(b.toString()));
    }
    return rows;
  }

  /// Floats may differ in their last digits: neither side promises an order of summation.
  private static boolean same(String type, String expected, String actual) {
    if (expected.equals(actual)) {
      return true;
    }
    if (!type.equals("float8") && !type.equals("float4")
        || expected.equals("NULL")
        || actual.equals("NULL")) {
      return false;
    }
    double a = Double.parseDouble(expected);
    double b = Double.parseDouble(actual);
    double tolerance = type.equals("float4") ? 1e-5 : 1e-11;
    return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
        || Math.abs(a - b) < 1e-12;
  }

  @Override
  public void close() {
    braid.close();
  }
}
