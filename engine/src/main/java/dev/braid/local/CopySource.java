package dev.braid.local;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.csv.CsvTable;
import dev.braid.source.file.parquet.ParquetFormat;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.type.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A file to be copied, as a table whose columns have the types of those that they go into.
///
/// @param table null for a file without any rows
/// @param columns positions of its columns, in the order of the target's
record CopySource(@Nullable Table table, List<Integer> columns) {
  private static final long CACHE_BYTES = 16L << 20;

  static CopySource open(
      Path file,
      String target,
      List<TableColumn> targets,
      CopyOptions options,
      CommandContext context) {
    FileIdentity identity = FileIdentity.of(file);
    SegmentCache cache = new SegmentCache(CACHE_BYTES);
    return options.format() == CopyOptions.Format.PARQUET
        ? parquet(identity, target, targets, cache)
        : csv(identity, targets, options, cache, context);
  }

  /// Fields go by their places, as in PostgreSQL; a header's names count only with MATCH.
  private static CopySource csv(
      FileIdentity file,
      List<TableColumn> targets,
      CopyOptions options,
      SegmentCache cache,
      CommandContext context) {
    String where = "file \"%s\", line 1".formatted(file.path().getFileName());
    if (file.size() == 0 && !options.match()) {
      return new CopySource(null, List.of());
    }
    if (file.size() == 0) {
      throw bad(wrongHeader(1, targets), where);
    }
    CsvTable untyped = CsvTable.open(definition(file, options, Map.of()), cache, context.eval());
    List<String> found = untyped.columns().stream().map(TableColumn::name).toList();
    if (found.size() != targets.size() && options.match()) {
      throw bad(wrongHeader(found.size(), targets), where);
    }
    if (found.size() != targets.size() && options.header()) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "COPY FROM of a file whose header has %d names for %d columns is not supported"
              .formatted(found.size(), targets.size()),
          0,
          where,
          "name the columns that the file has: COPY table (column, ...) FROM ...",
          null);
    }
    if (found.size() < targets.size()) {
      String missing = targets.get(found.size()).name();
      throw bad("missing data for column \"%s\"".formatted(missing), where);
    }
    if (found.size() > targets.size()) {
      throw bad("extra data after last expected column", where);
    }
    Map<String, Type> types = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      if (options.match() && !found.get(i).equals(targets.get(i).name())) {
        throw bad(
            "column name mismatch in header line field %d: got \"%s\", expected \"%s\""
                .formatted(i + 1, found.get(i), targets.get(i).name()),
            where);
      }
      types.put(found.get(i), targets.get(i).type());
    }
    CsvTable typed = CsvTable.open(definition(file, options, types), cache, context.eval());
    return new CopySource(typed, IntStream.range(0, found.size()).boxed().toList());
  }

  private static String wrongHeader(int fields, List<TableColumn> targets) {
    return "wrong number of fields in header line: got %d, expected %d"
        .formatted(fields, targets.size());
  }

  private static BraidException bad(String message, String where) {
    return new BraidException(SqlState.BAD_COPY_FILE_FORMAT, message, 0, where, null, null);
  }

  private static CsvTable.Definition definition(
      FileIdentity file, CopyOptions options, Map<String, Type> types) {
    return new CsvTable.Definition(
        "public", "source", List.of(file), options.csv(), types, -1, CsvTable.CHUNK_BYTES);
  }

  /// Columns go by their names.
  private static CopySource parquet(
      FileIdentity file, String target, List<TableColumn> targets, SegmentCache cache) {
    Table table = new ParquetFormat(cache).open("public", "source", List.of(file));
    List<TableColumn> left = new ArrayList<>(table.columns());
    List<Integer> places = new ArrayList<>();
    for (TableColumn wanted : targets) {
      TableColumn found =
          left.stream()
              .filter(column -> column.name().equals(wanted.name()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new BraidException(
                          SqlState.BAD_COPY_FILE_FORMAT,
                          "missing data for column \"%s\"".formatted(wanted.name())));
      Type type = wanted.type();
      if (!found.type().equals(type) && (!found.type().sameKind(type) || type.hasModifier())) {
        throw new BraidException(
            SqlState.DATATYPE_MISMATCH,
            "column \"%s\" is of type %s but the file has %s"
                .formatted(wanted.name(), type.sqlName(), found.type().sqlName()));
      }
      left.remove(found);
      places.add(table.columns().indexOf(found));
    }
    if (!left.isEmpty()) {
      throw new BraidException(
          SqlState.UNDEFINED_COLUMN,
          "column \"%s\" of relation \"%s\" does not exist"
              .formatted(left.getFirst().name(), target));
    }
    return new CopySource(table, places);
  }
}
