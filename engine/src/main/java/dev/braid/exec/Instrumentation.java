package dev.braid.exec;

import dev.braid.vector.Batch;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What EXPLAIN ANALYZE has to tell: rows and times of every node, for each participant.
///
/// In a pipe that pushes, a node's time is what passes while its pipe runs, less what passes behind
/// it.
public final class Instrumentation {
  /// One node's counts. Index 0 is the leader, then the workers.
  public static final class Counts {
    private final Map<Integer, long[]> perParticipant = new LinkedHashMap<>();
    private final Map<String, Object> extra = new LinkedHashMap<>();

    /// Rows, batches and nanoseconds spent behind this node, for one participant.
    synchronized long[] of(int participant) {
      return perParticipant.computeIfAbsent(participant, _ -> new long[3]);
    }

    /// Rows put out by participant.
    public synchronized Map<Integer, Long> rows() {
      Map<Integer, Long> rows = new LinkedHashMap<>();
      perParticipant.forEach((participant, counts) -> rows.put(participant, counts[0]));
      return rows;
    }

    /// A number or word to print beside: memory, spilled bytes, hits of the cache.
    public synchronized void put(String name, Object value) {
      extra.put(name, value);
    }

    public synchronized Map<String, Object> extra() {
      return new LinkedHashMap<>(extra);
    }
  }

  private final IdentityHashMap<PlanNode, Counts> counts = new IdentityHashMap<>();

  /// The counts of a node.
  public synchronized Counts of(PlanNode node) {
    return counts.computeIfAbsent(node, _ -> new Counts());
  }

  Pipe count(PlanNode node, Pipe pipe) {
    Counts of = of(node);
    return pipe.then(
        (participant, next) -> {
          long[] mine = of.of(participant.number());
          return new StepConsumer(next) {
            @Override
            public boolean accept(Batch batch) {
              mine[0] += batch.size();
              mine[1]++;
              long start = System.nanoTime();
              boolean more = next.accept(batch);
              mine[2] += System.nanoTime() - start;
              return more;
            }
          };
        });
  }
}
