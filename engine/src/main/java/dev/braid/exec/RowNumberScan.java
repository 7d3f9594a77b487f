package dev.braid.exec;

import dev.braid.catalog.table.Morsel;
import dev.braid.catalog.table.RowNumber;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableScan;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import java.util.List;

/// Columns of a table and, behind them, each row's number: what an index is made of.
public record RowNumberScan(NodeInfo info, Table table, List<Integer> columns) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of();
  }

  @Override
  public String title() {
    return "Parallel Seq Scan on " + table.name();
  }

  @Override
  public Pipe open(Execution execution) {
    TableScan scan = execution.closing(table.scan(columns, List.of()));
    return Pipe.of(
        new Source() {
          @Override
          public int morsels() {
            return scan.morsels();
          }

          @Override
          public void run(int number, Participant participant, BatchConsumer out) {
            int step = participant.execution().batchSize();
            try (Morsel morsel = scan.open(number)) {
              for (int from = 0; from < morsel.rows(); from += step) {
                participant.execution().cancellation().check();
                int count = Math.min(step, morsel.rows() - from);
                if (!out.accept(read(morsel, number, from, count))) {
                  return;
                }
              }
            }
          }
        },
        true);
  }

  private Batch read(Morsel morsel, int number, int from, int count) {
    Column[] read = new Column[columns.size() + 1];
    for (int i = 0; i < columns.size(); i++) {
      read[i] = morsel.read(i, from, count);
    }
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = RowNumber.of(number, from + i);
    }
    read[columns.size()] = new LongColumn(numbers, count, null);
    return new Batch(read, count);
  }
}
