package dev.braid.plan.split;

import dev.braid.catalog.table.RemoteTable;
import dev.braid.catalog.table.Servers;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Scan;
import dev.braid.plan.logical.Trees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// The ways in which a statement over one server's tables can be split.
///
/// Only one scan of a join can be cut, since rows of two cut ones may meet in no part; of several
/// large ones each is tried, and all at once, for those that are in different parts of the
/// statement. Which way is the cheapest, the server knows best ([SplitCosts]).
public final class Splitting {
  /// So many of a statement's largest scans are tried.
  private static final int MOST_SCANS = 4;

  /// Parts for each connection where a part costs nothing but its rows: who is done early takes
  /// another one.
  private static final int PARTS = 4;

  private final Servers server;
  private final long leastBlocks;

  /// @param server of one server, for all of the statement's tables
  /// @param leastBlocks of a table that is worth it
  public Splitting(Servers server, long leastBlocks) {
    this.server = server;
    this.leastBlocks = leastBlocks;
  }

  /// The statement's tables that are large enough, by scan.
  private List<Scan> large(Logical query) {
    List<Scan> scans = new ArrayList<>();
    collect(query, scans);
    return scans.stream()
        .filter(scan -> blocks(scan) >= leastBlocks)
        .sorted(Comparator.comparingLong(Splitting::blocks).reversed())
        .limit(MOST_SCANS)
        .toList();
  }

  private static void collect(Logical node, List<Scan> scans) {
    if (node instanceof Scan scan) {
      scans.add(scan);
    }
    node.inputs().forEach(input -> collect(input, scans));
  }

  private static long blocks(Scan scan) {
    return scan.table() instanceof RemoteTable table ? table.blocks() : -1;
  }

  /// @param query without subqueries
  /// @return the same statement with some of its tables split; none where nothing is large
  public List<Logical> ways(Logical query) {
    List<Scan> large = large(query);
    List<Scan> all = new ArrayList<>();
    collect(query, all);
    int count = server.connections() * (all.size() == 1 ? PARTS : 1);
    List<Logical> ways = new ArrayList<>();
    for (Scan scan : large) {
      ways.add(split(query, Set.of(scan), count));
    }
    if (large.size() > 1) {
      ways.add(split(query, Set.copyOf(large), count));
    }
    return ways;
  }

  private Logical split(Logical query, Set<Scan> cut, int count) {
    return split(query, cut, new BlockParts(server, count));
  }

  private static Logical split(Logical node, Set<Scan> cut, BlockParts parts) {
    if (node instanceof Scan scan && scan.table() instanceof RemoteTable table) {
      BlockTable split = new BlockTable(table, parts, cut.contains(scan));
      return new Scan(split, scan.alias(), scan.columns(), scan.output());
    }
    return Trees.mapInputs(node, input -> split(input, cut, parts));
  }
}
