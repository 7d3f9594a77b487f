package dev.braid.plan.remote;

import dev.braid.catalog.table.TableColumn;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;

/// Small tables full of NULLs and duplicates: `acct` and `item` are sliced alike by the account's
/// id, `visit` by its own id, `log` nobody knows how, `kind` and `region` are whole everywhere.
final class TrapTables {
  static final String SCHEMA = "traps";

  static final List<TableColumn> ACCT =
      columns(
          "id",
          Type.INT4,
          "grp",
          Type.INT4,
          "name",
          Type.TEXT,
          "bal",
          Type.numeric(12, 2),
          "d",
          Type.DATE,
          "f",
          Type.FLOAT8,
          "n",
          Type.INT8,
          "b",
          Type.BOOL,
          "ts",
          Type.TIMESTAMPTZ,
          "iv",
          Type.INTERVAL,
          "code",
          Type.of(Kind.BPCHAR, 4),
          "tags",
          Type.arrayOf(Type.TEXT),
          "s",
          Type.INT2);
  static final List<TableColumn> ITEM =
      columns(
          "acct_id",
          Type.INT8,
          "line",
          Type.INT4,
          "kind_id",
          Type.INT4,
          "sku",
          Type.of(Kind.VARCHAR, 10),
          "qty",
          Type.INT4,
          "price",
          Type.NUMERIC);
  static final List<TableColumn> VISIT =
      columns("id", Type.INT4, "acct_id", Type.INT4, "page", Type.TEXT, "ms", Type.INT4);
  static final List<TableColumn> LOG = columns("who", Type.INT4, "what", Type.TEXT);
  static final List<TableColumn> KIND =
      columns("id", Type.INT4, "label", Type.TEXT, "region_id", Type.INT4);
  static final List<TableColumn> REGION = columns("id", Type.INT4, "name", Type.TEXT);

  private TrapTables() {}

  private static List<TableColumn> columns(Object... namesAndTypes) {
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(new TableColumn((String) namesAndTypes[i], (Type) namesAndTypes[i + 1], true));
    }
    return columns;
  }

  static void create() {
    TestPostgres.execute(
        """
        DROP SCHEMA IF EXISTS traps CASCADE;
        CREATE SCHEMA traps;
        SET search_path = traps;
        CREATE TABLE acct (id int, grp int, name text COLLATE "C", bal numeric(12,2), d date,
          f float8, n bigint, b boolean, ts timestamptz, iv interval, code char(4) COLLATE "C",
          tags text[] COLLATE "C", s smallint);
        INSERT INTO acct SELECT i, nullif(i % 7, 3), CASE WHEN i % 5 = 0 THEN NULL WHEN i % 2 = 0
          THEN 'n' || i % 11 ELSE upper('n' || i % 4) || '''\\x' END,
          CASE WHEN i % 9 = 0 THEN NULL ELSE (i * 37 % 100 - 30) / 4.0 END,
          date '2024-01-28' + i % 40, (i % 8) / 4.0, CASE WHEN i % 6 <> 0 THEN
          9000000000000000000 / (i % 3 + 1) * (i % 2 * 2 - 1) END, nullif(i % 3, 2) = 1,
          timestamptz '2024-03-09 22:30:00-05' + i * interval '5 hours',
          interval '1 month' * (i % 3) - interval '30 days' * (i % 2) + interval '1 hour' * i,
          chr(97 + i % 3), CASE WHEN i % 4 > 0 THEN ARRAY['a' || i % 3, NULL, 'z'] END, i % 6
          FROM generate_series(1, 60) i;
        INSERT INTO acct (id, grp, name) VALUES (NULL, 1, 'nobody'), (NULL, NULL, NULL),
          (1, 1, 'twice');
        CREATE TABLE item (acct_id bigint, line int, kind_id int, sku varchar(10) COLLATE "C",
          qty int, price numeric);
        INSERT INTO item SELECT nullif(i % 45, 44) + 1, i % 4, nullif(i % 6, 5), 'S' || i % 13,
          nullif(i % 10, 7) - 2, CASE WHEN i % 12 > 0 THEN round(i / 3.0, i % 4) END
          FROM generate_series(1, 200) i;
        CREATE TABLE visit (id int, acct_id int, page text COLLATE "C", ms int);
        INSERT INTO visit SELECT i, nullif(i * 7 % 70, 20), '/p' || i % 5, i * 13 % 50
          FROM generate_series(1, 120) i;
        CREATE TABLE log (who int, what text COLLATE "C");
        INSERT INTO log SELECT nullif(i % 20, 9), 'w' || i % 6 FROM generate_series(1, 50) i;
        CREATE TABLE kind (id int, label text COLLATE "C", region_id int);
        INSERT INTO kind VALUES (0, 'zero', 1), (1, 'one', 1), (2, 'two', 2), (3, NULL, NULL),
          (9, 'unused', 2);
        CREATE TABLE region (id int, name text COLLATE "C");
        INSERT INTO region VALUES (1, 'north'), (2, 'south'), (3, 'nowhere');
        """);
  }

  static RemoteLab lab(int servers) {
    return new RemoteLab(SCHEMA, servers, true)
        .sliced("acct", "id", ACCT)
        .sliced("item", "acct_id", ITEM)
        .sliced("visit", "id", VISIT)
        .strewn("log", "what, who", LOG)
        .whole("kind", KIND)
        .whole("region", REGION);
  }
}
