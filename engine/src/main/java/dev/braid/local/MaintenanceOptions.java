package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.sql.ast.Option;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the options of ANALYZE and VACUUM have in common.
final class MaintenanceOptions {
  private static final Set<String> OF_ANALYZE =
      Set.of("verbose", "skip_locked", "buffer_usage_limit");
  private static final Set<String> OF_VACUUM =
      Set.of(
          "verbose",
          "skip_locked",
          "buffer_usage_limit",
          "analyze",
          "freeze",
          "full",
          "disable_page_skipping",
          "index_cleanup",
          "process_main",
          "process_toast",
          "truncate",
          "parallel",
          "skip_database_stats",
          "only_database_stats");

  private MaintenanceOptions() {}

  /// @throws BraidException 42601 as PostgreSQL
  static boolean isOn(Option option) {
    List<String> values = option.values();
    return values.isEmpty()
        || switch (values.getFirst().toLowerCase(Locale.ROOT)) {
          case "true", "on", "1" -> true;
          case "false", "off", "0" -> false;
          default ->
              throw new BraidException(
                  SqlState.SYNTAX_ERROR, option.name() + " requires a Boolean value");
        };
  }

  /// 0A000 for an option that PostgreSQL has, 42601 for another.
  static BraidException refusal(String command, Option option) {
    Set<String> known = command.equals("VACUUM") ? OF_VACUUM : OF_ANALYZE;
    return new BraidException(
        known.contains(option.name()) ? SqlState.FEATURE_NOT_SUPPORTED : SqlState.SYNTAX_ERROR,
        known.contains(option.name())
            ? "%s option \"%s\" is not supported".formatted(command, option.name())
            : "unrecognized %s option \"%s\"".formatted(command, option.name()),
        option.position(),
        null,
        null,
        null);
  }
}
