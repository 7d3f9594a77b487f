package dev.braid.local;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.parallel.Tasks;
import dev.braid.source.file.FolderLock;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.index.FolderIndexes;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a command that is no query works with.
record CommandContext(
    LocalBackend backend,
    Settings settings,
    EvalContext eval,
    List<@Nullable Object> parameters,
    CopyStreams streams) {

  /// @throws BraidException 25006 unless the folder may be written to
  void requireWritable(String command) {
    if (!isWritable()) {
      throw new BraidException(
              SqlState.READ_ONLY_SQL_TRANSACTION,
              "cannot execute %s in a read-only transaction".formatted(command))
          .withHint(
              "give dataset \"%s\" \"writable: true\" under source in the configuration"
                  .formatted(backend.dataset().name()));
    }
  }

  boolean isWritable() {
    return backend.source().writable();
  }

  Path folder() {
    return backend.source().folder();
  }

  FolderTables tables() {
    return backend.tables();
  }

  Cancellation cancellation() {
    return eval.cancellation();
  }

  LocalQuery query() {
    return new LocalQuery(backend.engine(), backend.names(), settings, eval);
  }

  /// For queries whose rows go to a file: they stay in columns on their way through a Gather, which
  /// costs next to nothing.
  LocalQuery queryToWrite() {
    return new LocalQuery(backend.engine(), backend.names(), writing(settings), eval);
  }

  /// What such queries are planned under.
  static Settings writing(Settings settings) {
    return settings.with(Setting.PARALLEL_TUPLE_COST, "0");
  }

  FolderIndexes indexes() {
    return backend.indexes();
  }

  /// Workers that a maintenance command may have beside its leader.
  int maintenanceWorkers() {
    return (int)
        Math.min(
            settings.number(Setting.MAX_PARALLEL_MAINTENANCE_WORKERS),
            settings.number(Setting.MAX_PARALLEL_WORKERS));
  }

  Tasks tasks() {
    return new Tasks(backend.engine().workers(), maintenanceWorkers());
  }

  /// The same with another number of workers for maintenance.
  CommandContext withMaintenanceWorkers(int workers) {
    Settings changed =
        settings.with(Setting.MAX_PARALLEL_MAINTENANCE_WORKERS, Integer.toString(workers));
    return new CommandContext(backend, changed, eval, parameters, streams);
  }

  FolderLock lock() {
    return FolderLock.take(folder(), cancellation());
  }

  /// The name of a table or index of this dataset.
  ///
  /// @throws BraidException 3F000 for another schema
  String ownName(List<String> names) {
    String name = names.getLast();
    if (names.size() > 2) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "cross-database references are not implemented: \"%s\""
              .formatted(String.join(".", names)));
    }
    if (names.size() == 2) {
      String schema = names.getFirst();
      String own = backend.dataset().name();
      if (!schema.equals("public")
          && !schema.toLowerCase(Locale.ROOT).equals(own.toLowerCase(Locale.ROOT))) {
        throw new BraidException(
                SqlState.INVALID_SCHEMA_NAME, "schema \"%s\" does not exist".formatted(schema))
            .withHint("only tables of dataset \"%s\" can be changed here".formatted(own));
      }
    }
    return name;
  }

  /// The name of a table of this dataset.
  ///
  /// @throws BraidException 3F000 for another schema, 42602 for a name that cannot be a file's
  String tableName(List<String> names) {
    String name = ownName(names);
    if (!FolderTables.isPlainName(name)) {
      throw new BraidException(
              SqlState.INVALID_NAME, "\"%s\" cannot be the name of a file".formatted(name))
          .withHint(
              "names with slashes, and names that begin with a dot or underscore, are hidden");
    }
    return name;
  }

  /// @throws BraidException 0A000 when the configuration says which files the table is made of
  static void requireOwn(String name, FolderTables.Place place) {
    if (place.configured()) {
      throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED,
              "table \"%s\" cannot be changed: the configuration names its files".formatted(name))
          .withHint("change the files, or tables.%s.files in the configuration".formatted(name));
    }
  }

  /// @throws BraidException 42P01
  static BraidException undefined(String name) {
    return new BraidException(
        SqlState.UNDEFINED_TABLE, "relation \"%s\" does not exist".formatted(name));
  }
}
