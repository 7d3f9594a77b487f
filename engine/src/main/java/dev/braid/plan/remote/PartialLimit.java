package dev.braid.plan.remote;

import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.plan.logical.Columns;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Limit;
import dev.braid.plan.logical.Logical.Sort;
import dev.braid.plan.rewrite.Constants;
import dev.braid.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The share of servers in a LIMIT: each sends as many rows as the first `count + offset` of all
/// could need of it.
record PartialLimit(EvalContext context) {
  /// @param sort the order of the limit, or null for none
  /// @return what servers compute, or null where they compute nothing of it
  @Nullable Logical share(Limit limit, @Nullable Sort sort, Part input) {
    if (!input.isRemote()
        || limit.numbers() != null
        || limit.count() == null
        || Columns.isVolatile(limit.count())) {
      return null;
    }
    if (limit.offset() != null && Columns.isVolatile(limit.offset())) {
      return null;
    }
    long count = Constants.limit(limit.count(), context);
    long offset = limit.offset() == null ? 0 : Constants.offset(limit.offset(), context);
    if (count < 0 || count > Long.MAX_VALUE - offset) {
      return null;
    }
    Logical rows = sort == null ? input.tree() : new Sort(input.tree(), sort.keys());
    Logical share = new Limit(rows, new Constant(Type.INT8, count + offset), null, limit.ties());
    Part part = Part.at(share, input.place());
    return part == null ? null : part.finished(sort == null ? List.of() : sort.keys());
  }
}
