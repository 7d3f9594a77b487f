package dev.braid.exec;

import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableScan;
import dev.braid.catalog.table.ZoneFilter;
import dev.braid.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a table from its first row to its last.
///
/// Conditions are evaluated one after another on the columns they need; columns that are only put
/// out are decoded last, for the rows that are left.
///
/// @param columns positions in the table of the columns read; the conditions refer to these by
///   their place in this list
/// @param filters conditions that all must be true, the cheapest and most selective first
/// @param projection places in `columns` of the columns put out
/// @param zoneFilters what the scan may use to leave out morsels; implied by `filters`
/// @param parallel whether participants share the table's morsels
public record SeqScan(
    NodeInfo info,
    Table table,
    String alias,
    List<Integer> columns,
    List<Expr> filters,
    List<Integer> projection,
    List<ZoneFilter> zoneFilters,
    boolean parallel)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of();
  }

  @Override
  public String title() {
    String name = table.name().equals(alias) ? alias : table.name() + " " + alias;
    return (parallel ? "Parallel Seq Scan on " : "Seq Scan on ") + name;
  }

  @Override
  public List<Property> properties() {
    List<Property> properties = new ArrayList<>();
    if (!filters.isEmpty()) {
      properties.add(new Property("Filter", ExprText.conjunction(filters)));
    }
    return properties;
  }

  @Override
  public Pipe open(Execution execution) {
    TableScan scan = execution.closing(table.scan(columns, zoneFilters));
    List<KeyFilters.Target> keys = execution.keyFilters().getOrDefault(this, List.of());
    Instrumentation instrumentation = execution.instrumentation();
    if (instrumentation == null) {
      return Pipe.of(new ScanSource(scan, keys, null), parallel);
    }
    Instrumentation.Counts counts = instrumentation.of(this);
    AutoCloseable tell = () -> scan.counters().forEach(counts::put);
    execution.closing(tell);
    return Pipe.of(new ScanSource(scan, keys, counts), parallel);
  }

  /// Morsels of the table, each read by whoever takes it.
  private final class ScanSource implements Source {
    private final TableScan scan;
    private final List<KeyFilters.Target> keys;
    private final Instrumentation.@Nullable Counts counts;

    ScanSource(
        TableScan scan, List<KeyFilters.Target> keys, Instrumentation.@Nullable Counts counts) {
      this.scan = scan;
      this.keys = keys;
      this.counts = counts;
    }

    @Override
    public int morsels() {
      return scan.morsels();
    }

    @Override
    public void run(int number, Participant participant, BatchConsumer out) {
      ScanFilter filter = participant.local(this, () -> new ScanFilter(filters, keys, projection));
      int step = participant.execution().batchSize();
      try (Morsel morsel = scan.open(number)) {
        for (int from = 0; from < morsel.rows(); from += step) {
          participant.execution().cancellation().check();
          int count = Math.min(step, morsel.rows() - from);
          if (!morsel.mayMatch(from, count)) {
            continue;
          }
          if (counts != null) {
            counts.examine(count);
          }
          if (!filter.read(morsel, from, count, participant.eval(), out)) {
            return;
          }
        }
      }
    }
  }
}
