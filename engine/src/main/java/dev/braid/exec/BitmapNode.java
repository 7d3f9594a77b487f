package dev.braid.exec;

/// A node that finds out which rows are wanted, and gives no rows itself: what stands below a
/// [BitmapHeapScan].
public sealed interface BitmapNode extends PlanNode permits BitmapIndexScan, BitmapAnd, BitmapOr {
  /// The rows; made by the leader. The caller may change the bitmap.
  RowBitmap bitmap(Execution execution);

  @Override
  default Pipe open(Execution execution) {
    throw new IllegalStateException(title() + " has no rows");
  }

  /// [#bitmap], counted where somebody wants to know.
  default RowBitmap counted(Execution execution) {
    RowBitmap bitmap = bitmap(execution);
    Instrumentation instrumentation = execution.instrumentation();
    if (instrumentation != null) {
      instrumentation.add(this, 0, bitmap.rows(), 1);
    }
    return bitmap;
  }
}
