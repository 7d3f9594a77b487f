package dev.braid.jdbc;

import java.sql.SQLException;

/// java.sql's way to ask for a class of the driver's.
final class Wrapped {
  private Wrapped() {}

  static <T> T unwrap(Object object, Class<T> wanted) throws SQLException {
    if (!wanted.isInstance(object)) {
      throw SqlErrors.invalid("this is no wrapper of " + wanted.getName());
    }
    return wanted.cast(object);
  }
}
