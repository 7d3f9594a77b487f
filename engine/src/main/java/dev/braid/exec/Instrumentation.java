package dev.braid.exec;

import dev.braid.vector.Batch;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// What EXPLAIN ANALYZE has to tell: rows and times of every node, for each participant.
///
/// Times are those at which a node's first and last batch came out, since the plan's start: a node
/// in a pipe that pushes has no stretch of time of its own.
public final class Instrumentation {
  private final long start = System.nanoTime();
  private final IdentityHashMap<PlanNode, Counts> counts = new IdentityHashMap<>();

  /// One participant's part in one node. Written by its thread alone.
  private static final class Part {
    private long rows;
    private long batches;
    private long first;
    private long last;
    private long loops;
  }

  /// One node's counts. Index 0 is the leader, then the workers.
  public static final class Counts {
    private final Map<Integer, Part> parts = new TreeMap<>();
    private final Map<String, Object> extra = new LinkedHashMap<>();
    private final LongAdder examined = new LongAdder();
    private volatile boolean examines;

    private synchronized Part of(int participant) {
      return parts.computeIfAbsent(participant, _ -> new Part());
    }

    /// Rows put out by participant.
    public synchronized Map<Integer, Long> rows() {
      Map<Integer, Long> rows = new TreeMap<>();
      parts.forEach((participant, part) -> rows.put(participant, part.rows));
      return rows;
    }

    /// How often the node was run: by each participant once, but an index below a nested loop for
    /// each outer row.
    public synchronized long loops() {
      return parts.values().stream().mapToLong(part -> Math.max(1, part.loops)).sum();
    }

    /// When the first row came out, in milliseconds since the start.
    public synchronized double firstRowMs() {
      return parts.values().stream()
              .filter(part -> part.batches > 0)
              .mapToLong(part -> part.first)
              .min()
              .orElse(0)
          / 1e6;
    }

    /// When the last row came out, in milliseconds since the start.
    public synchronized double totalMs() {
      return parts.values().stream().mapToLong(part -> part.last).max().orElse(0) / 1e6;
    }

    /// One participant's rows, and when the first and the last of them came out.
    public record Share(long rows, long loops, double firstMs, double lastMs) {}

    /// What each participant put out.
    public synchronized Map<Integer, Share> shares() {
      Map<Integer, Share> shares = new TreeMap<>();
      parts.forEach(
          (participant, part) ->
              shares.put(
                  participant,
                  new Share(
                      part.rows, Math.max(1, part.loops), part.first / 1e6, part.last / 1e6)));
      return shares;
    }

    /// Counts rows that a node has looked at before its own conditions.
    void examine(long rows) {
      examines = true;
      examined.add(rows);
    }

    /// Rows that the node has looked at: those it put out, where it has no conditions of its own.
    public synchronized long examined() {
      return examines ? examined.sum() : parts.values().stream().mapToLong(part -> part.rows).sum();
    }

    /// A number or word to print beside: memory, spilled bytes, hits of the cache.
    public synchronized void put(String name, Object value) {
      extra.put(name, value);
    }

    /// Notes where rows were kept, if they were more than any before.
    synchronized void storage(String where, long kilobytes) {
      if (kilobytes >= (long) extra.getOrDefault("Maximum Storage", 0L)) {
        extra.put("Storage", where);
        extra.put("Maximum Storage", kilobytes);
      }
    }

    public synchronized Map<String, Object> extra() {
      return new LinkedHashMap<>(extra);
    }
  }

  /// Whole kilobytes, as EXPLAIN gives memory.
  static long kilobytes(long bytes) {
    return bytes + 1023 >> 10;
  }

  /// The counts of a node.
  public synchronized Counts of(PlanNode node) {
    return counts.computeIfAbsent(node, _ -> new Counts());
  }

  /// Adds to the counts of a node that has no pipe of its own.
  void add(PlanNode node, int participant, long rows, long loops) {
    Part part = of(node).of(participant);
    long now = System.nanoTime() - start;
    if (part.batches++ == 0) {
      part.first = now;
    }
    part.rows += rows;
    part.last = now;
    part.loops += loops;
  }

  Pipe count(PlanNode node, Pipe pipe) {
    Counts of = of(node);
    return pipe.then(
        (participant, next) -> {
          Part mine = of.of(participant.number());
          return new StepConsumer(next) {
            @Override
            public boolean accept(Batch batch) {
              long now = System.nanoTime() - start;
              if (mine.batches++ == 0) {
                mine.first = now;
              }
              mine.rows += batch.size();
              mine.last = now;
              return next.accept(batch);
            }

            @Override
            public void endMorsel() {
              mine.last = System.nanoTime() - start;
              next.endMorsel();
            }
          };
        });
  }
}
