package dev.braid.local;

import dev.braid.catalog.Limits;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Column;
import dev.braid.result.Partial;
import dev.braid.result.Result;
import dev.braid.source.ByteBudget;
import dev.braid.source.RowCollector;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows kept up to the caps.
final class CollectedRows implements LocalStatement.Rows {
  private final boolean aggregated;
  private final Zone zone;
  private final Limits limits;
  private final ByteBudget bytes;
  private final Cancellation cancellation;
  private @Nullable RowCollector collector;
  private @Nullable RowText text;
  private @Nullable Partial partial;

  /// @param zone in which timestamps with time zone are shown
  CollectedRows(
      boolean aggregated, Limits limits, ByteBudget bytes, Zone zone, Cancellation cancellation) {
    this.aggregated = aggregated;
    this.zone = zone;
    this.limits = limits;
    this.bytes = bytes;
    this.cancellation = cancellation;
  }

  @Override
  public void columns(List<Column> columns, List<Type> types) {
    collector = new RowCollector(columns, aggregated, limits, bytes);
    text = new RowText(types, zone);
  }

  @Override
  public void partial(@Nullable Partial what) {
    partial = what;
  }

  @Override
  public boolean accept(Batch batch) {
    RowCollector into = collector();
    RowText rows = text;
    for (int row = 0; row < batch.size() && rows != null; row++) {
      boolean more = into.isFull() ? into.add(List.of(), 0) : add(into, rows, batch, row);
      if (!more) {
        return false;
      }
    }
    return true;
  }

  private static boolean add(RowCollector into, RowText rows, Batch batch, int row) {
    List<@Nullable Object> values = rows.row(batch, row);
    return into.add(values, rows.lastRowBytes());
  }

  @Override
  public boolean accept(String line) {
    return collector().add(List.of(line), RowCollector.bytes(line));
  }

  private RowCollector collector() {
    if (collector == null) {
      throw new IllegalStateException("rows before columns");
    }
    return collector;
  }

  /// Lets others have the bytes of rows that nobody will see.
  void giveBack() {
    if (collector != null) {
      bytes.giveBack(collector.result().bytes());
    }
  }

  Result result() {
    cancellation.check();
    return collector().result().withPartial(partial);
  }
}
