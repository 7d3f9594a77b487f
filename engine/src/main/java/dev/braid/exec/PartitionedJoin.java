package dev.braid.exec;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A hash join whose inner side does not fit into memory: both sides are divided by the hashes of
/// their keys and written to disk, and partition is joined with partition (a "grace" hash join).
///
/// Each pair of partitions is a hash join of its own, which divides its inner side again should it
/// still be too large. Rows carry the numbers that they had in the input, by which the results are
/// merged at the end: the order is that of the join in memory.
final class PartitionedJoin {
  private static final int MOST_BITS = 6;

  private final JoinShape shape;
  private final Execution execution;
  private final int level;
  private final long allowed;
  private final @Nullable InnerFacts known;

  /// What a mark join has to know of all inner rows, whichever partition they are in.
  record InnerFacts(boolean hasRows, boolean hasNullKeys) {}

  /// @param known of all inner rows, where they are themselves a partition
  PartitionedJoin(JoinShape shape, Execution execution, int level, @Nullable InnerFacts known) {
    this.shape = shape;
    this.execution = execution;
    this.level = level;
    this.known = known;
    // Where nothing but the budget sets a limit, a partition may take a part of that.
    this.allowed = Math.min(HashAggregation.hashMemory(execution), execution.memory().limit() / 8);
  }

  /// @param inner the inner side's rows, of which only their partitions are left
  Pipe open(RowStore inner) {
    int bits = 2;
    while (bits < MOST_BITS && inner.bytes() >> bits > allowed / 2) {
      bits++;
    }
    if (level == 0) {
      shape.node.tell(execution, inner.rows(), 1 << bits, inner.bytes() >> bits);
    }
    List<Expr> innerKeys = new ArrayList<>();
    for (int i = 0; i < shape.keyPlaces.length; i++) {
      innerKeys.add(new ColumnRef(shape.keyPlaces[i], shape.keyTypes.get(i), "key"));
    }
    Partitions right =
        new Partitions(execution, shape.keptTypes, innerKeys, bits, level, allowed / 4);
    execution.drain(Pipe.of(inner.source(), true), right);
    InnerFacts facts =
        known == null ? new InnerFacts(inner.rows() > 0, right.hasNullKeys()) : known;
    inner.clear();
    List<Type> outerTypes =
        shape.node.outer().info().output().stream().map(OutputColumn::type).toList();
    Partitions left =
        new Partitions(execution, outerTypes, shape.node.outerKeys(), bits, level, allowed / 4);
    execution.drain(execution.open(shape.node.outer()), left);
    List<RowStore> results = new ArrayList<>();
    for (int i = 0; i < 1 << bits; i++) {
      HashJoin part =
          part(
              new StoredRows(info(left.types()), left.get(i)),
              new StoredRows(info(right.types()), right.get(i)),
              innerKeys);
      List<Type> types = part.info().output().stream().map(OutputColumn::type).toList();
      RowStore result = new RowStore(execution, types, allowed / 4 >> bits);
      execution.inScope(() -> execution.drain(part.open(execution, level + 1, facts), result));
      left.get(i).clear();
      right.get(i).clear();
      results.add(result);
    }
    return Pipe.of(new StoreMerge(results, shape.outputTypes()), false);
  }

  private static NodeInfo info(List<Type> types) {
    return new NodeInfo(
        types.stream().map(type -> new OutputColumn("", type)).toList(), Estimate.NONE);
  }

  /// The join of two partitions, which puts out the numbers of both rows too.
  private HashJoin part(StoredRows outer, StoredRows inner, List<Expr> innerKeys) {
    List<Integer> projection = new ArrayList<>();
    shape.node.projection().forEach(column -> projection.add(moved(column)));
    projection.add(shape.outerWidth);
    projection.add(shape.outerWidth + 1 + shape.keptTypes.size());
    List<Type> types = new ArrayList<>(shape.outputTypes());
    types.add(Type.INT8);
    types.add(Type.INT8);
    Expr residual = shape.node.residual();
    return new HashJoin(
        info(types),
        shape.node.type(),
        outer,
        new Hash(inner.info(), inner, true),
        shape.node.outerKeys(),
        innerKeys,
        residual == null ? null : moved(residual),
        shape.node.nullSafe(),
        projection);
  }

  /// The place of a column in the partitions' rows, outer and inner ones.
  private int moved(int column) {
    if (column == shape.outerWidth + shape.innerWidth) {
      return shape.outerWidth + 1 + shape.keptTypes.size() + 1; // the mark
    }
    return column < shape.outerWidth
        ? column
        : shape.outerWidth + 1 + shape.place(column - shape.outerWidth);
  }

  private Expr moved(Expr expr) {
    if (expr instanceof ColumnRef(int column, Type type, String name)) {
      return new ColumnRef(moved(column), type, name);
    }
    return expr.withChildren(expr.children().stream().map(this::moved).toList());
  }

  /// Whether a join can be divided: marks that depend on more than equal keys need all of the inner
  /// side.
  static boolean isPossible(HashJoin node, int level) {
    boolean markByKey =
        node.residual() == null && (node.nullSafe() || node.outerKeys().size() == 1);
    return (node.type() != JoinType.MARK || markByKey) && level < 3;
  }
}
