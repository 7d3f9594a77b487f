package dev.braid.exec;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.parallel.MemoryBudget;
import dev.braid.parallel.Workers;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs plans in every way that must not matter.
final class Plans {
  static final int[] BATCH_SIZES = {1, 3, 2048};
  static final int[] WORKERS = {0, 1, 4};

  private Plans() {}

  /// The rows of a plan, which must be the same for all batch sizes and numbers of workers.
  ///
  /// @param plan makes the plan for a parallel or a serial run
  static List<List<@Nullable Object>> everywhere(
      Function<Boolean, PlanNode> plan, Settings settings) {
    List<List<@Nullable Object>> first = null;
    for (int workers : WORKERS) {
      for (int batchSize : BATCH_SIZES) {
        for (boolean parallel : new boolean[] {false, true}) {
          List<List<@Nullable Object>> rows =
              run(plan.apply(parallel), settings, batchSize, workers);
          if (first == null) {
            first = rows;
          } else if (!rows.equals(first)) {
            throw new AssertionError(
                "batches of %d, %d workers, parallel %s: %s%ninstead of %s"
                    .formatted(batchSize, workers, parallel, rows, first));
          }
        }
      }
    }
    return first == null ? List.of() : first;
  }

  static List<List<@Nullable Object>> run(
      PlanNode plan, Settings settings, int batchSize, int workers) {
    return run(plan, settings, batchSize, workers, null);
  }

  static List<List<@Nullable Object>> run(
      PlanNode plan,
      Settings settings,
      int batchSize,
      int workers,
      @Nullable Instrumentation instrumentation) {
    Settings all = settings.with(Setting.BRAID_BATCH_SIZE, Integer.toString(batchSize));
    EvalContext eval = new EvalContext(Zone.UTC, 0, "user", "database", new Cancellation());
    MemoryBudget memory = new MemoryBudget(1L << 30, null);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Workers threads = new Workers(workers);
        Execution execution = new Execution(all, eval, threads, memory, instrumentation)) {
      PlanNode root = new Gather(plan.info(), plan, workers);
      execution.send(
          execution.open(root),
          new BatchConsumer() {
            @Override
            public boolean accept(Batch batch) {
              if (batch.size() > batchSize) {
                throw new AssertionError(batch.size() + " rows in a batch");
              }
              collect(batch, plan.info(), rows);
              return true;
            }

            @Override
            public void endMorsel() {}
          });
    }
    if (memory.used() != 0) {
      throw new AssertionError(memory.used() + " bytes of memory were not given back");
    }
    return rows;
  }

  private static void collect(Batch batch, NodeInfo info, List<List<@Nullable Object>> rows) {
    for (int row = 0; row < batch.size(); row++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < info.output().size(); i++) {
        values.add(Values.get(batch.column(i), row, info.type(i)));
      }
      rows.add(values);
    }
  }
}
