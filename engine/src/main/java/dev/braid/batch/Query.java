package dev.braid.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One question of a batch.
///
/// @param dataset id or name
/// @param sql one read-only statement
/// @param label shown with the outcome; null for "Query N"
/// @param parameters values of `$1`, `$2`, ...
public record Query(
    String dataset, String sql, @Nullable String label, List<@Nullable Object> parameters) {
  public Query {
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }

  public static Query of(String dataset, String sql) {
    return new Query(dataset, sql, null, List.of());
  }

  public Query labelled(String text) {
    return new Query(dataset, sql, text, parameters);
  }

  public Query with(@Nullable Object... values) {
    return new Query(dataset, sql, label, Arrays.asList(values));
  }
}
