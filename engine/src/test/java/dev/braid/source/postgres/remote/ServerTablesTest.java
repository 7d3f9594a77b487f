package dev.braid.source.postgres.remote;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.ShardedTable;
import dev.braid.catalog.ShardedTable.Placement;
import dev.braid.catalog.ShardedTable.Sliced;
import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.Spread;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.error.BraidException;
import dev.braid.expr.EvalContext;
import dev.braid.expr.TextInput;
import dev.braid.expr.library.Library;
import dev.braid.parallel.Cancellation;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.sql.analyze.Analyzer;
import dev.braid.sql.ast.Statement;
import dev.braid.sql.parse.SqlParser;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Kind;
import dev.braid.type.Numeric;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ServerTablesTest {
  private static final String ODD =
      "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C'";
  private static final EvalContext CONTEXT =
      new EvalContext(Zone.UTC, 0, "me", "here", new Cancellation());
  private static String[] shards;

  @BeforeAll
  static void create() {
    shards = TestServers.create("tables_shard", 2, ODD);
    for (int i = 0; i < shards.length; i++) {
      TestServers.execute(
          shards[i],
          """
          CREATE TYPE mood AS ENUM ('sad', 'happy');
          CREATE DOMAIN amount AS numeric(12,2);
          CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
          CREATE SCHEMA other;
          CREATE TABLE items (
            id bigint NOT NULL, label varchar(20) COLLATE "C", note text, code char(3),
            price numeric(12,2), price2 amount, at timestamp(3) with time zone, span interval day to second(3),
            tags text[], feeling mood, loosely text COLLATE loose, document jsonb, "Odd ""Name" int);
          INSERT INTO items (id, label, note, price)
            SELECT id, 'l' || id %% 10, CASE WHEN id %% 2 = 0 THEN 'n' || id END, id
            FROM generate_series(%d, 2000, 2) id;
          ANALYZE items;
          CREATE TABLE nation (n int PRIMARY KEY, name text);
          INSERT INTO nation VALUES (1, 'one');
          CREATE TABLE other.hidden (a int);
          CREATE VIEW items_view AS SELECT id, price FROM items;
          CREATE MATERIALIZED VIEW items_stored AS SELECT id, price FROM items;
          CREATE TABLE parted (k int NOT NULL, v text) PARTITION BY RANGE (k);
          CREATE TABLE parted1 PARTITION OF parted FOR VALUES FROM (0) TO (1000);
          CREATE TABLE parted2 PARTITION OF parted FOR VALUES FROM (1000) TO (100000);
          INSERT INTO parted SELECT k, repeat('x', 100) FROM generate_series(0, 9999) k;
          ANALYZE parted;
          ALTER TABLE nation SET (parallel_workers = 3);
          """
              .formatted(i + 1));
    }
  }

  @AfterAll
  static void drop() {
    for (String shard : shards) {
      TestPostgres.execute("DROP DATABASE " + shard + " WITH (FORCE)");
    }
  }

  private static RemoteTable table(ServerTables tables, String name) {
    return requireNonNull(tables.find(null, name));
  }

  private static int column(RemoteTable table, String name) {
    return table.columns().stream().map(TableColumn::name).toList().indexOf(name);
  }

  private static Type type(RemoteTable table, String name) {
    return table.columns().get(column(table, name)).type();
  }

  @Test
  void oneServersTablesAreFoundWithTheirColumns() {
    try (PostgresServers servers = TestServers.open(2, 1, shards[0])) {
      ServerTables tables = ServerTables.of(servers, new Cancellation());
      RemoteTable items = table(tables, "items");
      assertThat(items.schema()).isEqualTo("public");
      assertThat(items.sqlName()).isEqualTo("\"public\".\"items\"");
      assertThat(items.spread()).isEqualTo(new Spread.Whole());
      assertThat(items.columns().stream().map(column -> column.type().sqlName()))
          .containsExactly(
              "bigint",
              "character varying(20)",
              "text",
              "character(3)",
              "numeric(12,2)",
              "numeric(12,2)",
              "timestamp(3) with time zone",
              "interval day to second(3)",
              "text[]",
              "mood",
              "text",
              "jsonb",
              "integer");
      assertThat(items.columns().getFirst().nullable()).isFalse();
      assertThat(items.columns().get(1).nullable()).isTrue();
      assertThat(items.columns().getLast().name()).isEqualTo("Odd \"Name");
      assertThat(items.opaque(column(items, "feeling"))).isEqualTo("mood");
      assertThat(type(items, "feeling").kind()).isEqualTo(Kind.OPAQUE);
      assertThat(items.opaque(0)).isNull();
      assertThat(tables.find("other", "hidden")).isNotNull();
      assertThat(tables.find("public", "hidden")).isNull();
      assertThat(tables.find(null, "nowhere")).isNull();
      assertThat(table(tables, "nation").parallelWorkers()).isEqualTo(3);
      assertThat(items.parallelWorkers()).isEqualTo(-1);
    }
  }

  @Test
  void otherColumnsOfTheSameTableCanBeNamed() {
    try (PostgresServers servers = TestServers.open(2, 1, shards[0])) {
      ServerTables tables = ServerTables.of(servers, new Cancellation());
      analyze(tables, "SELECT count(*), max(id) FROM items WHERE label = 'l1'");
    }
  }

  private static void analyze(ServerTables tables, String sql) {
    AnalysisContext.Tables names =
        new AnalysisContext.Tables() {
          @Override
          public @Nullable Table find(@Nullable String schema, String name) {
            return tables.find(schema, name);
          }

          @Override
          public Collection<String> names() {
            return List.of();
          }
        };
    Analyzer.analyze(
        ((Statement.QueryStatement) SqlParser.statement(sql)).query(),
        new AnalysisContext(
            names,
            Library.CATALOG,
            List.of(),
            (type, text) -> TextInput.parse(type, text, CONTEXT)));
  }

  @Test
  void orderIsOfBytesWhereTheCollationIs() {
    try (PostgresServers servers = TestServers.open(2, 1, shards[0])) {
      RemoteTable items = table(ServerTables.of(servers, new Cancellation()), "items");
      assertThat(items.isBytewise(column(items, "label"))).isTrue();
      assertThat(items.isBytewise(column(items, "id"))).isTrue();
      assertThat(items.isBytewise(column(items, "note"))).isFalse();
      assertThat(items.isBytewise(column(items, "code"))).isFalse();
      assertThat(items.isBytewise(column(items, "tags"))).isFalse();
      assertThat(items.isBytewise(column(items, "loosely"))).isFalse();
      assertThat(items.isBytewise(column(items, "document"))).isFalse();
    }
  }

  @Test
  void blocksAreKnownOfWhatCanBeCut() {
    try (PostgresServers servers = TestServers.open(2, 1, shards[0])) {
      ServerTables tables = ServerTables.of(servers, new Cancellation());
      assertThat(table(tables, "items").blocks()).isPositive();
      assertThat(table(tables, "items_stored").blocks()).isPositive();
      assertThat(table(tables, "items_view").blocks()).isEqualTo(-1);
      // Of the larger partition: the same blocks of all partitions are read together.
      assertThat(table(tables, "parted").blocks())
          .isEqualTo(table(tables, "parted2").blocks())
          .isGreaterThan(table(tables, "parted1").blocks());
    }
  }

  @Test
  void statisticsAreThoseOfAnalyze() {
    try (PostgresServers servers = TestServers.open(2, 1, shards[0])) {
      ServerTables tables = ServerTables.of(servers, new Cancellation());
      TableStatistics items = table(tables, "items").statistics();
      assertThat(items.rows()).isEqualTo(1000);
      assertThat(items.bytes()).isPositive();
      ColumnStatistics id = items.columns().getFirst();
      assertThat(id.distinct()).isEqualTo(1000);
      assertThat(id.min()).isEqualTo(1L);
      assertThat(id.max()).isEqualTo(1999L);
      assertThat(id.histogram()).hasSize(101);
      assertThat(id.nullFraction()).isZero();
      ColumnStatistics label = items.columns().get(1);
      assertThat(label.mostCommon()).hasSize(5).contains("l1", "l9");
      assertThat(label.mostCommonFractions()).hasSize(5);
      assertThat(label.distinct()).isEqualTo(5);
      ColumnStatistics price = items.columns().get(4);
      assertThat(price.max()).isEqualTo(Numeric.of(1999));
      TableStatistics parted = table(tables, "parted").statistics();
      assertThat(parted.rows()).isEqualTo(10_000);
      assertThat(parted.columns().getFirst().max()).isEqualTo(9999);
    }
  }

  private static final Map<String, ShardedTable> DECLARED =
      Map.of(
          "items", new Sliced(List.of("id"), new Placement.Hash(), ""),
          "nation", new ShardedTable.Reference(),
          "public.parted", new Sliced(List.of("k"), new Placement.Ranges(List.of("5000")), "keys"));

  @Test
  void shardsTablesAreSpreadAsDeclared() {
    try (PostgresServers servers = TestServers.open(2, 1, shards)) {
      ServerTables tables = ServerTables.ofShards(servers, DECLARED, new Cancellation());
      RemoteTable items = table(tables, "items");
      assertThat(items.blocks()).isEqualTo(-1);
      Spread.Sliced sliced = (Spread.Sliced) items.spread();
      assertThat(sliced.key()).containsExactly(0);
      assertThat(table(tables, "nation").spread()).isEqualTo(new Spread.Whole());
      assertThat(((Spread.Sliced) table(tables, "parted").spread()).scheme())
          .isEqualTo("group keys");
      TableStatistics statistics = items.statistics();
      assertThat(statistics.rows()).isEqualTo(2000);
      ColumnStatistics id = statistics.columns().getFirst();
      assertThat(id.distinct()).isEqualTo(2000);
      assertThat(id.min()).isEqualTo(1L);
      assertThat(id.max()).isEqualTo(2000L);
    }
  }

  @Test
  void anUndeclaredTableSaysHowToDeclareIt() {
    try (PostgresServers servers = TestServers.open(2, 1, shards)) {
      ServerTables tables = ServerTables.ofShards(servers, DECLARED, new Cancellation());
      assertThat(tables.find(null, "nowhere")).isNull();
      assertThatThrownBy(() -> tables.find(null, "items_view"))
          .isInstanceOfSatisfying(
              BraidException.class,
              e -> {
                assertThat(e.sqlState()).isEqualTo("42P01");
                assertThat(e.hint()).contains("items_view: reference").contains("sharded_by");
              });
    }
  }

  private static void assertRefused(String sqlState, String message, ShardedTable declared) {
    assertRefused(sqlState, message, Map.of("items", declared), shards);
  }

  private static void assertRefused(
      String sqlState, String message, Map<String, ShardedTable> declared, String... databases) {
    try (PostgresServers servers = TestServers.open(2, 1, databases)) {
      assertThatThrownBy(() -> ServerTables.ofShards(servers, declared, new Cancellation()))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.sqlState()).isEqualTo(sqlState))
          .hasMessageContaining(message);
    }
  }

  @Test
  void declarationsThatDoNotFitAreRefused() {
    assertRefused(
        "42703",
        "sharded by column \"nix\", which it does not have",
        new Sliced(List.of("nix"), new Placement.Unknown(), ""));
    assertRefused(
        "22023",
        "cannot be sharded by column \"feeling\" of type mood",
        new Sliced(List.of("feeling"), new Placement.Unknown(), ""));
    assertRefused(
        "22023", "may have several texts", new Sliced(List.of("at"), new Placement.Hash(), ""));
    assertRefused(
        "22023",
        "takes different texts for equal",
        new Sliced(List.of("loosely"), new Placement.Hash(), ""));
    assertRefused(
        "22023",
        "order of bytes",
        new Sliced(List.of("note"), new Placement.Ranges(List.of("m")), ""));
    assertRefused(
        "22P02",
        "invalid input syntax for type bigint: \"x\"",
        new Sliced(List.of("id"), new Placement.Ranges(List.of("x")), ""));
    assertRefused(
        "42P01",
        "table \"nowhere\" is not on shard",
        Map.of("nowhere", new ShardedTable.Reference()),
        shards);
  }

  @Test
  void differencesBetweenShardsAreNamed() {
    String[] odd = TestServers.create("tables_odd", 1, ODD);
    String[] plain = TestServers.create("tables_plain", 1, "");
    try {
      Map<String, ShardedTable> nation = Map.of("nation", new ShardedTable.Reference());
      assertRefused("55000", "collation of the database", nation, shards[0], plain[0]);
      assertRefused("42P01", "is not on shard", nation, shards[0], odd[0]);
      TestServers.execute(odd[0], "CREATE TABLE nation (n bigint, name text)");
      assertRefused(
          "55000", "column \"n\" is of type bigint instead of integer", nation, shards[0], odd[0]);
      TestServers.execute(
          odd[0], "DROP TABLE nation; CREATE TABLE nation (n int, name text COLLATE \"C\")");
      assertRefused("55000", "column \"name\" has the collation C", nation, shards[0], odd[0]);
      TestServers.execute(odd[0], "DROP TABLE nation; CREATE TABLE nation (n int)");
      assertRefused("55000", "column \"name\" is missing", nation, shards[0], odd[0]);
      TestServers.execute(odd[0], "ALTER DATABASE " + odd[0] + " SET search_path = other");
      assertRefused("55000", "search_path of shard", nation, shards[0], odd[0]);
    } finally {
      TestPostgres.execute("DROP DATABASE " + odd[0] + " WITH (FORCE)");
      TestPostgres.execute("DROP DATABASE " + plain[0] + " WITH (FORCE)");
    }
  }

  private static Spread.Placement placement(String column, Placement declared) {
    try (PostgresServers servers = TestServers.open(2, 1, shards)) {
      ServerTables tables =
          ServerTables.ofShards(
              servers,
              Map.of("items", new Sliced(List.of(column), declared, "")),
              new Cancellation());
      return requireNonNull(((Spread.Sliced) table(tables, "items").spread()).placement());
    }
  }

  @Test
  void aHashIsThatOfTheServersText() {
    Spread.Placement ids = placement("id", new Placement.Hash());
    for (long id : new long[] {0, 1, -7, 123456789012L, Long.MIN_VALUE}) {
      assertThat(ids.server(List.of(id))).isEqualTo(md5("'" + id + "'::bigint"));
    }
    assertThat(ids.server(List.of(7))).isEqualTo(md5("'7'"));
    assertThat(ids.server(List.of(Numeric.parse("7.5")))).isEqualTo(-1);
    assertThat(ids.server(Collections.singletonList(null))).isEqualTo(1);
    Spread.Placement codes = placement("code", new Placement.Hash());
    assertThat(codes.server(List.of("ü  "))).isEqualTo(md5("'ü  '::char(3)"));
    Spread.Placement prices = placement("price", new Placement.Hash());
    assertThat(prices.server(List.of(Numeric.parse("7.5")))).isEqualTo(md5("'7.5'::numeric(12,2)"));
    assertThat(prices.server(List.of(Numeric.parse("7.505")))).isEqualTo(-1);
  }

  /// The first 32 bits without a sign, modulo 2.
  private static int md5(String value) {
    return Integer.parseInt(
        TestPostgres.ask(
            "SELECT (('x' || lpad(substr(md5((%s)::text), 1, 8), 16, '0'))::bit(64)::bigint %% 2)"
                .formatted(value)));
  }

  @Test
  void listsAndRangesFindTheirServer() {
    Spread.Placement listed =
        placement("price", new Placement.Listed(List.of(List.of("1", "2.50"), List.of("3"))));
    assertThat(listed.server(List.of(Numeric.parse("2.5")))).isEqualTo(0);
    assertThat(listed.server(List.of(Numeric.parse("3.00")))).isEqualTo(1);
    assertThat(listed.server(List.of(Numeric.parse("4")))).isEqualTo(-1);
    assertThat(listed.server(Collections.singletonList(null))).isEqualTo(-1);
    Spread.Placement ranges = placement("id", new Placement.Ranges(List.of("100")));
    assertThat(ranges.server(List.of(99L))).isEqualTo(0);
    assertThat(ranges.server(List.of(100L))).isEqualTo(1);
    assertThat(ranges.server(Collections.singletonList(null))).isEqualTo(1);
  }
}
