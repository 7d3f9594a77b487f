package dev.braid.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement to run.
///
/// @param sql with `$1`, `$2`, ...
/// @param parameters their values
/// @param marks where the text had `?`; null for one that is sent as written
record Request(String sql, List<@Nullable Object> parameters, @Nullable ParameterMarks marks) {
  static Request of(String sql) {
    return new Request(sql, List.of(), null);
  }
}
