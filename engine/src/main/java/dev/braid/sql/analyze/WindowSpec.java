package dev.braid.sql.analyze;

import dev.braid.exec.WindowFrame;
import dev.braid.expr.Expr;
import dev.braid.plan.logical.SortKey;
import java.util.List;

/// A window with all that it inherits.
///
/// @param framed whether a frame was written
record WindowSpec(List<Expr> partition, List<SortKey> order, WindowFrame frame, boolean framed) {
  WindowSpec {
    partition = List.copyOf(partition);
    order = List.copyOf(order);
  }
}
