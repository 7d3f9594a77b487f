package dev.braid.catalog;

import org.jspecify.annotations.Nullable;

/// One PostgreSQL server's database.
///
/// @param jdbcUrl `jdbc:postgresql://...` without user and password
/// @param user login role, or null to leave it to the driver (`PGUSER`, the OS user)
/// @param password or null: then `PGPASSWORD` or the pgpass file
/// @param safe the address with the password shown as `***`
/// @param connections over which one statement may be split, from 1
public record PostgresSource(
    String jdbcUrl, @Nullable String user, @Nullable String password, String safe, int connections)
    implements Source {
  /// A server whose statements are sent as they are written.
  public PostgresSource(
      String jdbcUrl, @Nullable String user, @Nullable String password, String safe) {
    this(jdbcUrl, user, password, safe, 1);
  }

  /// The same server with statements split over several connections.
  public PostgresSource over(int many) {
    return new PostgresSource(jdbcUrl, user, password, safe, many);
  }

  @Override
  public String toString() {
    return safe;
  }
}
