package dev.braid.plan.physical;

import dev.braid.exec.Gather;
import dev.braid.exec.GatherMerge;
import dev.braid.exec.PlanNode;

/// Whether a plan has a part that runs in parallel.
final class Gathered {
  private Gathered() {}

  static boolean isGathered(PlanNode node) {
    return node instanceof Gather
        || node instanceof GatherMerge
        || node.children().stream().anyMatch(Gathered::isGathered);
  }
}
