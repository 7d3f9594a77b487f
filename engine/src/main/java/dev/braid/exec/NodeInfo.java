package dev.braid.exec;

import dev.braid.type.Type;
import java.util.List;

/// What every node has.
public record NodeInfo(List<OutputColumn> output, Estimate estimate) {
  public NodeInfo {
    output = List.copyOf(output);
  }

  public Type type(int column) {
    return output.get(column).type();
  }
}
