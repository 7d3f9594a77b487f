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
import dev.braid.sql.analyze.AnalysisContext;
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
              "cannot execute %s in a read-only dataset".formatted(command))
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
    return query(backend.names());
  }

  LocalQuery query(AnalysisContext.Tables named) {
    return new LocalQuery(backend.engine(), named, settings, eval);
  }

  /// Workers for maintenance.
  Tasks tasks() {
    return new Tasks(
        backend.engine().workers(),
        (int)
            Math.min(
                settings.number(Setting.MAX_PARALLEL_MAINTENANCE_WORKERS),
                settings.number(Setting.MAX_PARALLEL_WORKERS)));
  }

  FolderLock lock() {
    return FolderLock.take(folder(), cancellation());
  }

  /// The plain name of a table of this dataset.
  ///
  /// @throws BraidException 3F000 for another schema, 42602 for a name that cannot be a file's
  String tableName(List<String> names) {
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
    if (!FolderTables.isPlainName(name)) {
      throw new BraidException(
              SqlState.INVALID_NAME, "\"%s\" cannot be the name of a file".formatted(name))
          .withHint(
              "names with slashes, and names that begin with a dot or underscore, are hidden");
    }
    return name;
  }

  /// @throws BraidException 42P01
  static BraidException undefined(String name) {
    return new BraidException(
        SqlState.UNDEFINED_TABLE, "relation \"%s\" does not exist".formatted(name));
  }
}
