package dev.braid.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A table as the generator knows it. Each has a unique `id`; all other columns have few values and
/// many NULLs.
///
/// @param weight how often it is chosen
record KnownTable(
    String name,
    Form form,
    List<String> columns,
    List<FuzzType> types,
    int rows,
    int weight,
    boolean extreme) {
  /// What keeps the rows.
  enum Form {
    PARQUET,
    CSV,
    INDEXED
  }

  static final List<KnownTable> ALL =
      List.of(
          known("fz_a", Form.PARQUET, 40, 4, "id i, a i, b l, n n, s s, d d, f b, x f"),
          known("fz_b", Form.INDEXED, 25, 4, "id i, a i, b l, s s, n n"),
          known("fz_c", Form.CSV, 9, 4, "id i, a i, s s, d d, g b"),
          known("fz_d", Form.PARQUET, 200, 3, "id i, k i, b l, f b, x f, d d"),
          known("fz_e", Form.PARQUET, 3, 3, "id i, a i, s s"),
          known("fz_f", Form.PARQUET, 0, 1, "id i, a i, b l, s s"),
          known("fz_g", Form.CSV, 60, 4, "id i, a i, t t, z z, v v, u u, r r, j j"),
          known("fz_h", Form.INDEXED, 30, 3, "id i, a i, t t, z z, v v, u u, r r, j j, n n"),
          known("fz_i", Form.INDEXED, 120, 3, "id i, a i, d d, s s, x f"),
          known("fz_k", Form.PARQUET, 3000, 1, "id i, a i, b l, s s, n n"),
          extreme("fz_x", 25, "id i, i i, b l, n n, x f, s s, d d, t t, z z, v v"));

  private static KnownTable extreme(String name, int rows, String columns) {
    KnownTable known = known(name, Form.PARQUET, rows, 2, columns);
    return new KnownTable(name, known.form, known.columns, known.types, rows, known.weight, true);
  }

  private static KnownTable known(String name, Form form, int rows, int weight, String columns) {
    List<String> names = new ArrayList<>();
    List<FuzzType> types = new ArrayList<>();
    for (String column : columns.split(", ")) {
      String[] parts = column.split(" ");
      names.add(parts[0]);
      types.add(
          switch (parts[1]) {
            case "i" -> FuzzType.INT;
            case "l" -> FuzzType.BIGINT;
            case "n" -> FuzzType.NUMERIC;
            case "s" -> FuzzType.TEXT;
            case "d" -> FuzzType.DATE;
            case "b" -> FuzzType.BOOL;
            case "t" -> FuzzType.TIMESTAMP;
            case "z" -> FuzzType.TIMESTAMPTZ;
            case "v" -> FuzzType.INTERVAL;
            case "u" -> FuzzType.UUID;
            case "r" -> FuzzType.INTS;
            case "j" -> FuzzType.JSONB;
            default -> FuzzType.FLOAT;
          });
    }
    return new KnownTable(name, form, names, types, rows, weight, false);
  }

  static KnownTable any(Random random) {
    int left = random.nextInt(ALL.stream().mapToInt(KnownTable::weight).sum());
    for (KnownTable table : ALL) {
      left -= table.weight;
      if (left < 0) {
        return table;
      }
    }
    return ALL.getFirst();
  }

  /// A row as texts; null is NULL.
  @Nullable String[] row(int number, Random random) {
    @Nullable String[] row = new @Nullable String[columns.size()];
    row[0] = String.valueOf(number + 1);
    for (int i = 1; i < row.length; i++) {
      if (random.nextInt(4) != 0) {
        String edge = extreme && random.nextInt(3) == 0 ? types.get(i).extreme(random) : null;
        row[i] = edge == null ? types.get(i).text(random) : edge;
      }
    }
    return row;
  }
}
