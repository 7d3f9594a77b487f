package dev.braid.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.table.Table;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.parquet.ParquetFormat;
import dev.braid.source.file.segment.SegmentCache;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TpchDataTest {
  @Test
  void theEightTablesAreThere() {
    Path folder = TpchData.folder(0.01);
    FolderTables tables =
        new FolderTables("public", folder, List.of(new ParquetFormat(new SegmentCache(1 << 26))));
    assertThat(tables.names())
        .containsExactly(
            "customer", "lineitem", "nation", "orders", "part", "partsupp", "region", "supplier");
    Table lineitem = tables.find("lineitem").orElseThrow();
    assertThat(lineitem.statistics().rows()).isEqualTo(60175);
    assertThat(lineitem.columns().stream().map(c -> c.name() + " " + c.type()))
        .startsWith("l_orderkey bigint")
        .contains(
            "l_extendedprice numeric(15,2)",
            "l_shipdate date",
            "l_returnflag character varying(1)",
            "l_comment character varying(44)");
    Table orders = tables.find("orders").orElseThrow();
    assertThat(orders.columns().getFirst().name()).isEqualTo("o_orderkey");
    assertThat(orders.statistics().columns().get(2).distinct()).isEqualTo(3);
  }
}
