package dev.braid.sql.analyze;

import dev.braid.expr.Call;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.library.Definitions;

/// Equality of opaque values whose texts are equal just when they are.
record TextualEquality(boolean negated) implements ScalarFunction.Binder {
  @Override
  public ScalarFunction.Kernel bind(Call call) {
    return Definitions.perRow(
            (columns, row, out, _) ->
                out.append(columns[0].getString(row).equals(columns[1].getString(row)) != negated))
        .bind(call);
  }
}
