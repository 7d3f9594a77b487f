package dev.braid.source.postgres.spread;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table as it is to be made on each shard.
///
/// @param name qualified and quoted
/// @param schema quoted
/// @param columns quoted names of those that are stored as given; generated ones are computed anew
/// @param definitions of all columns
/// @param constraints to be added once the rows are there: keys and checks, no foreign keys
/// @param indexes statements that make those that no constraint makes
/// @param blocks of its heap, 0 where it cannot be read by blocks
/// @param left what is not carried over, for the operator to know
record SpreadTable(
    String name,
    String schema,
    List<String> columns,
    List<String> definitions,
    List<String> constraints,
    List<String> indexes,
    long blocks,
    List<String> left) {
  /// Types whose text is one for all equal values, so that a hash of it finds the shard.
  private static final Set<String> HASHED =
      Set.of("smallint", "integer", "bigint", "text", "character varying", "uuid", "date");

  private static final String RELATION =
      """
      SELECT c.oid, pg_catalog.quote_ident(n.nspname), pg_catalog.quote_ident(c.relname), c.relkind,
             CASE WHEN c.relkind = 'r' THEN pg_catalog.pg_relation_size(c.oid)
                    / pg_catalog.current_setting('block_size')::bigint ELSE 0 END
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid = pg_catalog.to_regclass(?)
      """;

  private static final String COLUMNS =
      """
      SELECT pg_catalog.quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
             CASE WHEN a.attcollation <> t.typcollation THEN pg_catalog.quote_ident(cn.nspname) || '.' ||
               pg_catalog.quote_ident(co.collname) END,
             pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attgenerated, a.attidentity, a.attname
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
      LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
      """;

  private static final String CONSTRAINTS =
      """
      SELECT pg_catalog.quote_ident(conname), pg_catalog.pg_get_constraintdef(oid), contype
      FROM pg_catalog.pg_constraint WHERE conrelid = ? AND contype IN ('p', 'u', 'c', 'f') ORDER BY contype, conname
      """;

  private static final String INDEXES =
      """
      SELECT pg_catalog.pg_get_indexdef(i.indexrelid) FROM pg_catalog.pg_index i
      WHERE i.indrelid = ? AND i.indisvalid
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid) ORDER BY 1
      """;

  /// @param key the column that decides where a row goes, or null for a reference table
  /// @throws BraidException 42P01 or 42703 for what there is not, 0A000 for what cannot be spread
  static SpreadTable read(Connection source, String table, @Nullable String key)
      throws SQLException {
    try (PreparedStatement relation = source.prepareStatement(RELATION)) {
      relation.setString(1, table);
      try (ResultSet row = relation.executeQuery()) {
        if (!row.next()) {
          throw new BraidException(
              SqlState.UNDEFINED_TABLE, "relation \"" + table + "\" does not exist");
        }
        String kind = row.getString(4);
        if (!kind.equals("r") && !kind.equals("p")) {
          throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED, "\"" + table + "\" is not a table");
        }
        return read(
            source,
            row.getLong(1),
            row.getString(2),
            row.getString(3),
            key,
            kind.equals("p"),
            row.getLong(5));
      }
    }
  }

  private static SpreadTable read(
      Connection source,
      long oid,
      String schema,
      String name,
      @Nullable String key,
      boolean partitioned,
      long blocks)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    List<String> definitions = new ArrayList<>();
    List<String> left = new ArrayList<>();
    boolean found = key == null;
    for (List<@Nullable String> column : rows(source, COLUMNS, oid, 8)) {
      String type = String.valueOf(column.get(1));
      boolean generated = "s".equals(column.get(5));
      if (String.valueOf(column.get(7)).equals(key)) {
        found = true;
        if (!HASHED.contains(type.replaceFirst("\\(.*", "")) || generated) {
          throw new BraidException(
                  SqlState.FEATURE_NOT_SUPPORTED,
                  "a table cannot be spread by \"%s\", which is %s"
                      .formatted(key, generated ? "generated" : "of type " + type))
              .withHint("choose a column of type " + String.join(", ", HASHED));
        }
      }
      if (!generated) {
        columns.add(String.valueOf(column.getFirst()));
      }
      if (column.get(4) != null && !generated || !String.valueOf(column.get(6)).isEmpty()) {
        left.add("default of column " + column.getFirst());
      }
      definitions.add(
          column.getFirst()
              + " "
              + type
              + (column.get(3) == null ? "" : " COLLATE " + column.get(3))
              + (generated ? " GENERATED ALWAYS AS (" + column.get(4) + ") STORED" : "")
              + ("t".equals(column.get(2)) ? " NOT NULL" : ""));
    }
    if (!found) {
      throw new BraidException(
          SqlState.UNDEFINED_COLUMN,
          "column \"%s\" of relation %s does not exist".formatted(key, name));
    }
    List<String> constraints = new ArrayList<>();
    for (List<@Nullable String> one : rows(source, CONSTRAINTS, oid, 3)) {
      if ("f".equals(one.get(2))) {
        left.add("foreign key " + one.getFirst());
      } else {
        constraints.add("CONSTRAINT " + one.get(0) + " " + one.get(1));
      }
    }
    List<String> indexes = new ArrayList<>();
    if (partitioned) {
      left.add("partitions: one plain table per shard is made");
    } else {
      rows(source, INDEXES, oid, 1).forEach(row -> indexes.add(String.valueOf(row.getFirst())));
    }
    return new SpreadTable(
        schema + "." + name, schema, columns, definitions, constraints, indexes, blocks, left);
  }

  private static List<List<@Nullable String>> rows(
      Connection source, String sql, long oid, int width) throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (PreparedStatement statement = source.prepareStatement(sql)) {
      statement.setLong(1, oid);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          List<@Nullable String> values = new ArrayList<>();
          for (int i = 1; i <= width; i++) {
            values.add(row.getString(i));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }
}
