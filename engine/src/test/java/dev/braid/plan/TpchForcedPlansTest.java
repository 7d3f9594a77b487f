package dev.braid.plan;

import static dev.braid.plan.PlanLab.eager;
import static dev.braid.plan.PlanLab.serial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Settings;
import dev.braid.catalog.table.Table;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.parquet.ParquetFormat;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.testing.IndexedTable;
import dev.braid.testing.TpchData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The answers of the TPC-H queries do not depend on how they are forced to be planned over tables
/// with indexes. (That they are right under plain plans is another test's topic.)
class TpchForcedPlansTest {
  private static final Settings PLAIN =
      serial("enable_indexscan=off", "enable_indexonlyscan=off", "enable_bitmapscan=off");

  private static final List<Settings> FORCED =
      List.of(
          serial("enable_hashjoin=off", "enable_mergejoin=off"),
          serial("enable_hashjoin=off", "enable_nestloop=off"),
          eager("enable_seqscan=off"),
          eager("enable_seqscan=off", "enable_hashjoin=off", "enable_mergejoin=off"),
          eager("enable_hashjoin=off", "enable_nestloop=off", "enable_hashagg=off"));

  private static PlanLab lab;

  @BeforeAll
  static void open() {
    lab = new PlanLab();
    index("lineitem", "l_orderkey", "l_partkey", "l_suppkey", "l_shipdate");
    index("orders", "o_orderkey", "o_custkey", "o_orderdate");
    index("customer", "c_custkey", "c_nationkey");
    index("partsupp", "ps_partkey", "ps_suppkey");
    index("part", "p_partkey");
    index("supplier", "s_suppkey", "s_nationkey");
    index("nation", "n_nationkey");
    index("region");
  }

  private static void index(String name, String... columns) {
    Path file = TpchData.folder(0.01).resolve(name + ".parquet");
    Table table =
        new ParquetFormat(new SegmentCache(1 << 28))
            .open("public", name, List.of(FileIdentity.of(file)));
    IndexedTable indexed = new IndexedTable(table);
    for (String column : columns) {
      indexed.index(column + "_idx", column);
    }
    lab.with(indexed);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  static IntStream numbers() {
    return IntStream.rangeClosed(1, 22);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void answerDoesNotDependOnThePlan(int number) throws IOException {
    String sql;
    try (var in =
        TpchForcedPlansTest.class.getResourceAsStream("/tpch/queries/q%d.sql".formatted(number))) {
      sql = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().replaceAll(";$", "");
    }
    List<String> expected = lab.rows(sql, PLAIN, 0).stream().sorted().toList();
    for (Settings settings : FORCED) {
      assertThat(lab.rows(sql, settings, 4).stream().sorted().toList())
          .as(() -> lab.explain(sql, settings))
          .isEqualTo(expected);
    }
  }
}
