package dev.braid.source.file.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.catalog.table.ZoneFilter.Operator;
import dev.braid.type.Numeric;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Filters leave out rows that cannot meet them, and no others.
class PushDownTest {
  @TempDir Path folder;

  private static boolean meets(@Nullable Object value, Operator operator, List<?> constants) {
    if (value == null || operator == Operator.IS_NULL) {
      return value == null && operator == Operator.IS_NULL;
    }
    if (operator == Operator.IS_NOT_NULL) {
      return true;
    }
    return constants.stream()
        .anyMatch(
            constant -> {
              int order = compare(value, constant);
              return switch (operator) {
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
                default -> order == 0;
              };
            });
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return Double.compare(x == 0 ? 0.0 : x, y == 0 ? 0.0 : y);
    }
    return a instanceof java.util.UUID
        ? a.toString().compareTo(b.toString())
        : ((Comparable<Object>) a).compareTo(b);
  }

  @Test
  void everyRowThatMatchesIsStillThere() {
    Path file = folder.resolve("t.parquet");
    List<List<@Nullable Object>> rows = Samples.rows(21, 1200, 60, 0.2);
    rows.sort(java.util.Comparator.comparing(row -> row.get(3) == null ? 0L : (Long) row.get(3)));
    Samples.write(
        file, rows, new ParquetWriter.Options(ParquetWriter.Compression.NONE, 100, 1 << 30), 2048);
    Table table = Rows.table(file);
    long left = 0;
    for (int c = 0; c < Samples.COLUMNS.size(); c++) {
      if (table.columns().get(c).type().storage() == dev.braid.type.Storage.OBJECT
          || table.columns().get(c).name().startsWith("json")) {
        continue;
      }
      for (Operator operator : Operator.values()) {
        for (int i : new int[] {0, 500, 1199}) {
          Object constant = rows.get(i).get(c);
          if (constant == null) {
            continue;
          }
          List<@Nullable Object> constants =
              operator == Operator.IS_NULL || operator == Operator.IS_NOT_NULL
                  ? List.of()
                  : operator == Operator.IN ? List.of(constant, constant) : List.of(constant);
          int column = c;
          List<List<@Nullable Object>> expected = new ArrayList<>();
          for (List<@Nullable Object> row : rows) {
            if (meets(row.get(column), operator, constants)) {
              expected.add(row);
            }
          }
          List<List<@Nullable Object>> found =
              Rows.all(table, List.of(new ZoneFilter(c, operator, constants)));
          left += found.size() < rows.size() ? 1 : 0;
          found.removeIf(row -> !meets(row.get(column), operator, constants));
          assertThat(found)
              .as("%s %s %s", table.columns().get(c), operator, constant)
              .isEqualTo(expected);
        }
      }
    }
    assertThat(left).isGreaterThan(20);
  }

  @Test
  void rowGroupsAreLeftOutByDucksStatistics() throws SQLException {
    Path file = folder.resolve("t.parquet");
    try (Duck duck = new Duck()) {
      duck.run(
          """
          COPY (SELECT i::INTEGER AS i, (i / 100)::DECIMAL(10, 2) AS d, 'k' || lpad(i::VARCHAR, 7, '0') AS s,
              DATE '2000-01-01' + (i / 10)::INTEGER AS day, i::DOUBLE AS f
            FROM range(20480) AS r(i)) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 2048)
          """
              .formatted(file));
    }
    Table table = Rows.table(file);
    assertThat(groups(table, new ZoneFilter(0, Operator.EQUAL, List.of(5000)))).isEqualTo(1);
    assertThat(groups(table, new ZoneFilter(0, Operator.LESS, List.of(2048)))).isEqualTo(1);
    assertThat(groups(table, new ZoneFilter(0, Operator.LESS, List.of(2049)))).isEqualTo(2);
    assertThat(groups(table, new ZoneFilter(1, Operator.EQUAL, List.of(Numeric.parse("50.005")))))
        .isZero();
    assertThat(groups(table, new ZoneFilter(3, Operator.GREATER, List.of(2000)))).isEqualTo(1);
    assertThat(groups(table, new ZoneFilter(0, Operator.IS_NULL, List.of()))).isZero();
    // A float may be NaN, which is greater than everything, for all that statistics tell.
    assertThat(groups(table, new ZoneFilter(4, Operator.LESS, List.of(2048.0)))).isEqualTo(1);
    assertThat(groups(table, new ZoneFilter(4, Operator.GREATER, List.of(1e9)))).isEqualTo(10);
  }

  private static int groups(Table table, ZoneFilter filter) {
    try (var scan = table.scan(List.of(0), List.of(filter))) {
      return scan.morsels();
    }
  }
}
