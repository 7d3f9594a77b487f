package dev.braid.exec;

import dev.braid.expr.Accumulator;
import dev.braid.expr.EvalContext;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.Arrays;

/// A segment tree of states: those of single rows at the bottom, above them those of pairs, and so
/// on. Any frame is the sum of at most two nodes per level, so n frames cost O(n log n) merges
/// whatever their width. All nodes are groups of one accumulator, and frames are merged a thousand
/// at once, so that the merging loops run over columns.
final class StateTree {
  private static final int CHUNK = 1024;

  private final int[] levelStarts = new int[33];
  private int levels;
  private int[] groups = new int[4096];
  private int[] nodes = new int[4096];
  private int count;

  private StateTree() {}

  static Column evaluate(
      WindowAggregate aggregate, FrameRows frame, int size, EvalContext context) {
    StateTree tree = new StateTree();
    Column[] states = tree.build(aggregate, size, context);
    ColumnBuilder builder = null;
    Column single = null;
    int[] pieces = new int[6];
    for (int from = 0; from < size; from += CHUNK) {
      context.cancellation().check();
      int rows = Math.min(CHUNK, size - from);
      tree.count = 0;
      for (int i = 0; i < rows; i++) {
        int found = frame.pieces(from + i, pieces);
        for (int piece = 0; piece < found; piece++) {
          tree.cover(i, pieces[2 * piece], pieces[2 * piece + 1]);
        }
      }
      Accumulator results = aggregate.accumulator(rows);
      Column[] picked = new Column[states.length];
      for (int i = 0; i < picked.length; i++) {
        picked[i] = states[i].gather(tree.nodes, tree.count);
      }
      results.mergeState(tree.groups, picked, tree.count, context);
      single = results.result(0, rows, context);
      if (size <= CHUNK) {
        return single;
      }
      if (builder == null) {
        builder = ColumnBuilder.of(aggregate.resultType(), size);
      }
      builder.appendRange(single, 0, rows);
    }
    if (builder == null) {
      throw new IllegalStateException("a partition has rows");
    }
    return builder.build();
  }

  private Column[] build(WindowAggregate aggregate, int size, EvalContext context) {
    int total = 0;
    for (int width = size; ; width = (width + 1) >> 1) {
      levelStarts[levels++] = total;
      total += width;
      if (width == 1) {
        break;
      }
    }
    levelStarts[levels] = total;
    Accumulator tree = aggregate.accumulator(total);
    aggregate.addEach(tree);
    for (int level = 1; level < levels; level++) {
      int below = levelStarts[level - 1];
      int width = levelStarts[level] - below;
      int[] parents = new int[width];
      for (int i = 0; i < width; i++) {
        parents[i] = levelStarts[level] + (i >> 1);
      }
      tree.mergeState(parents, tree.state(below, width), width, context);
    }
    return tree.state(0, total);
  }

  /// Notes the nodes that make up rows `from` to `to`.
  private void cover(int group, int from, int to) {
    int low = from;
    int high = to;
    for (int level = 0; low < high; level++) {
      if ((low & 1) != 0) {
        note(group, levelStarts[level] + low++);
      }
      if ((high & 1) != 0) {
        note(group, levelStarts[level] + --high);
      }
      low >>= 1;
      high >>= 1;
    }
  }

  private void note(int group, int node) {
    if (count == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * count);
      groups = Arrays.copyOf(groups, 2 * count);
    }
    groups[count] = group;
    nodes[count++] = node;
  }
}
