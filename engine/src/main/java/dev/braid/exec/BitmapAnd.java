package dev.braid.exec;

import java.util.List;

/// The rows that all of its children find.
public record BitmapAnd(NodeInfo info, List<BitmapNode> inputs) implements BitmapNode {
  public BitmapAnd {
    inputs = List.copyOf(inputs);
  }

  @Override
  public List<PlanNode> children() {
    return List.copyOf(inputs);
  }

  @Override
  public String title() {
    return "BitmapAnd";
  }

  @Override
  public RowBitmap bitmap(Execution execution) {
    RowBitmap bitmap = inputs.getFirst().counted(execution);
    for (BitmapNode input : inputs.subList(1, inputs.size())) {
      bitmap.and(input.counted(execution));
    }
    return bitmap;
  }
}
