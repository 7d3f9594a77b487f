package dev.braid.source.postgres.remote;

import dev.braid.catalog.Limits;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.guard.Statement;
import dev.braid.parallel.Cancellation;
import dev.braid.source.ByteBudget;
import dev.braid.source.postgres.ReadOnlySession;
import dev.braid.source.postgres.remote.ServerCatalog.FoundColumn;
import dev.braid.source.postgres.remote.ServerCatalog.FoundTable;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one server's [ServerCatalog]. Columns that versions of PostgreSQL do not all have are
/// asked for through `to_jsonb`, which has NULL for what is not there.
final class CatalogReader {
  private static final String DATABASE =
      """
      (SELECT coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') AS provider,
              CASE coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') WHEN 'c' THEN d.datcollate
                   ELSE coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') END AS locale,
              pg_catalog.pg_encoding_to_char(d.encoding) AS encoding
       FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())\
      """;

  /// Whether text under a provider and a locale is ordered by bytes. Of libc's `C.UTF-8` that is so
  /// where the library is known to take the codes of characters: glibc since 2.35, which its other
  /// collations tell the version of, and musl. What PostgreSQL calls C is never asked of libc.
  private static final String BYTEWISE =
      """
      (%1$s.provider = 'b' OR %1$s.provider = 'c' AND (%1$s.locale IN ('C', 'POSIX')
        OR pg_catalog.lower(%1$s.locale) IN ('c.utf8', 'c.utf-8')
           AND CASE WHEN pg_catalog.version() LIKE '%%linux-musl%%' THEN true
                    WHEN pg_catalog.version() LIKE '%%linux-gnu%%' THEN
                      coalesce((SELECT pg_catalog.string_to_array(pg_catalog.pg_collation_actual_version(g.oid), '.')::int[]
                                FROM pg_catalog.pg_collation g
                                WHERE g.collprovider = 'c' AND g.collcollate !~* '^(C|POSIX)($|[.])'
                                  AND pg_catalog.pg_collation_actual_version(g.oid) ~ '^[0-9]+[.][0-9]+$' LIMIT 1)
                               >= '{2,35}', false)
                    ELSE false END))\
      """;

  private static final String TRAITS =
      """
      SELECT 'major version of PostgreSQL', (pg_catalog.current_setting('server_version_num')::int / 10000)::text
      UNION ALL SELECT 'encoding', encoding FROM %s AS db
      UNION ALL SELECT 'collation of the database', provider || ' ' || locale || ' '
        || coalesce(pg_catalog.pg_collation_actual_version(100), '') FROM %s AS db
      UNION ALL SELECT 'order of bytes', CASE WHEN %s THEN 't' ELSE 'f' END FROM %s AS db
      UNION ALL SELECT 'letters of Unicode', CASE WHEN provider = 'b' AND locale = 'C.UTF-8' THEN 't' ELSE 'f' END FROM %s AS db
      UNION ALL SELECT 'TimeZone', reset_val FROM pg_catalog.pg_settings WHERE name = 'TimeZone'
      UNION ALL SELECT 'search_path', pg_catalog.current_setting('search_path')
      """
          .formatted(DATABASE, DATABASE, BYTEWISE.formatted("db"), DATABASE, DATABASE);

  /// With -1 as modifier the name of `bit` is quoted: without quotes it would be one of length 1.
  private static final String TYPES =
      """
      SELECT oid::text, CASE WHEN typtype = 'd' THEN typbasetype END::text, typtypmod::text,
             pg_catalog.format_type(oid, -1), typname, typtype::text
      FROM pg_catalog.pg_type WHERE typtype <> 'p'
      """;

  /// Types beside the enumerations whose values are equal just when their texts are.
  private static final Set<String> TEXTUAL =
      Set.of("inet", "cidr", "macaddr", "macaddr8", "bit", "varbit", "pg_lsn", "name");

  /// One row per column. NOT NULL is believed where the server has checked every row: not of
  /// foreign tables, nor of tables with children, nor of a constraint not yet validated.
  private static final String TABLES =
      """
      SELECT n.nspname, c.relname, c.relkind::text,
             CASE WHEN c.relkind = 'p' THEN coalesce(leaves.tuples, 0)
                  WHEN c.relkind IN ('v', 'f') THEN CASE WHEN c.reltuples > 0 THEN c.reltuples ELSE 1000 END
                  WHEN c.reltuples >= 0 AND c.relpages > 0 THEN c.reltuples / c.relpages * own.blocks
                  ELSE own.bytes / 100 END::bigint::text,
             coalesce(leaves.bytes, own.bytes)::text,
             CASE WHEN c.relkind = 'p' THEN CASE WHEN leaves.heaps THEN leaves.blocks END
                  WHEN c.relkind IN ('r', 'm') AND NOT c.relhassubclass AND am.amname = 'heap' THEN own.blocks
                  END::bigint::text,
             (SELECT o.option_value FROM pg_catalog.pg_options_to_table(c.reloptions) o
              WHERE o.option_name = 'parallel_workers'),
             a.attname, a.atttypid::text, a.atttypmod::text,
             pg_catalog.format_type(a.atttypid, a.atttypmod),
             (a.attnotnull AND NOT c.relhassubclass AND c.relkind = 'r'
              OR a.attnotnull AND c.relkind = 'p' AND coalesce(leaves.stored, true))
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                               WHERE k.conrelid = c.oid AND k.contype = 'n' AND NOT k.convalidated
                                 AND a.attnum = ANY (k.conkey)),
             CASE WHEN co.oid IS NOT NULL THEN
               concat_ws(' ', co.collname, own_collation.provider, own_collation.locale,
                         pg_catalog.pg_collation_actual_version(co.oid)) END,
             coalesce(co.collisdeterministic, true),
             CASE WHEN a.atttypid IN (3802, 3807)
                    THEN db.encoding = 'UTF8' AND %s
                  WHEN co.oid IS NULL THEN true
                  ELSE db.encoding = 'UTF8' AND co.collisdeterministic AND %s END,
             co.oid IS NULL OR db.encoding = 'UTF8' AND own_collation.provider = 'b' AND own_collation.locale = 'C.UTF-8'
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN %s AS db
      LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
      LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
      LEFT JOIN LATERAL (
        SELECT CASE co.collprovider WHEN 'd' THEN db.provider ELSE co.collprovider::text END AS provider,
               CASE co.collprovider WHEN 'd' THEN db.locale WHEN 'c' THEN co.collcollate::text
                    ELSE coalesce(to_jsonb(co) ->> 'colllocale', to_jsonb(co) ->> 'colliculocale',
                                  co.collcollate::text) END AS locale) own_collation ON true
      LEFT JOIN LATERAL (
        SELECT pg_catalog.pg_relation_size(c.oid) AS bytes,
               pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::bigint AS blocks
        WHERE c.relkind IN ('r', 'm')) own ON true
      LEFT JOIN LATERAL (
        SELECT sum(CASE WHEN l.reltuples >= 0 AND l.relpages > 0
                        THEN l.reltuples / l.relpages * pg_catalog.pg_relation_size(l.oid)
                             / pg_catalog.current_setting('block_size')::bigint
                        ELSE pg_catalog.pg_relation_size(l.oid) / 100 END) AS tuples,
               sum(pg_catalog.pg_relation_size(l.oid)) AS bytes,
               max(pg_catalog.pg_relation_size(l.oid)) / pg_catalog.current_setting('block_size')::bigint AS blocks,
               bool_and(l.relkind = 'r' AND lam.amname = 'heap') AS heaps,
               bool_and(l.relkind = 'r') AS stored
        FROM pg_catalog.pg_partition_tree(c.oid) p
        JOIN pg_catalog.pg_class l ON l.oid = p.relid
        LEFT JOIN pg_catalog.pg_am lam ON lam.oid = l.relam
        WHERE p.isleaf) leaves ON c.relkind = 'p'
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        AND (pg_catalog.has_table_privilege(c.oid, 'SELECT')
             OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT'))
      ORDER BY pg_catalog.array_position(pg_catalog.current_schemas(false), n.nspname) NULLS LAST, 1, 2, a.attnum
      """
          .formatted(BYTEWISE.formatted("db"), BYTEWISE.formatted("own_collation"), DATABASE);

  /// Queries of views, every name in them qualified. Row-level security would be that of the view's
  /// owner: a database that has any keeps its views to itself.
  private static final String VIEWS =
      """
      SELECT n.nspname, c.relname, pg_catalog.pg_get_viewdef(c.oid)
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'v' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_class s WHERE s.relrowsecurity)
      """;

  private final ReadOnlySession session;
  private final Cancellation cancellation;
  private final Map<Integer, Domain> domains = new HashMap<>();
  private final Map<Integer, Type> types = new HashMap<>();

  private record Domain(int base, int modifier) {}

  private CatalogReader(ReadOnlySession session, Cancellation cancellation) {
    this.session = session;
    this.cancellation = cancellation;
  }

  /// @throws BraidException also 0A000 for a database whose texts may be of any encoding
  static ServerCatalog read(ReadOnlySession session, Cancellation cancellation) {
    return new CatalogReader(session, cancellation).read();
  }

  /// The queries of the views, by the views' qualified and quoted names. The session finds no names
  /// but PostgreSQL's own from then on.
  static Map<String, String> views(ReadOnlySession session, Cancellation cancellation) {
    session.ask("SET LOCAL search_path = pg_catalog", cancellation);
    Map<String, String> views = new HashMap<>();
    for (List<@Nullable Object> row : rows(session, VIEWS, cancellation)) {
      views.put(FoundTable.sqlName(text(row, 0), text(row, 1)), text(row, 2));
    }
    return views;
  }

  private ServerCatalog read() {
    Map<String, String> traits = new LinkedHashMap<>();
    for (List<@Nullable Object> row : rows(TRAITS)) {
      traits.put(text(row, 0), text(row, 1));
    }
    if ("SQL_ASCII".equals(traits.get("encoding"))) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "the database has the encoding SQL_ASCII, which does not say what its texts are");
    }
    for (List<@Nullable Object> row : rows(TYPES)) {
      int oid = oid(text(row, 0));
      if (row.get(1) != null) {
        domains.put(oid, new Domain(oid(text(row, 1)), Integer.parseInt(text(row, 2))));
      } else {
        Type known = ServerTypes.of(oid);
        types.put(oid, known == null ? opaque(row) : known);
      }
    }
    List<FoundTable> tables = new ArrayList<>();
    List<List<@Nullable Object>> rows = rows(TABLES);
    int from = 0;
    for (int i = 1; i <= rows.size(); i++) {
      if (i == rows.size()
          || !text(rows.get(from), 0).equals(text(rows.get(i), 0))
          || !text(rows.get(from), 1).equals(text(rows.get(i), 1))) {
        tables.add(table(rows.subList(from, i)));
        from = i;
      }
    }
    return new ServerCatalog(traits, List.copyOf(tables), types);
  }

  private static Type opaque(List<@Nullable Object> row) {
    String name = text(row, 4);
    String kind = text(row, 5);
    return OpaqueTypes.of(
        new OpaqueTypes.Opaque(
            text(row, 3), name, kind.equals("e") || TEXTUAL.contains(name), kind.equals("c")));
  }

  private List<List<@Nullable Object>> rows(String sql) {
    return rows(session, sql, cancellation);
  }

  static List<List<@Nullable Object>> rows(
      ReadOnlySession session, String sql, Cancellation cancellation) {
    Statement statement = new Statement(sql, Statement.Kind.QUERY, true, 0);
    return session
        .run(statement, List.of(), Limits.NONE, new ByteBudget(Long.MAX_VALUE), cancellation)
        .rows();
  }

  private FoundTable table(List<List<@Nullable Object>> rows) {
    List<@Nullable Object> first = rows.getFirst();
    List<FoundColumn> columns = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      if (row.get(7) != null) {
        columns.add(column(row));
      }
    }
    return new FoundTable(
        text(first, 0),
        text(first, 1),
        text(first, 2),
        number(first.get(3), 0),
        number(first.get(4), 0),
        number(first.get(5), -1),
        (int) number(first.get(6), -1),
        List.copyOf(columns));
  }

  private FoundColumn column(List<@Nullable Object> row) {
    int oid = oid(text(row, 8));
    int modifier = Integer.parseInt(text(row, 9));
    for (Domain domain = domains.get(oid); domain != null; domain = domains.get(oid)) {
      oid = domain.base;
      modifier = domain.modifier;
    }
    Type type = ServerTypes.of(oid, modifier);
    if (type == null) {
      type = types.get(oid);
    }
    return new FoundColumn(
        text(row, 7),
        type,
        text(row, 10),
        !Boolean.TRUE.equals(row.get(11)),
        row.get(12) instanceof String collation ? collation : "",
        Boolean.TRUE.equals(row.get(13)),
        Boolean.TRUE.equals(row.get(14)),
        Boolean.TRUE.equals(row.get(15)));
  }

  /// An oid has 32 bits and no sign.
  private static int oid(String text) {
    return Integer.parseUnsignedInt(text);
  }

  private static long number(@Nullable Object text, long otherwise) {
    return text == null ? otherwise : Long.parseLong(text.toString());
  }

  private static String text(List<@Nullable Object> row, int column) {
    Object value = row.get(column);
    if (value == null) {
      throw new IllegalStateException("the catalog query returned a NULL where none can be");
    }
    return value.toString();
  }
}
