package dev.braid.plan.physical;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.expr.Call;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import java.util.Collection;

/// Costs in PostgreSQL's units: 1 is a page read in order.
final class CostModel {
  /// Bytes that `seq_page_cost` is for.
  static final int PAGE = 8192;

  final double seqPage;
  final double tuple;
  final double operator;
  final double parallelSetup;
  final double parallelTuple;
  final double workMemory;
  private final Settings settings;

  CostModel(Settings settings) {
    this.settings = settings;
    seqPage = settings.cost(Setting.SEQ_PAGE_COST);
    tuple = settings.cost(Setting.CPU_TUPLE_COST);
    operator = settings.cost(Setting.CPU_OPERATOR_COST);
    parallelSetup = settings.cost(Setting.PARALLEL_SETUP_COST);
    parallelTuple = settings.cost(Setting.PARALLEL_TUPLE_COST);
    workMemory = settings.hashMem();
  }

  Settings settings() {
    return settings;
  }

  boolean is(Setting setting) {
    return settings.is(setting);
  }

  /// Participants that do the work of one process each: the workers, and what the leader has left
  /// over from serving them.
  double divisor(int workers) {
    double leader = settings.leaderParticipates() ? Math.max(0, 1 - 0.3 * workers) : 0;
    return workers + leader;
  }

  /// Workers that reading so many bytes is worth: one from the minimum size on, and one more for
  /// each time that it is three times as much.
  ///
  /// @param fixed the table's own number, or -1
  int workers(long bytes, int fixed) {
    long most = settings.number(Setting.MAX_PARALLEL_WORKERS_PER_GATHER);
    if (fixed >= 0) {
      return (int) Math.min(fixed, most);
    }
    long least = settings.number(Setting.MIN_PARALLEL_TABLE_SCAN_SIZE);
    if (most == 0 || bytes < least) {
      return 0;
    }
    return (int) Math.min(steps(bytes, least, most), most);
  }

  /// So many workers, or as many as there may be under one Gather.
  int limited(int workers) {
    return (int) Math.min(workers, settings.number(Setting.MAX_PARALLEL_WORKERS_PER_GATHER));
  }

  private static int steps(long bytes, long least, long most) {
    int workers = 1;
    for (double step = Math.max(least, PAGE) * 3.0; bytes >= step && workers < most; step *= 3) {
      workers++;
    }
    return workers;
  }

  /// Workers that reading so many bytes of a table by so many of an index is worth: what the lesser
  /// of both is worth.
  ///
  /// @param tableBytes 0 when the table itself is not read
  int workers(long tableBytes, long indexBytes, int fixed) {
    long most = settings.number(Setting.MAX_PARALLEL_WORKERS_PER_GATHER);
    long least = settings.number(Setting.MIN_PARALLEL_INDEX_SCAN_SIZE);
    if (fixed >= 0) {
      return (int) Math.min(fixed, most);
    }
    if (most == 0 || indexBytes < least) {
      return 0;
    }
    int byIndex = (int) Math.min(steps(indexBytes, least, most), most);
    return tableBytes == 0 ? byIndex : Math.min(byIndex, workers(tableBytes, fixed));
  }

  /// Of one evaluation of these expressions.
  double evaluation(Collection<? extends Expr> exprs) {
    double cost = 0;
    for (Expr expr : exprs) {
      cost += calls(expr) * operator;
    }
    return cost;
  }

  private static int calls(Expr expr) {
    int calls = expr instanceof Call || expr instanceof InList ? 1 : 0;
    for (Expr child : expr.children()) {
      calls += calls(child);
    }
    return calls;
  }

  static double log2(double number) {
    return Math.log(Math.max(2, number)) / Math.log(2);
  }
}
