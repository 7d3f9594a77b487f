package dev.braid.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One PostgreSQL server's database.
///
/// @param jdbcUrl `jdbc:postgresql://...` without user and password
/// @param user login role, or null to leave it to the driver (`PGUSER`, the OS user)
/// @param password or null: then `PGPASSWORD` or the pgpass file
/// @param safe the address with the password shown as `***`
/// @param connections over which one statement may be split, from 1
/// @param replicas its standbys, which read-only statements may be sent to
public record PostgresSource(
    String jdbcUrl,
    @Nullable String user,
    @Nullable String password,
    String safe,
    int connections,
    List<PostgresSource> replicas)
    implements Source {
  public PostgresSource {
    replicas = List.copyOf(replicas);
  }

  /// A server whose statements are sent as they are written.
  public PostgresSource(
      String jdbcUrl, @Nullable String user, @Nullable String password, String safe) {
    this(jdbcUrl, user, password, safe, 1, List.of());
  }

  /// The same server with statements split over several connections.
  public PostgresSource over(int many) {
    return new PostgresSource(jdbcUrl, user, password, safe, many, replicas);
  }

  /// The same server with standbys.
  public PostgresSource with(List<PostgresSource> standbys) {
    return new PostgresSource(jdbcUrl, user, password, safe, connections, standbys);
  }

  @Override
  public String toString() {
    return safe;
  }
}
