package dev.braid.source.postgres;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A transaction in which a session answers parts of a statement: one snapshot for all of them,
/// settings, and a savepoint that [ReadOnlySession#resume] returns to.
///
/// @param settings as `name = value`
/// @param lasting whether the connection is used for nothing but parts, so that it may keep the
///   settings from one transaction to the next
/// @param snapshot to be imported, or null
/// @param export whether others are to import this session's
/// @param first the first part, if it is known, to learn the types of its columns on the way
public record PartsTransaction(
    List<String> settings,
    boolean lasting,
    @Nullable String snapshot,
    boolean export,
    @Nullable String first) {
  private static final Pattern SNAPSHOT_ID = Pattern.compile("[0-9A-F]+-[0-9A-F]+-[0-9]+");

  /// @throws BraidException for a snapshot that is none
  public PartsTransaction {
    settings = List.copyOf(settings);
    checkSnapshot(snapshot);
  }

  /// What came of it.
  ///
  /// @param snapshot its identifier where it is exported, else null
  /// @param types of the first part's columns by their numbers in `pg_type`
  public record Begun(@Nullable String snapshot, int[] types) {}

  /// Rows of a part.
  ///
  /// @param types of its columns by their numbers in `pg_type`
  /// @param values as text, NULL as null
  public record Rows(int[] types, List<@Nullable String[]> values) {}

  static void checkSnapshot(@Nullable String id) {
    if (id != null && !SNAPSHOT_ID.matcher(id).matches()) {
      throw new BraidException(SqlState.INTERNAL_ERROR, "not a snapshot identifier: " + id);
    }
  }

  /// The same without asking for types.
  public PartsTransaction unasked() {
    return new PartsTransaction(settings, lasting, snapshot, export, null);
  }

  /// Statements that give a connection the settings, to be run in no transaction.
  String lastingSettings() {
    return "SET " + String.join("; SET ", settings);
  }

  /// Statements that are all of it: it begins, answers the first part and is rolled back.
  ///
  /// @param set whether the connection has the settings
  String whole(boolean set) {
    StringBuilder sql = new StringBuilder("BEGIN READ ONLY ISOLATION LEVEL REPEATABLE READ");
    if (!set) {
      settings.forEach(setting -> sql.append("; SET LOCAL ").append(setting));
    }
    return sql.append("; ").append(first).append("\n; ROLLBACK").toString();
  }

  /// Statements that begin it.
  ///
  /// @param inside whether it has begun already, and nothing but its isolation is missing
  /// @param set whether the connection has the settings
  String statements(boolean inside, boolean set) {
    StringBuilder sql =
        new StringBuilder(inside ? "SET TRANSACTION" : "BEGIN READ ONLY")
            .append(" ISOLATION LEVEL REPEATABLE READ");
    if (snapshot != null) {
      sql.append("; SET TRANSACTION SNAPSHOT '").append(snapshot).append('\'');
    }
    if (!set) {
      settings.forEach(setting -> sql.append("; SET LOCAL ").append(setting));
    }
    // The SELECT takes the snapshot now, and not with the first part.
    if (export) {
      sql.append("; SELECT pg_catalog.pg_export_snapshot()");
    } else if (first == null) {
      sql.append("; SELECT 1");
    }
    if (first != null) {
      // Planned and not run. The line feed ends a comment that its last line may close with.
      sql.append("; SELECT * FROM (").append(first).append("\n) AS braid WHERE false");
    }
    return sql.append("; SAVEPOINT braid").toString();
  }
}
