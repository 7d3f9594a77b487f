package dev.braid.exec;

import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows given as Java objects, cut into morsels, as the leaf of a plan under test.
record TestRows(NodeInfo info, List<List<@Nullable Object>> rows, int morselRows, boolean parallel)
    implements PlanNode {
  static TestRows of(List<Type> types, List<List<@Nullable Object>> rows, boolean parallel) {
    List<OutputColumn> output = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      output.add(new OutputColumn("c" + i, types.get(i)));
    }
    return new TestRows(new NodeInfo(output, Estimate.NONE), rows, 17, parallel);
  }

  @Override
  public List<PlanNode> children() {
    return List.of();
  }

  @Override
  public String title() {
    return "Rows";
  }

  @Override
  public Pipe open(Execution execution) {
    return Pipe.of(
        new Source() {
          @Override
          public int morsels() {
            return (rows.size() + morselRows - 1) / morselRows;
          }

          @Override
          public void run(int morsel, Participant participant, BatchConsumer out) {
            int end = Math.min(rows.size(), (morsel + 1) * morselRows);
            int step = participant.execution().batchSize();
            for (int from = morsel * morselRows; from < end; from += step) {
              if (!out.accept(batch(rows.subList(from, Math.min(end, from + step))))) {
                return;
              }
            }
          }
        },
        parallel);
  }

  private Batch batch(List<List<@Nullable Object>> part) {
    Column[] columns = new Column[info.output().size()];
    for (int i = 0; i < columns.length; i++) {
      int column = i;
      List<@Nullable Object> values = new ArrayList<>();
      part.forEach(row -> values.add(row.get(column)));
      columns[i] = Values.column(info.type(i), values);
    }
    return new Batch(columns, part.size());
  }
}
