package dev.braid.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.Braid;
import dev.braid.RowStream;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.catalog.PostgresSource;
import dev.braid.error.BraidException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The same tables in one database and on four shards, asked the same.
public final class WholeAndShards implements AutoCloseable {
  private final String whole;
  private final TestShards shards;
  private final Braid braid;

  /// @param shards with their tables, all of them declared
  /// @param creation of the tables with all rows
  public WholeAndShards(String prefix, String locale, String creation, TestShards shards) {
    this.whole = prefix + "_whole";
    this.shards = shards;
    TestPostgres.execute("DROP DATABASE IF EXISTS " + whole + " WITH (FORCE)");
    TestPostgres.execute(
        "CREATE DATABASE " + whole + " TEMPLATE template0 ENCODING 'UTF8' " + locale);
    TestShards.executeIn(whole, creation);
    String address = "localhost:" + TestPostgres.port() + "/" + whole;
    PostgresSource source =
        new PostgresSource(
            "jdbc:postgresql://" + address,
            TestPostgres.READER,
            TestPostgres.READER_PASSWORD,
            "postgresql://reader:***@" + address);
    Dataset dataset =
        new Dataset(
            1,
            "whole",
            "",
            source,
            PoolSettings.DEFAULT,
            Limits.NONE,
            false,
            "UTC",
            Description.NONE);
    braid =
        Braid.open(new Config(List.of(dataset, shards.dataset(2, "shards")), BatchLimits.DEFAULT));
  }

  /// Both answer alike, the order of rows counting where the statement has one.
  public void same(String sql) {
    List<String> expected = answer("whole", sql);
    assertThat(answer("shards", sql)).as(sql).isEqualTo(expected);
  }

  /// The shards' answer is an error, of 0A000 with this in its message; one server has an answer.
  public void refused(String sql, String message) {
    List<String> _ = answer("whole", sql);
    BraidException error = catchThrowableOfType(BraidException.class, () -> answer("shards", sql));
    assertThat(error).as(sql).isNotNull();
    assertThat(error.sqlState() + " " + error.message()).as(sql).isEqualTo("0A000 " + message);
  }

  /// The same, with what the message begins.
  public void refusedLike(String sql, String start) {
    List<String> _ = answer("whole", sql);
    BraidException error = catchThrowableOfType(BraidException.class, () -> answer("shards", sql));
    assertThat(error).as(sql).isNotNull();
    assertThat(error.sqlState() + " " + error.message()).as(sql).startsWith("0A000 " + start);
  }

  /// The error's SQLSTATE is the same on both.
  public void failsAlike(String sql, String sqlState) {
    for (String dataset : List.of("whole", "shards")) {
      BraidException error = catchThrowableOfType(BraidException.class, () -> answer(dataset, sql));
      assertThat(error).as(dataset + ": " + sql).isNotNull();
      assertThat(error.sqlState()).as(dataset + ": " + sql + ": " + error).isEqualTo(sqlState);
    }
  }

  /// The rows over shards, columns first.
  public List<String> answer(String dataset, String sql) {
    List<String> lines = new ArrayList<>();
    try (RowStream stream = braid.stream(dataset, sql)) {
      for (List<Object> row : stream) {
        lines.add(row.stream().map(String::valueOf).toList().toString());
      }
      if (!sql.substring(sql.lastIndexOf(')') + 1).contains("ORDER BY")
          && !sql.startsWith("EXPLAIN")) {
        Collections.sort(lines);
      }
      lines.addFirst(stream.columns().toString());
    }
    return lines;
  }

  @Override
  public void close() {
    braid.close();
    shards.close();
    TestPostgres.execute("DROP DATABASE IF EXISTS " + whole + " WITH (FORCE)");
  }
}
