package dev.braid.server.cli;

import picocli.CommandLine.Command;

/// `braid warmup`: the training run of the launcher's AOT cache.
@Command(name = "warmup", hidden = true, description = "Train the quick start.")
final class WarmupCommand implements Runnable {
  private final BraidCommand braid;

  WarmupCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public void run() {
    braid.streams().err().println("warm");
  }
}
