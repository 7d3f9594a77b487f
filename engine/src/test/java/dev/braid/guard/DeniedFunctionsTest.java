package dev.braid.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.error.BraidException;
import dev.braid.testing.TestPostgres;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeniedFunctionsTest {
  /// Volatile functions of PostgreSQL 18 that were looked at and are let through: they read, they
  /// change nothing that outlives their transaction, or the server stops them in a READ ONLY one
  /// (nextval, setval, lo_open for writing). Functions on type `internal` and triggers, which no
  /// query can call, are not asked for.
  private static final Set<String> REVIEWED =
      Set.of(
          // values that differ from call to call
          "clock_timestamp",
          "gen_random_uuid",
          "random",
          "random_normal",
          "setseed",
          "timeofday",
          "uuidv4",
          "uuidv7",
          "array_sample",
          "array_shuffle",
          "pg_sleep",
          "pg_sleep_for",
          "pg_sleep_until",
          // sequences and row versions
          "currval",
          "lastval",
          "nextval",
          "setval",
          "currtid2",
          "pg_sequence_last_value",
          "pg_get_sequence_data",
          // large objects, to read
          "lo_close",
          "lo_get",
          "lo_lseek",
          "lo_lseek64",
          "lo_open",
          "lo_tell",
          "lo_tell64",
          "loread",
          // the query that is asked, and cursors, of which a reader has none
          "current_query",
          "cursor_to_xml",
          "cursor_to_xmlschema",
          // sizes
          "pg_database_size",
          "pg_indexes_size",
          "pg_relation_size",
          "pg_table_size",
          "pg_tablespace_size",
          "pg_total_relation_size",
          "pg_partition_ancestors",
          "pg_partition_tree",
          // what the server tells of itself; most of it to monitoring roles only
          "pg_available_wal_summaries",
          "pg_blocking_pids",
          "pg_collation_actual_version",
          "pg_control_checkpoint",
          "pg_control_init",
          "pg_control_recovery",
          "pg_control_system",
          "pg_current_logfile",
          "pg_current_wal_flush_lsn",
          "pg_current_wal_insert_lsn",
          "pg_current_wal_lsn",
          "pg_database_collation_actual_version",
          "pg_get_aios",
          "pg_get_backend_memory_contexts",
          "pg_get_loaded_modules",
          "pg_get_multixact_members",
          "pg_get_shmem_allocations",
          "pg_get_shmem_allocations_numa",
          "pg_get_wait_events",
          "pg_get_wal_replay_pause_state",
          "pg_get_wal_resource_managers",
          "pg_get_wal_summarizer_state",
          "pg_is_in_recovery",
          "pg_is_wal_replay_paused",
          "pg_isolation_test_session_is_blocked",
          "pg_jit_available",
          "pg_last_committed_xact",
          "pg_last_wal_receive_lsn",
          "pg_last_wal_replay_lsn",
          "pg_last_xact_replay_timestamp",
          "pg_lock_status",
          "pg_notification_queue_usage",
          "pg_prepared_xact",
          "pg_safe_snapshot_blocking_pids",
          "pg_show_replication_origin_status",
          "pg_stat_clear_snapshot",
          "pg_stat_get_backend_io",
          "pg_stat_get_backend_wal",
          "pg_stat_get_io",
          "pg_stat_get_recovery_prefetch",
          "pg_stat_get_xact_blocks_fetched",
          "pg_stat_get_xact_blocks_hit",
          "pg_stat_get_xact_function_calls",
          "pg_stat_get_xact_function_self_time",
          "pg_stat_get_xact_function_total_time",
          "pg_stat_get_xact_numscans",
          "pg_stat_get_xact_tuples_deleted",
          "pg_stat_get_xact_tuples_fetched",
          "pg_stat_get_xact_tuples_hot_updated",
          "pg_stat_get_xact_tuples_inserted",
          "pg_stat_get_xact_tuples_newpage_updated",
          "pg_stat_get_xact_tuples_returned",
          "pg_stat_get_xact_tuples_updated",
          "pg_stat_have_stats",
          "pg_wal_summary_contents",
          "pg_xact_commit_timestamp",
          "pg_xact_commit_timestamp_origin",
          "pg_xact_status",
          "txid_status",
          // checks operator classes and PL/pgSQL source
          "amvalidate",
          "plpgsql_validator");

  /// A new version of PostgreSQL brings new functions; each must be looked at.
  @Test
  void everyVolatileFunctionOfPostgresIsDeniedOrReviewed() {
    String names =
        TestPostgres.ask(
            """
            SELECT string_agg(DISTINCT proname, ',')
            FROM pg_proc
            WHERE provolatile = 'v' AND prokind = 'f' AND pronamespace = 'pg_catalog'::regnamespace
              AND prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype, 'internal'::regtype,
                'language_handler'::regtype, 'index_am_handler'::regtype,
                'table_am_handler'::regtype, 'tsm_handler'::regtype)
              AND NOT 'internal'::regtype = ANY (proargtypes)
            """);
    Set<String> unknown = new TreeSet<>(List.of(names.split(",")));
    unknown.removeIf(name -> REVIEWED.contains(name) || DeniedFunctions.reason(null, name) != null);
    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT set_config('a', 'b', false)",
        "SELECT pg_catalog.set_config('a', 'b', false)",
        "SELECT any_schema.\"set_config\" ('a')",
        "SELECT 1 + abs(pg_advisory_lock(1))",
        "SELECT * FROM t WHERE a = pg_try_advisory_lock(1)",
        "SELECT cron.schedule('x', 'y')",
        "SELECT aws_lambda.invoke('x')",
        "VALUES (pg_notify('a', 'b'))",
        "SELECT 1 ORDER BY pg_sleep(1), pg_reload_conf()",
        "EXPLAIN SELECT pg_reload_conf()"
      })
  void refusesCalls(String sql) {
    BraidException refusal = catchThrowableOfType(BraidException.class, () -> Guard.check(sql));
    assertThat(refusal).as(sql).isNotNull();
    assertThat(refusal.sqlState()).isEqualTo("42501");
    assertThat(refusal.message()).startsWith("function ").contains(" is not allowed: it ");
    assertThat(refusal.position()).isGreaterThan(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT set_config FROM t",
        "SELECT t.set_config FROM t",
        "SELECT 'set_config(' || 1",
        "SELECT \"SET_CONFIG\"('a')",
        "SELECT set_config_of_mine('a'), my_dblink(1), schedule('x'), invoke(1)",
        "SELECT * FROM f() AS dblink(a int)",
        "SELECT current_setting('x'), pg_sleep(0), lo_get(1), pg_current_xact_id()",
        "SELECT 1 -- pg_read_file('x')"
      })
  void letsOthersThrough(String sql) {
    assertThat(Guard.check(sql).text()).isEqualTo(sql);
  }
}
