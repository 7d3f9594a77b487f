package dev.braid.plan;

import dev.braid.catalog.Settings;
import dev.braid.catalog.table.TextRules;
import dev.braid.exec.PlanNode;
import dev.braid.expr.EvalContext;
import dev.braid.expr.FunctionCatalog;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Numbering;
import dev.braid.plan.physical.JoinOrder;
import dev.braid.plan.physical.PhysicalPlanner;
import dev.braid.plan.physical.Profiles;
import dev.braid.plan.remote.RemoteQueries;
import dev.braid.plan.rewrite.ConstantErrors;
import dev.braid.plan.rewrite.FilterPushDown;
import dev.braid.plan.rewrite.PassingProjections;
import dev.braid.plan.rewrite.Simplify;
import dev.braid.plan.rewrite.UnreadColumns;
import dev.braid.plan.unnest.Unnesting;
import java.util.List;
import java.util.function.Function;

/// Plans statements: takes subqueries away, moves conditions down, puts joins in order, and chooses
/// how everything is executed.
public final class Planner {
  private final FunctionCatalog functions;
  private final EvalContext context;
  private final TextRules text;

  /// @param functions where rewriting finds `row_number` and its like
  /// @param context in which constants are computed
  public Planner(FunctionCatalog functions, EvalContext context) {
    this(functions, context, TextRules.OWN);
  }

  /// @param text of the database that the statement is about
  public Planner(FunctionCatalog functions, EvalContext context, TextRules text) {
    this.functions = functions;
    this.context = context;
    this.text = text;
  }

  /// @return a plan whose columns are those of the query, in its order
  /// @throws dev.braid.error.BraidException 0A000 for what cannot be planned
  public PlanNode plan(Logical query, Settings settings) {
    RemoteQueries.checkConstants(query, text);
    Numbering numbering = new Numbering(query);
    return physical(rewritten(query, numbering), numbering, settings);
  }

  /// Plans a statement in several ways.
  ///
  /// @param ways of the query without its subqueries
  public List<PlanNode> plans(
      Logical query, Settings settings, Function<Logical, List<Logical>> ways) {
    RemoteQueries.checkConstants(query, text);
    Numbering numbering = new Numbering(query);
    return ways.apply(rewritten(query, numbering)).stream()
        .map(way -> physical(way, numbering, settings))
        .toList();
  }

  private PlanNode physical(Logical rewritten, Numbering numbering, Settings settings) {
    Profiles profiles = new Profiles(context.cancellation());
    return new PhysicalPlanner(settings, context, profiles, numbering)
        .plan(
            new JoinOrder(profiles)
                .apply(
                    QualifiedNames.apply(
                        RemoteQueries.apply(rewritten, numbering, functions, context, text))));
  }

  /// The query without subqueries and with its conditions where they belong.
  Logical rewritten(Logical query, Numbering numbering) {
    Simplify simplify = new Simplify(context);
    Logical read = UnreadColumns.remove(Simplify.immutable(context).apply(query));
    ConstantErrors.check(read, context);
    Logical plain = new Unnesting(numbering, functions, context).apply(read);
    Logical sunk = FilterPushDown.apply(PassingProjections.remove(simplify.apply(plain)));
    return FilterPushDown.apply(simplify.apply(sunk));
  }
}
