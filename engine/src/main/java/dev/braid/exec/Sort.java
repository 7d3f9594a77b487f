package dev.braid.exec;

import java.util.ArrayList;
import java.util.List;

/// Its rows in order; rows that are equal there keep the order of the input, whoever sorted them.
///
/// Each participant sorts its own rows into runs. What comes out is cut into ranges, each merged
/// from all runs by whoever takes it, so that the merge is parallel too: ranges are the morsels of
/// a parallel pipe, in the order of the sort.
///
/// @param limit rows wanted, or -1 for all; with a limit only so many are kept (a "top-N" sort)
/// @param together how many of the first keys a range must not separate the equal rows of, for a
///   node above that does its work range by range
public record Sort(NodeInfo info, PlanNode child, List<SortKey> keys, long limit, int together)
    implements PlanNode {
  public Sort(NodeInfo info, PlanNode child, List<SortKey> keys, long limit) {
    this(info, child, keys, limit, keys.size());
  }

  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Sort";
  }

  @Override
  public List<Property> properties() {
    return List.of(new Property("Sort Key", text(keys, child.info())));
  }

  /// Keys as EXPLAIN prints them.
  static List<String> text(List<SortKey> keys, NodeInfo info) {
    List<String> text = new ArrayList<>();
    for (SortKey key : keys) {
      String name = info.output().get(key.column()).name();
      text.add(
          name
              + (key.descending() ? " DESC" : "")
              + (key.nullsFirst() == key.descending()
                  ? ""
                  : key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST"));
    }
    return text;
  }

  @Override
  public Pipe open(Execution execution) {
    Pipe input = execution.open(child);
    SortSink sink = new SortSink(this, execution);
    execution.drain(input, sink);
    return Pipe.of(sink.ranges(input.parallel()), input.parallel());
  }
}
