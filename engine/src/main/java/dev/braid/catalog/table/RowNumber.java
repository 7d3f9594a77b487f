package dev.braid.catalog.table;

/// Where a row is in a table: the morsel of a scan without filters, and the row in it. Numbers
/// ascend in the order of the table's rows, and hold for as long as its files stay the same.
public final class RowNumber {
  private RowNumber() {}

  public static long of(int morsel, int row) {
    return (long) morsel << 32 | row;
  }

  public static int morsel(long number) {
    return (int) (number >>> 32);
  }

  public static int row(long number) {
    return (int) number;
  }
}
