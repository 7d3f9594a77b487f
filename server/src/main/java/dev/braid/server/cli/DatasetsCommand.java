package dev.braid.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `braid datasets`: what there is to ask. No server is contacted.
@Command(
    name = "datasets",
    description = "List the datasets of the configuration.",
    mixinStandardHelpOptions = true)
final class DatasetsCommand implements Callable<Integer> {
  @Mixin private FormatOption format = new FormatOption();

  private final BraidCommand braid;

  DatasetsCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() {
    try (Workspace workspace = braid.open()) {
      format.print(Listing.datasets(workspace.braid().config()), braid.streams());
      return ExitCode.SUCCESS;
    }
  }
}
