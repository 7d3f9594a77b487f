package dev.braid.source.file.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.FileTable;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.table.Table;
import dev.braid.source.file.FolderTables;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.type.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFilesTest {
  @TempDir Path folder;

  private FolderTables tables(Map<String, FileTable> described) {
    FolderSource source = new FolderSource(folder, false, described, CsvFormat.DEFAULT);
    return new FolderTables(
        "public", folder, CsvFiles.all(source, new SegmentCache(1 << 24), CsvReading.CONTEXT));
  }

  @Test
  void filesOfAFolderAreTablesAsTheConfigurationDescribesThem() {
    CsvReading.write(folder, "a.csv", "x,y\n1,2\n");
    CsvReading.write(folder, "b.csv", "x;y\n1;2\n");
    CsvFormat semicolons =
        new CsvFormat((byte) ';', (byte) '"', (byte) '"', "", true, CsvFormat.DEFAULT.encoding());
    FolderTables tables =
        tables(Map.of("b", new FileTable(null, null, semicolons, Map.of("y", Type.TEXT), 3)));
    assertThat(tables.names()).containsExactly("a", "b");
    Table a = tables.find("a").orElseThrow();
    assertThat(a.columns()).extracting(c -> c.type()).containsExactly(Type.INT4, Type.INT4);
    Table b = tables.find("b").orElseThrow();
    assertThat(b.columns()).extracting(c -> c.type()).containsExactly(Type.INT4, Type.TEXT);
    assertThat(b.parallelWorkers()).isEqualTo(3);
    assertThat(tables.find("a")).containsSame(a);
  }

  @Test
  void aTableOfWrongTypesIsOpenedAnewWhenItIsLookedUpAgain() {
    String file = "a\n" + "1\n".repeat(20_000) + "x\n";
    CsvReading.write(folder, "t.csv", file);
    FolderTables tables = tables(Map.of());
    CsvTable table = (CsvTable) tables.find("t").orElseThrow();
    assertThat(table.columns().getFirst().type()).isEqualTo(Type.INT4);
    assertThatThrownBy(() -> CsvReading.rows(table)).hasMessageContaining("was inferred");
    CsvTable again = (CsvTable) tables.find("t").orElseThrow();
    assertThat(again.columns().getFirst().type()).isEqualTo(Type.TEXT);
    assertThat(CsvReading.rows(again)).hasSize(20_001).last().isEqualTo(List.of("x"));
    assertThat(tables.find("t")).containsSame(again);
  }
}
