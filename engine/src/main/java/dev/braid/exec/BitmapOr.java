package dev.braid.exec;

import java.util.List;

/// The rows that any of its children finds.
public record BitmapOr(NodeInfo info, List<BitmapNode> inputs) implements BitmapNode {
  public BitmapOr {
    inputs = List.copyOf(inputs);
  }

  @Override
  public List<PlanNode> children() {
    return List.copyOf(inputs);
  }

  @Override
  public String title() {
    return "BitmapOr";
  }

  @Override
  public RowBitmap bitmap(Execution execution) {
    RowBitmap bitmap = inputs.getFirst().counted(execution);
    for (BitmapNode input : inputs.subList(1, inputs.size())) {
      bitmap.or(input.counted(execution));
    }
    return bitmap;
  }
}
