package dev.braid.exec;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Evaluator;
import dev.braid.expr.Expr;
import dev.braid.expr.ExprCompiler;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a [HashJoin] needs of its inner side, worked out once: the columns that are kept, computed
/// keys behind them, and where to find both.
final class JoinShape {
  final HashJoin node;
  final int outerWidth;
  final int innerWidth;
  final List<Type> keyTypes;

  /// Inner columns that are kept, ascending.
  final int[] kept;

  /// Types of what is kept: those columns, then keys that are not columns.
  final List<Type> keptTypes = new ArrayList<>();

  /// Places of the keys in what is kept.
  final int[] keyPlaces;

  /// Columns of both sides that the residual reads, ascending.
  final int[] residualColumns;

  private final List<Expr> computed = new ArrayList<>();

  JoinShape(HashJoin node) {
    this.node = node;
    this.outerWidth = node.outer().info().output().size();
    this.innerWidth = node.inner().info().output().size();
    this.keyTypes = node.innerKeys().stream().map(Expr::type).toList();
    Set<Integer> residual = new TreeSet<>();
    if (node.residual() != null) {
      ScanFilter.collect(node.residual(), residual);
    }
    this.residualColumns = residual.stream().mapToInt(Integer::intValue).toArray();
    Set<Integer> needed = new TreeSet<>();
    for (int column : residual) {
      if (column >= outerWidth) {
        needed.add(column - outerWidth);
      }
    }
    for (int column : node.projection()) {
      if (column >= outerWidth && column < outerWidth + innerWidth) {
        needed.add(column - outerWidth);
      }
    }
    for (Expr key : node.innerKeys()) {
      if (key instanceof ColumnRef column) {
        needed.add(column.column());
      }
    }
    this.kept = needed.stream().mapToInt(Integer::intValue).toArray();
    for (int column : kept) {
      keptTypes.add(node.inner().info().type(column));
    }
    this.keyPlaces = new int[node.innerKeys().size()];
    for (int i = 0; i < keyPlaces.length; i++) {
      Expr key = node.innerKeys().get(i);
      if (key instanceof ColumnRef column) {
        keyPlaces[i] = place(column.column());
      } else {
        keyPlaces[i] = keptTypes.size();
        keptTypes.add(key.type());
        computed.add(key);
      }
    }
  }

  /// The place of an inner column in what is kept.
  int place(int innerColumn) {
    return java.util.Arrays.binarySearch(kept, innerColumn);
  }

  /// Makes of the inner side's rows what is kept of them.
  BatchConsumer keep(Participant participant, BatchConsumer next) {
    Evaluator[] evaluators = evaluators(computed);
    return new StepConsumer(next) {
      @Override
      public boolean accept(Batch batch) {
        Column[] columns = new Column[keptTypes.size()];
        for (int i = 0; i < kept.length; i++) {
          columns[i] = batch.column(kept[i]);
        }
        for (int i = 0; i < evaluators.length; i++) {
          columns[kept.length + i] = evaluators[i].evaluate(batch, participant.eval());
        }
        return next.accept(new Batch(columns, batch.size()));
      }
    };
  }

  static Evaluator[] evaluators(List<Expr> exprs) {
    return exprs.stream().map(ExprCompiler::evaluator).toArray(Evaluator[]::new);
  }

  static Column[] evaluate(Evaluator[] evaluators, Batch batch, EvalContext context) {
    Column[] columns = new Column[evaluators.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = evaluators[i].evaluate(batch, context).flat();
    }
    return columns;
  }

  /// Types of the output.
  List<Type> outputTypes() {
    return node.info().output().stream().map(OutputColumn::type).toList();
  }
}
