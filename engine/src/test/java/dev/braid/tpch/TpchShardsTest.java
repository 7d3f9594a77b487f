package dev.braid.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.plan.remote.RemoteLab;
import dev.braid.testing.TestPostgres;
import dev.braid.testing.TpchData;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The 22 queries over three servers: `lineitem` and `orders` are sliced by the order, `part` and
/// `partsupp` by the part, `customer` by itself; the small tables are whole everywhere. What is
/// sent is written down beside the tests' resources; run with `-Dbraid.rewrite=true` to write it.
class TpchShardsTest {
  private static final Path PLANS = Path.of("src", "test", "resources", "tpch", "shards");
  private static final Map<String, String> KEYS =
      Map.of(
          "lineitem", "l_orderkey",
          "orders", "o_orderkey",
          "partsupp", "ps_partkey",
          "part", "p_partkey",
          "customer", "c_custkey");

  private static RemoteLab lab;

  @BeforeAll
  static void load() {
    try (Tpch tpch = new Tpch(512L << 20, 2)) {
      tpch.loadServer();
    }
    lab = new RemoteLab("public", 3, true);
    for (TpchTable<?> table : TpchTable.getTables()) {
      String name = table.getTableName();
      String key = KEYS.get(name);
      if (key == null) {
        lab.whole(name, TpchData.columns(table));
      } else {
        lab.sliced(name, key, TpchData.columns(table));
      }
    }
    for (int i = 0; i < 3; i++) {
      TestPostgres.execute(
          """
          SET search_path = public_3_%d; CREATE INDEX ON lineitem (l_orderkey);
          CREATE INDEX ON partsupp (ps_partkey); ANALYZE;
          """
              .formatted(i));
    }
  }

  @AfterAll
  static void drop() {
    for (int i = 0; i < 3; i++) {
      TestPostgres.execute("DROP SCHEMA public_3_" + i + " CASCADE");
    }
    Tpch.dropServer();
  }

  static IntStream numbers() {
    return Tpch.numbers();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void answersAsTheServer(int number) {
    assertThat(lab.rows(Tpch.query(number))).isEqualTo(Tpch.serverRows(Tpch.query(number)));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void planIsAsItIsWrittenDown(int number) throws IOException {
    Path file = PLANS.resolve("q" + number + ".txt");
    String plan = lab.explain(Tpch.query(number)) + "\n";
    if (Boolean.getBoolean("braid.rewrite")) {
      Files.createDirectories(PLANS);
      Files.writeString(file, plan);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(file + "; -Dbraid.rewrite=true writes it")
        .isEqualTo(plan);
  }
}
