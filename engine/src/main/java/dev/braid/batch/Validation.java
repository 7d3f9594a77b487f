package dev.braid.batch;

import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.List;

/// What makes a batch refused as a whole, before anything runs.
final class Validation {
  private Validation() {}

  /// @throws BraidException 22023 naming the query by its place, from 1
  static void check(List<Query> queries, BatchOptions options, BatchLimits limits) {
    if (queries.isEmpty()) {
      throw invalid("At least 1 query required");
    }
    if (queries.size() > limits.maxQueries()) {
      throw invalid("Maximum %d queries allowed per request".formatted(limits.maxQueries()))
          .withHint("got " + queries.size() + "; send the rest in another batch");
    }
    for (int i = 0; i < queries.size(); i++) {
      Query query = queries.get(i);
      if (query.dataset().isBlank() || query.sql().isBlank()) {
        throw invalid("Query %d: must have 'dataset_id' and 'query' fields".formatted(i + 1));
      }
    }
    if (options.deadline() != null && !options.deadline().isPositive()) {
      throw invalid("the deadline must be positive, got " + options.deadline());
    }
    Limits asked = options.limits();
    if (asked != null
        && (asked.rawRows() < 0 || asked.aggregatedRows() < 0 || asked.queryBytes() < 0)) {
      throw invalid("a limit must not be negative, got " + asked);
    }
    if (options.concurrency() < 0) {
      throw invalid("the concurrency must be positive, got " + options.concurrency());
    }
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}
