package dev.braid.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.catalog.Settings;
import dev.braid.error.BraidException;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.Constant;
import dev.braid.expr.EvalContext;
import dev.braid.expr.library.Library;
import dev.braid.parallel.Cancellation;
import dev.braid.plan.logical.Logical;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A statement that is cancelled is not planned to the end.
class PlanningCancelledTest {
  @Test
  void aCancelledStatementIsNotPlanned() {
    Cancellation cancellation = new Cancellation();
    EvalContext context = new EvalContext(Zone.UTC, 0, "u", "d", cancellation);
    ColumnRef column = new ColumnRef(1, Type.INT4, "c");
    Logical rows =
        new Logical.ValuesRows(List.of(List.of(new Constant(Type.INT4, 1))), List.of(column));
    Planner planner = new Planner(Library.CATALOG, context);
    planner.plan(rows, Settings.DEFAULT);
    cancellation.cancel("enough");
    assertThatThrownBy(() -> planner.plan(rows, Settings.DEFAULT))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("enough");
  }
}
