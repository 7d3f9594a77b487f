package dev.braid.catalog;

/// One PostgreSQL server's database.
///
/// @param jdbcUrl `jdbc:postgresql://...` without user and password
/// @param user login role, or null to leave it to the driver (`PGUSER`, the OS user)
/// @param password or null: then `PGPASSWORD` or the pgpass file
/// @param safe the address with the password shown as `***`
public record PostgresSource(
    String jdbcUrl,
    @org.jspecify.annotations.Nullable String user,
    @org.jspecify.annotations.Nullable String password,
    String safe)
    implements Source {
  @Override
  public String toString() {
    return safe;
  }
}
