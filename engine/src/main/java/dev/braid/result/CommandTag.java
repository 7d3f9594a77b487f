package dev.braid.result;

/// What a statement that returns no rows has done, as PostgreSQL's command tags say it.
///
/// @param command `SELECT` for CREATE TABLE AS, else the command: `COPY`, `DROP TABLE`
/// @param rows that were written, or -1 for commands that do not count any
public record CommandTag(String command, long rows) {
  public static CommandTag of(String command) {
    return new CommandTag(command, -1);
  }

  /// `SELECT 5`, `DROP TABLE`.
  public String text() {
    return rows < 0 ? command : command + " " + rows;
  }

  @Override
  public String toString() {
    return text();
  }
}
