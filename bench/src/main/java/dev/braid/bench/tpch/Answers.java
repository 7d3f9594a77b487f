package dev.braid.bench.tpch;

import dev.braid.server.tpch.TpchAnswers;
import dev.braid.server.tpch.TpchData;
import dev.braid.server.tpch.TpchQueries;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks PostgreSQL 18 the 22 queries and prints what `braid tpch` compares with: scale factor,
/// query, number of rows and their digest.
public final class Answers {
  private Answers() {}

  /// @param args the work folder, then scale factors
  public static void main(String[] args) throws Exception {
    System.out.println("# Answers of PostgreSQL 18, written by bench/tpch.sh answers:");
    System.out.println("# scale factor, query, number of rows, SHA-256 of the rows");
    Path work = Path.of(args[0]).toAbsolutePath();
    for (int i = 1; i < args.length; i++) {
      BigDecimal scaleFactor = new BigDecimal(args[i]);
      Path folder = TpchData.folder(work, scaleFactor);
      if (!TpchData.exists(folder)) {
        TpchData.make(folder, scaleFactor);
      }
      Path data = Files.createDirectories(work.resolve("postgres-sf" + args[i]));
      try (PostgresServer server = PostgresServer.start(data, folder, true);
          Connection connection = server.connect();
          Statement statement = connection.createStatement()) {
        for (int query = 1; query <= TpchQueries.COUNT; query++) {
          List<String> rows = rows(statement, TpchQueries.text(query, scaleFactor));
          System.out.println(args[i] + " " + query + " " + TpchAnswers.digest(query, rows));
        }
      }
    }
  }

  private static List<String> rows(Statement statement, String sql) throws Exception {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(result.getString(i));
        }
        rows.add(TpchAnswers.line(values));
      }
    }
    return rows;
  }
}
