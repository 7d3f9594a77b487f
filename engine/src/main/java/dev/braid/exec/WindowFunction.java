package dev.braid.exec;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.DoubleColumn;
import dev.braid.vector.LongColumn;
import java.util.List;

/// A window function over one partition.
final class WindowFunction {
  private final WindowPartition partition;
  private final List<Column> arguments;
  private final Type resultType;
  private final FrameRows frame;
  private final String name;
  private final int size;
  private final int[] pieces = new int[6];

  WindowFunction(WindowPartition partition, WindowSpec spec, FrameRows frame) {
    this.partition = partition;
    this.frame = frame;
    arguments = spec.arguments().stream().map(partition::column).toList();
    resultType = spec.resultType();
    name = spec.function().name();
    size = partition.size();
  }

  Column evaluate() {
    return switch (name) {
      case "row_number", "rank", "dense_rank" -> ranks();
      case "percent_rank", "cume_dist" -> shares();
      case "ntile" -> buckets();
      case "lag", "lead" -> shifted();
      case "first_value", "last_value", "nth_value" -> ofFrame();
      default ->
          throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED, "window function " + name + " is not supported");
    };
  }

  private Column ranks() {
    long[] values = new long[size];
    for (int row = 0; row < size; row++) {
      values[row] =
          1L
              + switch (name) {
                case "row_number" -> row;
                case "rank" -> partition.peersStart(row);
                default -> partition.group(row);
              };
    }
    return new LongColumn(values, size, null);
  }

  private Column shares() {
    double[] values = new double[size];
    boolean rank = name.equals("percent_rank");
    for (int row = 0; row < size; row++) {
      values[row] =
          !rank
              ? (double) partition.peersEnd(row) / size
              : size == 1 ? 0 : (double) partition.peersStart(row) / (size - 1);
    }
    return new DoubleColumn(values, size, null);
  }

  /// The number of buckets is that of the first row where it is not NULL; rows before have none.
  private Column buckets() {
    ColumnBuilder builder = ColumnBuilder.of(resultType, size);
    int row = 0;
    while (row < size && arguments.get(0).isNull(row)) {
      builder.appendNull();
      row++;
    }
    if (row == size) {
      return builder.build();
    }
    int buckets = arguments.get(0).getInt(row);
    if (buckets <= 0) {
      throw new BraidException(
          SqlState.INVALID_ARGUMENT_FOR_NTILE_FUNCTION,
          "argument of ntile must be greater than zero");
    }
    int least = size / buckets;
    int larger = least == 0 ? 0 : size % buckets;
    int bucket = 1;
    int left = Math.max(1, least + (larger > 0 ? 1 : 0));
    for (; row < size; row++) {
      if (left == 0) {
        bucket++;
        left = Math.max(1, least + (bucket <= larger ? 1 : 0));
      }
      builder.append(bucket);
      left--;
    }
    return builder.build();
  }

  private Column shifted() {
    ColumnBuilder builder = ColumnBuilder.of(resultType, size);
    Column values = arguments.get(0);
    int sign = name.equals("lag") ? -1 : 1;
    for (int row = 0; row < size; row++) {
      if (arguments.size() > 1 && arguments.get(1).isNull(row)) {
        builder.appendNull();
        continue;
      }
      long distance = arguments.size() > 1 ? arguments.get(1).getInt(row) : 1;
      long target = row + sign * distance;
      if (target >= 0 && target < size) {
        builder.appendFrom(values, (int) target);
      } else if (arguments.size() > 2) {
        builder.appendFrom(arguments.get(2), row);
      } else {
        builder.appendNull();
      }
    }
    return builder.build();
  }

  private Column ofFrame() {
    ColumnBuilder builder = ColumnBuilder.of(resultType, size);
    for (int row = 0; row < size; row++) {
      int found = frame.excludesTies() ? withoutTies(row) : among(row);
      if (found < 0) {
        builder.appendNull();
      } else {
        builder.appendFrom(arguments.get(0), found);
      }
    }
    return builder.build();
  }

  private int withoutTies(int row) {
    return switch (name) {
      case "first_value" -> frame.withoutTies(row, 0);
      case "last_value" -> frame.lastWithoutTies(row);
      default -> {
        int nth = nth(row);
        yield nth < 0 ? -1 : frame.withoutTies(row, nth);
      }
    };
  }

  private int among(int row) {
    int count = frame.pieces(row, pieces);
    return switch (name) {
      case "first_value" -> count == 0 ? -1 : pieces[0];
      case "last_value" -> count == 0 ? -1 : pieces[2 * count - 1] - 1;
      default -> among(nth(row), count);
    };
  }

  /// Which row of its frame a row asks for, from 0, or -1 for none.
  private int nth(int row) {
    if (arguments.get(1).isNull(row)) {
      return -1;
    }
    int nth = arguments.get(1).getInt(row);
    if (nth <= 0) {
      throw new BraidException(
          SqlState.INVALID_ARGUMENT_FOR_NTH_VALUE_FUNCTION,
          "argument of nth_value must be greater than zero");
    }
    return nth - 1;
  }

  private int among(int nth, int count) {
    if (nth < 0) {
      return -1;
    }
    int left = nth;
    for (int i = 0; i < count; i++) {
      int rows = pieces[2 * i + 1] - pieces[2 * i];
      if (left < rows) {
        return pieces[2 * i] + left;
      }
      left -= rows;
    }
    return -1;
  }
}
