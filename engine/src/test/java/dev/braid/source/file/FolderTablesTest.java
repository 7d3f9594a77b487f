package dev.braid.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableColumn;
import dev.braid.source.file.parquet.ParquetFormat;
import dev.braid.source.file.parquet.ParquetWriter;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTablesTest {
  @TempDir Path folder;
  private FolderTables tables;

  @BeforeEach
  void open() {
    tables =
        new FolderTables("public", folder, List.of(new ParquetFormat(new SegmentCache(1 << 20))));
  }

  private void write(String name, String column, Type type, Object... values) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (ParquetWriter writer =
        new ParquetWriter(
            file, List.of(new TableColumn(column, type, true)), ParquetWriter.Options.DEFAULT)) {
      Column built = Values.column(type, List.of(values));
      writer.write(new Batch(new Column[] {built}, values.length));
      writer.finish();
    }
  }

  @Test
  void filesAndFoldersOfFilesAreTables() throws IOException {
    write("a.parquet", "x", Type.INT4, 1);
    write("B.parquet", "x", Type.INT4, 1);
    write("many/1.parquet", "x", Type.INT4, 1, 2);
    write("many/2.parquet", "x", Type.INT4, 3);
    write(".hidden.parquet", "x", Type.INT4, 1);
    Files.writeString(folder.resolve("notes.txt"), "none");
    Files.createDirectory(folder.resolve("empty"));
    assertThat(tables.names()).containsExactly("B", "a", "many");
    Table many = tables.find("many").orElseThrow();
    assertThat(many.statistics().rows()).isEqualTo(3);
    try (var scan = many.scan(List.of(0), List.of())) {
      assertThat(scan.morsels()).isEqualTo(2);
      assertThat(scan.open(1).read(0, 0, 1).getInt(0)).isEqualTo(3);
    }
    assertThat(tables.find("b")).isEmpty();
    assertThat(tables.find("notes")).isEmpty();
    assertThat(tables.find("../a")).isEmpty();
    assertThat(tables.find("empty")).isEmpty();
  }

  @Test
  void aTableIsTheSameUntilItsFilesChange() throws IOException {
    write("a.parquet", "x", Type.INT4, 1);
    Table first = tables.find("a").orElseThrow();
    assertThat(tables.find("a")).containsSame(first);
    write("a.parquet", "x", Type.INT4, 1, 2);
    assertThat(tables.find("a").orElseThrow().statistics().rows()).isEqualTo(2);
    assertThat(first.statistics().rows()).isEqualTo(1);
    Files.delete(folder.resolve("a.parquet"));
    assertThat(tables.find("a")).isEmpty();
  }

  @Test
  void filesOfOneTableMustAgree() throws IOException {
    write("t/1.parquet", "x", Type.INT4, 1);
    write("t/2.parquet", "y", Type.INT4, 1);
    assertThatThrownBy(() -> tables.find("t"))
        .hasMessageContaining("2.parquet\" has no column \"x\"");
    write("t/2.parquet", "x", Type.INT8, 1L);
    assertThatThrownBy(() -> tables.find("t"))
        .hasMessageContaining("2.parquet\" has column \"x\" of type bigint, not integer");
  }

  @Test
  void partitionFoldersAreRefused() throws IOException {
    write("t/year=2024/1.parquet", "x", Type.INT4, 1);
    assertThatThrownBy(() -> tables.find("t"))
        .hasMessageContaining("partitions in folders (key=value) are not supported");
  }

  @Test
  void oneNameForTwoThingsIsRefused() throws IOException {
    write("t.parquet", "x", Type.INT4, 1);
    write("t/1.parquet", "x", Type.INT4, 1);
    assertThatThrownBy(() -> tables.find("t")).hasMessageContaining("table \"t\" is ambiguous");
  }
}
