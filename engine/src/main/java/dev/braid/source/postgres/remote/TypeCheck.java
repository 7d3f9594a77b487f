package dev.braid.source.postgres.remote;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Type;
import java.util.List;

/// Compares what a server says of a query's columns with what was planned. Rows in binary form do
/// not tell their types: a table altered since it was read could turn a bigint into a timestamp
/// without anybody noticing.
final class TypeCheck {
  private TypeCheck() {}

  /// @throws BraidException 0A000 naming the column
  static void require(List<Type> planned, int[] oids) {
    if (planned.size() != oids.length) {
      throw changed(
          "the server returns %d columns where %d were planned"
              .formatted(oids.length, planned.size()));
    }
    for (int i = 0; i < oids.length; i++) {
      if (!isReadAs(oids[i], planned.get(i))) {
        Type found = ServerTypes.of(oids[i]);
        throw changed(
            "column %d of the server's rows is of type %s where %s was planned"
                .formatted(
                    i + 1, found == null ? "number " + oids[i] : found, planned.get(i).plain()));
      }
    }
  }

  /// Whether the values are the same under both types: text and varchar differ in name only.
  private static boolean isReadAs(int oid, Type planned) {
    Type found = ServerTypes.of(oid);
    return found != null && (found.sameKind(planned) || (isText(found) && isText(planned)));
  }

  private static boolean isText(Type type) {
    return switch (type.kind()) {
      case TEXT, VARCHAR, OPAQUE, UNKNOWN -> true;
      default -> false;
    };
  }

  private static BraidException changed(String message) {
    return new BraidException(SqlState.FEATURE_NOT_SUPPORTED, message)
        .withHint("if a table was altered on the server, open the dataset again");
  }
}
