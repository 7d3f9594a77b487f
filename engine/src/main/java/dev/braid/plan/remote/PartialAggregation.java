package dev.braid.plan.remote;

import dev.braid.expr.AggregateFunction;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.FunctionCatalog;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.Project;
import dev.braid.plan.logical.Numbering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Groups that have rows on several servers: each server groups its own, by all keys even of
/// grouping sets, and what they send is grouped here once more.
///
/// A DISTINCT aggregate needs its values themselves: they become keys of the servers' groups, and
/// so do its order and its filter. It then sees every value once from each server at most, and
/// makes them distinct here. The partial results of other aggregates do not mind finer groups.
final class PartialAggregation {
  private final Numbering numbering;
  private final FunctionCatalog functions;

  PartialAggregation(Numbering numbering, FunctionCatalog functions) {
    this.numbering = numbering;
    this.functions = functions;
  }

  /// @return null where an aggregate's state cannot be had from servers: its rows are fetched
  @Nullable Logical apply(Aggregate aggregate, Part input) {
    return input.isRemote() ? new Split(aggregate).over(input) : null;
  }

  /// One aggregate while it is divided.
  private final class Split {
    private final Aggregate aggregate;

    /// Keys of the servers' groups, by what they are.
    private final Map<Expr, ColumnRef> keys = new LinkedHashMap<>();

    private final PartialCalls calls = new PartialCalls(numbering, functions);

    Split(Aggregate aggregate) {
      this.aggregate = aggregate;
    }

    @Nullable Logical over(Part input) {
      List<Binding> groups = new ArrayList<>();
      for (Binding key : aggregate.keys()) {
        groups.add(new Binding(key.column(), key(key.expr())));
      }
      List<AggregateCall> finals = new ArrayList<>();
      List<Binding> results = new ArrayList<>();
      groups.forEach(key -> results.add(new Binding(key.column(), key.column())));
      for (AggregateCall call : aggregate.calls()) {
        Expr result = call.distinct() ? distinct(call, finals) : calls.result(call, finals);
        if (result == null) {
          return null;
        }
        results.add(new Binding(call.column(), result));
      }
      ColumnRef grouping = aggregate.grouping();
      if (grouping != null) {
        results.add(new Binding(grouping, grouping));
      }
      List<Binding> partialKeys = new ArrayList<>();
      keys.forEach((expr, column) -> partialKeys.add(new Binding(column, expr)));
      Aggregate partial =
          new Aggregate(input.tree(), partialKeys, List.of(), calls.partials(), null);
      Part there = Part.at(partial, input.place());
      return there == null
          ? null
          : new Project(
              new Aggregate(there.finished(), groups, aggregate.groupingSets(), finals, grouping),
              results);
    }

    /// A key of the servers' groups. A constant is one too: without keys a server would send a
    /// group even where it has no rows.
    private ColumnRef key(Expr expr) {
      return keys.computeIfAbsent(expr, it -> numbering.column(it.type(), "key"));
    }

    private @Nullable Expr distinct(AggregateCall call, List<AggregateCall> finals) {
      if (call.function().form() != AggregateFunction.Form.PLAIN
          || call.arguments().stream().anyMatch(Columns::isVolatile)) {
        return null;
      }
      ColumnRef column = numbering.copyOf(call.column());
      finals.add(call.map(this::key).withColumn(column));
      return column;
    }
  }
}
