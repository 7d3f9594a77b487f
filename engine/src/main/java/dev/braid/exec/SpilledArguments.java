package dev.braid.exec;

import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.hash.RowEquality;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of one aggregate with DISTINCT or ORDER BY that has a single group, once they do not
/// fit into memory: all participants' rows go through one sort, which may use the disk, and then
/// past the aggregate in order.
final class SpilledArguments {
  private final List<Type> types;
  private final List<SortKey> order;
  private final Execution execution;
  private final MemoryHold memory;
  private final Map<Integer, BatchConsumer> consumers = new HashMap<>();
  private @Nullable SortSink sink;

  /// @param types of the rows, of which the last column numbers them
  /// @param order complete: no two rows are equal in it
  SpilledArguments(List<Type> types, List<SortKey> order, Execution execution) {
    this.types = types;
    this.order = order;
    this.execution = execution;
    this.memory = execution.closing(new MemoryHold(execution.memory()));
  }

  /// Where a participant's rows go.
  synchronized BatchConsumer open(Participant participant) {
    SortSink into = sink;
    if (into == null) {
      List<OutputColumn> columns = types.stream().map(type -> new OutputColumn("", type)).toList();
      into = new SortSink(order, new NodeInfo(columns, Estimate.NONE), execution);
      sink = into;
    }
    SortSink all = into;
    return consumers.computeIfAbsent(participant.number(), _ -> all.open(participant));
  }

  synchronized boolean isUsed() {
    return sink != null;
  }

  /// All rows are there; called by the leader.
  void finish() {
    SortSink sorted = sink;
    if (sorted != null) {
      sorted.finish(execution);
    }
  }

  /// Gives all rows to an aggregate, those with equal arguments once where they are to be distinct.
  void feed(Accumulator inner, List<Type> argumentTypes, boolean distinct, EvalContext context) {
    SortSink sorted = sink;
    if (sorted == null) {
      return;
    }
    Source rows = sorted.ranges(false);
    Feed feed = new Feed(inner, argumentTypes, distinct, context);
    for (int i = 0; i < rows.morsels(); i++) {
      rows.run(i, new Participant(0, execution), feed);
    }
  }

  /// Passes arguments on to the aggregate.
  private final class Feed implements BatchConsumer {
    private final Accumulator inner;
    private final List<Type> argumentTypes;
    private final boolean distinct;
    private final EvalContext context;
    private Column[] last = new Column[0];
    private int lastRow;
    private long held;

    Feed(Accumulator inner, List<Type> argumentTypes, boolean distinct, EvalContext context) {
      this.inner = inner;
      this.argumentTypes = argumentTypes;
      this.distinct = distinct;
      this.context = context;
    }

    @Override
    public boolean accept(Batch batch) {
      Column[] arguments = new Column[argumentTypes.size()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = batch.column(i).flat();
      }
      Column[] passed = arguments;
      int count = batch.size();
      if (distinct) {
        int[] rows = new int[batch.size()];
        count = 0;
        for (int row = 0; row < batch.size(); row++) {
          if (last.length == 0
              || !RowEquality.equal(last, lastRow, arguments, row, argumentTypes)) {
            rows[count++] = row;
          }
          last = arguments;
          lastRow = row;
        }
        if (count < batch.size()) {
          passed = new Column[arguments.length];
          for (int i = 0; i < passed.length; i++) {
            passed[i] = arguments[i].gather(rows, count);
          }
        }
      }
      inner.addAll(passed, count, context);
      long more = inner.memory() - held;
      if (more > 0) {
        memory.take(more, "an aggregate's values");
        held += more;
      }
      return true;
    }

    @Override
    public void endMorsel() {}
  }
}
