package dev.braid.exec;

import dev.braid.error.BraidException;
import dev.braid.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins by equal keys; the inner side is in a hash table.
///
/// Rows come in the order of the outer side, the partners of each in the order of the inner side;
/// after them, where the join puts them out, inner rows by themselves in their order.
///
/// @param outerKeys over the outer side's columns
/// @param innerKeys over the inner side's columns, of the same types
/// @param residual what a pair must meet beside, over the outer and then the inner columns; or null
/// @param nullSafe whether NULL keys equal each other
/// @param projection places of the columns put out, over those of the outer side, the inner side
///   and the mark
public record HashJoin(
    NodeInfo info,
    JoinType type,
    PlanNode outer,
    Hash inner,
    List<Expr> outerKeys,
    List<Expr> innerKeys,
    @Nullable Expr residual,
    boolean nullSafe,
    List<Integer> projection)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(outer, inner);
  }

  @Override
  public String title() {
    return (inner.parallel() ? "Parallel " : "") + type.title("Hash");
  }

  @Override
  public List<Property> properties() {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < outerKeys.size(); i++) {
      String operator = nullSafe ? " IS NOT DISTINCT FROM " : " = ";
      conditions.add(
          "(" + ExprText.of(outerKeys.get(i)) + operator + ExprText.of(innerKeys.get(i)) + ")");
    }
    String all = String.join(" AND ", conditions);
    List<Property> properties = new ArrayList<>();
    properties.add(new Property("Hash Cond", conditions.size() == 1 ? all : "(" + all + ")"));
    if (residual != null) {
      properties.add(new Property("Join Filter", ExprText.of(residual)));
    }
    return properties;
  }

  @Override
  public Pipe open(Execution execution) {
    return open(execution, 0, null);
  }

  /// For EXPLAIN ANALYZE.
  ///
  /// @param buckets of the table, of all batches together
  /// @param batches into which the rows were divided
  /// @param bytes of the largest of them
  void tell(Execution execution, long buckets, int batches, long bytes) {
    Instrumentation instrumentation = execution.instrumentation();
    if (instrumentation != null) {
      Instrumentation.Counts counts = instrumentation.of(inner);
      counts.put("Hash Buckets", buckets);
      counts.put("Original Hash Buckets", buckets);
      counts.put("Hash Batches", batches);
      counts.put("Original Hash Batches", 1);
      counts.put("Peak Memory Usage", Instrumentation.kilobytes(bytes));
    }
  }

  /// @param level 0, or how often the rows have been divided before
  /// @param facts of all inner rows, where these are only a partition
  Pipe open(Execution execution, int level, PartitionedJoin.@Nullable InnerFacts facts) {
    JoinShape shape = new JoinShape(this);
    boolean divisible = PartitionedJoin.isPossible(this, level);
    long allowed = divisible ? HashAggregation.hashMemory(execution) : Long.MAX_VALUE;
    RowStore store = new RowStore(execution, shape.keptTypes, allowed);
    BraidException failure = InnerFailure.drain(execution, type, inner, shape::keep, store);
    if (failure != null) {
      return failing(execution, shape, failure);
    }
    if (store.rows() == 0 && type.isEmptyWithoutInner()) {
      return Pipe.empty();
    }
    MemoryHold memory = execution.closing(new MemoryHold(execution.memory()));
    long bytes = store.bytes() + 24 * store.rows();
    if (divisible && (store.isOnDisk() || !memory.tryTake(bytes))) {
      return new PartitionedJoin(shape, execution, level, facts).open(store);
    }
    if (!divisible) {
      memory.take(bytes, "the inner side of a hash join");
    }
    JoinBuild build = new JoinBuild(shape, store.all(), facts, execution, execution::forEach);
    if (level == 0) {
      tell(execution, build.table.buckets(), 1, bytes);
    }
    store.clear();
    Pipe probe =
        KeyFilters.openOuter(execution, shape, build)
            .then((participant, next) -> new JoinProbe(shape, build, participant, next));
    return type.tracksInner() ? new InnerRest(shape, build).after(execution, probe) : probe;
  }

  /// No inner rows, and the error for the first outer row that would look for some.
  private Pipe failing(Execution execution, JoinShape shape, BraidException failure) {
    RowStore nothing = new RowStore(execution, shape.keptTypes, Long.MAX_VALUE);
    JoinBuild build = new JoinBuild(shape, nothing.all(), null, execution, execution::forEach);
    return execution
        .open(outer)
        .then(new InnerFailure(failure, residual, shape.outerWidth))
        .then((participant, next) -> new JoinProbe(shape, build, participant, next));
  }
}
