package dev.braid.local;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;

/// When splitting a statement over one server's connections is worth it.
///
/// @param cost of a statement that takes long enough, in the server's unit
/// @param blocks of a table that is large enough
/// @param share of the cost of a statement that the server itself computes in parallel, which
///   splitting it may cost at most: the server's estimates favour many small index look-ups less
///   than they should, and its workers share what connections each build for themselves
public record SplitThresholds(double cost, long blocks, double share) {
  private static final int BLOCK = 8192;

  /// Tables as PostgreSQL has them before it thinks of workers; statements of some 50 ms.
  static final SplitThresholds USUAL =
      new SplitThresholds(
          10_000, Settings.DEFAULT.number(Setting.MIN_PARALLEL_TABLE_SCAN_SIZE) / BLOCK, 0.67);

  /// Everything is split that can be: for tests.
  public static final SplitThresholds ALWAYS = new SplitThresholds(0, 1, 1e9);
}
