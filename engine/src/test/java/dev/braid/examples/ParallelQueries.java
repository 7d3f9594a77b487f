package dev.braid.examples;

import dev.braid.Braid;
import dev.braid.RowStream;
import dev.braid.batch.BatchListener;
import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.batch.RunningBatch;
import dev.braid.error.BraidException;
import dev.braid.result.Result;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The examples of docs/java-api.md, as they stand there.
public final class ParallelQueries {
  private final PrintStream out;

  public ParallelQueries(PrintStream out) {
    this.out = out;
  }

  public void oneQuery(Path file) {
    try (Braid braid = Braid.open(file)) {
      Result result = braid.query("survey", "SELECT gender, count(*) FROM users GROUP BY gender");
      for (List<Object> row : result.rows()) {
        out.println(row.get(0) + ": " + row.get(1));
      }
      Object adults =
          braid.query("survey", "SELECT count(*) FROM users WHERE age >= $1", 18).single();
      out.println(adults + " adults");
    }
  }

  public void aFuturePerQuery(Braid braid) {
    List<String> statements =
        List.of(
            "SELECT count(*) FROM users",
            "SELECT avg(age) FROM users",
            "SELECT max(age) FROM users");

    List<Query> queries = new ArrayList<>();
    for (String sql : statements) {
      queries.add(Query.of("survey", sql));
    }
    List<CompletableFuture<Outcome>> futures = braid.batch().addAll(queries).start().outcomes();

    List<Outcome> outcomes = Braid.awaitAll(futures).join();
    for (Outcome outcome : outcomes) {
      out.println(outcome.label() + ": " + outcome.orThrow().single());
    }
  }

  public void partialFailure(Braid braid) {
    BatchResult answer =
        braid
            .batch()
            .query("survey", "SELECT count(*) FROM users", "Users")
            .query("survey", "SELECT * FROM invalid_table", "Invalid")
            .deadline(Duration.ofSeconds(10))
            .consistent(true)
            .run();
    for (Outcome outcome : answer.outcomes()) {
      if (outcome.success()) {
        out.println(outcome.label() + ": " + outcome.orThrow().rowCount() + " rows");
      } else {
        out.println(
            outcome.label() + ": " + outcome.error().sqlState() + " " + outcome.error().message());
      }
    }
  }

  public void asTheyComplete(Braid braid, List<Query> queries) {
    RunningBatch batch =
        braid
            .batch()
            .addAll(queries)
            .listener(
                new BatchListener() {
                  @Override
                  public void completed(Outcome outcome, int finished, int total) {
                    out.println(finished + "/" + total + " " + outcome.label());
                  }
                })
            .start();
    batch
        .result()
        .orTimeout(5, java.util.concurrent.TimeUnit.SECONDS)
        .exceptionally(
            _ -> {
              batch.cancel("cancelled: took too long");
              return null;
            });
    batch.await();
  }

  public void everyRow(Braid braid) {
    try (RowStream rows = braid.stream("survey", "SELECT name, age FROM users ORDER BY age")) {
      for (List<Object> row : rows) {
        out.println(row);
      }
    } catch (BraidException e) {
      out.println(e.sqlState() + " at " + e.position() + ": " + e.message());
    }
  }
}
