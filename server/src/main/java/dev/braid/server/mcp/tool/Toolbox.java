package dev.braid.server.mcp.tool;

import dev.braid.Braid;
import java.util.List;

/// All the tools, always in the same order.
public final class Toolbox {
  private final List<Tool> tools;

  public Toolbox(Braid braid) {
    this.tools =
        List.of(
            new ListDatasets(braid),
            new DatasetSchema(braid),
            new QueryDataset(braid),
            new DatasetSample(braid),
            new MultiQuery(braid),
            new GetContext(braid));
  }

  public List<Tool> tools() {
    return tools;
  }
}
