package dev.braid.exec;

import dev.braid.expr.Expr;
import dev.braid.expr.SetFunction;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Each row once for every row that set-returning functions make of it.

public record ProjectSet(NodeInfo info, PlanNode child, List<Call> calls) implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "ProjectSet";
  }

  @Override
  public Pipe open(Execution execution) {
    return execution.open(child).then(Expansion::new);
  }

  /// One participant's expansion of rows.
  private final class Expansion extends StepConsumer {
    private final Participant participant;
    private final List<SetRows> sets = new ArrayList<>();
    private final ColumnBuilder[] builders;
    private int[] rows;
    private int count;

    Expansion(Participant participant, BatchConsumer next) {
      super(next);
      this.participant = participant;
      int capacity = participant.execution().batchSize();
      this.rows = new int[capacity];
      int width = child.info().output().size();
      builders = new ColumnBuilder[calls.size()];
      for (int i = 0; i < builders.length; i++) {
        Call call = calls.get(i);
        sets.add(new SetRows(call.function(), call.arguments(), participant));
        builders[i] = ColumnBuilder.of(info.type(width + i), capacity);
      }
    }

    @Override
    public boolean accept(Batch batch) {
      for (int row = 0; row < batch.size(); row++) {
        if (!expand(batch, row)) {
          return false;
        }
      }
      return flush(batch);
    }

    /// All sets of a row side by side, until the longest is at its end.
    private boolean expand(Batch batch, int row) {
      int width = builders.length;
      List<Iterator<Batch>> iterators = new ArrayList<>(width);
      @Nullable Batch[] current = new @Nullable Batch[width];
      int[] place = new int[width];
      for (SetRows set : sets) {
        iterators.add(set.of(batch, row));
      }
      while (true) {
        boolean any = false;
        for (int i = 0; i < width; i++) {
          Batch now = current[i];
          while ((now == null || place[i] >= now.size()) && iterators.get(i).hasNext()) {
            now = iterators.get(i).next();
            current[i] = now;
            place[i] = 0;
          }
          any |= now != null && place[i] < now.size();
        }
        if (!any) {
          return true;
        }
        for (int i = 0; i < width; i++) {
          Batch now = current[i];
          if (now != null && place[i] < now.size()) {
            builders[i].appendFrom(now.column(0), place[i]++);
          } else {
            builders[i].appendNull();
          }
        }
        rows[count++] = row;
        if (count == rows.length) {
          participant.execution().cancellation().check();
          if (!flush(batch)) {
            return false;
          }
        }
      }
    }

    private boolean flush(Batch batch) {
      if (count == 0) {
        return true;
      }
      Batch input = batch.gather(rows, count);
      Column[] columns = input.columns().toArray(new Column[input.width() + builders.length]);
      for (int i = 0; i < builders.length; i++) {
        columns[input.width() + i] = builders[i].build();
      }
      int size = count;
      count = 0;
      return next.accept(new Batch(columns, size));
    }
  }

  /// One function.
  public record Call(SetFunction function, List<Expr> arguments) {}
}
