package dev.braid.local;

import dev.braid.catalog.table.Servers;
import dev.braid.error.BraidException;
import dev.braid.exec.ForeignScan;
import dev.braid.exec.PlanNode;
import dev.braid.result.Partial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a plan lacks of whose tables' slices some cannot be had.
final class MissingServers {
  private final Map<Integer, BraidException> missing;
  private final Map<Integer, String> found = new TreeMap<>();

  private MissingServers(Map<Integer, BraidException> missing) {
    this.missing = missing;
  }

  /// @param missing why servers are left out, by their numbers
  /// @return null when the plan asks nothing of them, so that its answer is whole
  /// @throws BraidException why a server is missing, where a part of the statement asks no other:
  ///   nothing is no partial answer
  static @Nullable Partial of(PlanNode plan, Map<Integer, BraidException> missing) {
    if (missing.isEmpty()) {
      return null;
    }
    MissingServers servers = new MissingServers(missing);
    servers.collect(plan);
    return servers.partial();
  }

  private void collect(PlanNode node) {
    if (node instanceof ForeignScan scan) {
      collect(scan);
    }
    node.children().forEach(this::collect);
  }

  private void collect(ForeignScan scan) {
    Servers servers = scan.servers();
    if (!scan.tasks().isEmpty()
        && scan.tasks().stream().allMatch(task -> servers.isMissing(task.server()))) {
      BraidException error = missing.get(scan.tasks().getFirst().server());
      if (error != null) {
        // Without its causes: there is nothing left to be tried.
        throw new BraidException(
            error.sqlState(), error.message(), 0, error.detail(), error.hint(), null);
      }
    }
    scan.tasks().stream()
        .filter(task -> servers.isMissing(task.server()))
        .forEach(task -> found.put(task.server(), servers.name(task.server())));
  }

  private @Nullable Partial partial() {
    if (found.isEmpty()) {
      return null;
    }
    List<String> reasons = new ArrayList<>();
    found.forEach(
        (server, name) -> {
          BraidException error = missing.get(server);
          String reason = error == null ? "" : error.message();
          reasons.add(reason.contains(name) ? reason : name + ": " + reason);
        });
    return new Partial(
        List.copyOf(found.values()),
        "The answer is partial: it lacks the rows of %d shard%s that could not be asked (%s)."
            .formatted(found.size(), found.size() == 1 ? "" : "s", String.join("; ", reasons)));
  }
}
