package dev.braid.guard;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Functions that a READ ONLY transaction does not stop, though no read needs them.
///
/// Found by calling every volatile function of PostgreSQL 18 as superuser inside a READ ONLY
/// transaction; docs/read-only.md has the table. They are refused by name, wherever they are called
/// and in whatever schema. A list of names cannot be complete (any function may be wrapped in one
/// of another name), so it is the second line; the privileges of the role are the last.
///
/// What the server itself stops there (nextval, setval) is left to it.
final class DeniedFunctions {
  /// Functions refused for one reason; a name that ends in `*` stands for all that begin so.
  private record Family(String reason, List<String> names) {
    Family(String reason, String... names) {
      this(reason, List.of(names));
    }
  }

  private static final List<Family> FAMILIES =
      List.of(
          new Family("changes settings of the session", "set_config"),
          new Family(
              "reaches the server's files",
              "pg_read_file*",
              "pg_read_binary_file*",
              "pg_ls_*",
              "pg_stat_file*",
              "pg_file_*",
              "pg_logdir_ls",
              "pg_hba_file_rules",
              "pg_ident_file_mappings",
              "pg_show_all_file_settings",
              "lo_import",
              "lo_export",
              "pg_export_snapshot"),
          new Family(
              // PostgreSQL stops these since version 16 only.
              "writes large objects",
              "lo_creat",
              "lo_create",
              "lo_from_bytea",
              "lo_put",
              "lo_truncate",
              "lo_truncate64",
              "lo_unlink",
              "lowrite"),
          new Family(
              "runs SQL that is hidden in a string",
              "query_to_xml*",
              "ts_stat",
              "ts_rewrite",
              "crosstab*",
              "connectby",
              "dblink*",
              "pg_background_*",
              "plv8_*",
              "cron.schedule*",
              "cron.unschedule",
              "cron.alter_job"),
          new Family(
              "reaches other servers",
              "postgres_fdw_disconnect*",
              "http",
              "http_get",
              "http_post",
              "http_put",
              "http_patch",
              "http_delete",
              "http_head",
              "query_export_to_s3",
              "table_import_from_s3",
              "aws_lambda.invoke"),
          new Family(
              "signals other sessions",
              "pg_notify",
              "pg_cancel_backend",
              "pg_terminate_backend",
              "pg_log_backend_memory_contexts"),
          new Family(
              // One session's lock outlives its transaction, and while a read waits or holds it,
              // the
              // application whose key it is stands still.
              "takes or frees locks of the application", "pg_advisory_*", "pg_try_advisory_*"),
          new Family(
              "controls the server",
              "pg_reload_conf",
              "pg_rotate_logfile*",
              "pg_promote",
              "pg_switch_wal",
              "pg_switch_xlog",
              "pg_create_restore_point",
              "pg_backup_start",
              "pg_backup_stop",
              "pg_start_backup",
              "pg_stop_backup",
              "pg_wal_replay_pause",
              "pg_wal_replay_resume",
              "pg_log_standby_snapshot",
              "pg_prewarm",
              "autoprewarm_*",
              "pg_buffercache_evict*",
              "injection_points_*"),
          new Family(
              "writes to the log that is replicated, or moves replication on",
              "pg_logical_emit_message",
              "pg_create_physical_replication_slot",
              "pg_create_logical_replication_slot",
              "pg_copy_physical_replication_slot",
              "pg_copy_logical_replication_slot",
              "pg_drop_replication_slot",
              "pg_replication_slot_advance",
              "pg_sync_replication_slots",
              "pg_logical_slot_*",
              "pg_replication_origin_*"),
          new Family(
              "changes statistics",
              "pg_stat_reset*",
              "pg_stat_statements_reset*",
              "pg_stat_force_next_flush",
              "pg_restore_relation_stats",
              "pg_restore_attribute_stats",
              "pg_restore_extended_stats",
              "pg_clear_relation_stats",
              "pg_clear_attribute_stats",
              "pg_clear_extended_stats"),
          new Family(
              "changes catalogs or indexes",
              "pg_import_system_collations",
              "pg_nextoid",
              "pg_stop_making_pinned_objects",
              "pg_extension_config_dump",
              "binary_upgrade_*",
              "brin_summarize_*",
              "brin_desummarize_*",
              "gin_clean_pending_list",
              "pg_truncate_*",
              "heap_force_*"));

  private static final Map<String, String> NAMES = new HashMap<>();
  private static final Map<String, String> PREFIXES = new HashMap<>();

  static {
    for (Family family : FAMILIES) {
      for (String name : family.names) {
        if (name.endsWith("*")) {
          PREFIXES.put(name.substring(0, name.length() - 1), family.reason);
        } else {
          NAMES.put(name, family.reason);
        }
      }
    }
  }

  private DeniedFunctions() {}

  /// Refuses the call of a denied function whose name ends at `index`, a parenthesis following.
  static void check(String text, Sequence sequence, int index) {
    if (!(sequence.at(index) instanceof Token name)
        || !name.isName()
        || sequence.parenthesis(index + 1) == null
        || sequence.is(index - 1, "as")) {
      return;
    }
    String schema =
        sequence.isPunctuation(index - 1, '.') && sequence.at(index - 2) instanceof Token token
            ? token.value()
            : null;
    String reason = reason(schema, name.value());
    if (reason != null) {
      throw new BraidException(
          SqlState.INSUFFICIENT_PRIVILEGE,
          "function " + name.value() + " is not allowed: it " + reason,
          SyntaxErrors.position(text, name.start()),
          null,
          "A READ ONLY transaction does not stop this function, so it is refused by name.",
          null);
    }
  }

  /// Why the function is denied, or null when it is not.
  static @Nullable String reason(@Nullable String schema, String name) {
    String reason = reasonOf(name);
    return reason != null || schema == null ? reason : reasonOf(schema + "." + name);
  }

  private static @Nullable String reasonOf(String name) {
    String reason = NAMES.get(name);
    if (reason != null) {
      return reason;
    }
    for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
      if (name.startsWith(prefix.getKey())) {
        return prefix.getValue();
      }
    }
    return null;
  }
}
