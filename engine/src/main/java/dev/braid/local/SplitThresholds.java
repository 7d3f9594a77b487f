package dev.braid.local;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.source.postgres.remote.ServerSession;

/// When splitting a statement over one server's connections is worth it.
///
/// What the server itself computes by as many processes as there are connections is left to it: its
/// processes share what connections each build for themselves, and parts of such statements took
/// longer (docs/designs/0005).
///
/// @param cost of a statement that takes long enough, in the server's unit
/// @param blocks of a table that is large enough
/// @param share of the cost of a statement that the server itself computes by fewer processes,
///   which splitting it may cost at most: the server's estimates favour many small index look-ups
///   less than they should
/// @param always whether none is left to the server's own processes
public record SplitThresholds(double cost, long blocks, double share, boolean always) {
  private static final int BLOCK = 8192;

  /// Tables as PostgreSQL has them before it thinks of workers; statements of some 50 ms.
  static final SplitThresholds USUAL =
      new SplitThresholds(
          10_000,
          Settings.DEFAULT.number(Setting.MIN_PARALLEL_TABLE_SCAN_SIZE) / BLOCK,
          0.67,
          false);

  /// Everything is split that can be: for tests.
  public static final SplitThresholds ALWAYS = new SplitThresholds(0, 1, 1e9, true);

  /// Whether a statement is left to the server.
  ///
  /// @param expected what it costs as written
  boolean leave(ServerSession.Plan expected, int connections) {
    boolean alone = expected.workers() > 0 && expected.workers() + 1 >= connections;
    return isCheap(expected) || alone && !always;
  }

  /// Whether nothing is worth to be thought about a statement.
  boolean isCheap(ServerSession.Plan expected) {
    return expected.cost() < cost;
  }

  /// What a split statement may cost.
  ///
  /// @param expected as written
  /// @param alone the cost of the whole to one process
  double most(ServerSession.Plan expected, double alone) {
    return expected.workers() == 0
        ? alone * Math.max(1, share)
        : alone / expected.processes() * share;
  }
}
