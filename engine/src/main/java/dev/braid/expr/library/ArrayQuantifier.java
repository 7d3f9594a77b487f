package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.expr.Call;
import dev.braid.expr.ColumnRef;
import dev.braid.expr.EvalContext;
import dev.braid.expr.ScalarFunction;
import dev.braid.type.Type;
import dev.braid.vector.BoolColumn;
import dev.braid.vector.Column;
import dev.braid.vector.Validity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `value operator ANY (array)` and `value operator ALL (array)` in three-valued logic.
///
/// All elements of a batch are compared in one go. As PostgreSQL stops at the first element that
/// decides, an error counts only where nothing before it does: then elements go one by one.
public final class ArrayQuantifier {
  private static final String ANY = " ANY";
  private static final String ALL = " ALL";

  private ArrayQuantifier() {}

  /// The operator that a function of this name asks of each element; any other name is its own.
  public static String operator(String name) {
    return name.endsWith(ANY) || name.endsWith(ALL)
        ? name.substring(0, name.length() - ANY.length())
        : name;
  }

  /// @param comparison a strict operator that gives a boolean
  /// @param all whether it must hold for all elements
  /// @return a function of the value and the array, already converted to the operator's types
  public static ScalarFunction make(ScalarFunction comparison, boolean all) {
    return new ScalarFunction(
        comparison.name() + (all ? ALL : ANY),
        List.of(
            comparison.argumentTypes().getFirst(),
            Type.arrayOf(comparison.argumentTypes().getLast())),
        Type.BOOL,
        false,
        false,
        comparison.volatility(),
        call -> new Loop(comparison, all, call)::apply);
  }

  /// The loop of one call.
  private static final class Loop {
    private final boolean all;
    private final Type elementType;
    private final ScalarFunction.Kernel kernel;

    Loop(ScalarFunction comparison, boolean all, Call call) {
      this.all = all;
      Type left = call.arguments().getFirst().type();
      elementType = call.arguments().getLast().type().elementType();
      kernel =
          comparison
              .binder()
              .bind(
                  new Call(
                      comparison,
                      List.of(
                          new ColumnRef(0, left, "value"),
                          new ColumnRef(1, elementType, "element")),
                      Type.BOOL));
    }

    Column apply(Column[] columns, int size, long @Nullable [] validity, EvalContext context) {
      long[] known = columns[1].validity();
      ArrayElements elements = ArrayElements.of(columns[1], elementType, size, known);
      Column values = columns[0].gather(elements.rows(), elements.count()).flat();
      boolean[] result = new boolean[size];
      long[] valid = Validity.allValid(size);
      Column compared = null;
      try {
        compared = compare(values, elements.elements(), elements.count(), context);
      } catch (BraidException e) {
        // Perhaps an element behind the one that decides; one by one tells.
        compared = null;
      }
      for (int row = 0; row < size; row++) {
        if (!Validity.isValid(known, row)) {
          Validity.clear(valid, row);
        } else {
          decide(row, elements, values, compared, result, valid, context);
        }
      }
      return new BoolColumn(result, size, valid);
    }

    private void decide(
        int row,
        ArrayElements elements,
        Column values,
        @Nullable Column compared,
        boolean[] result,
        long[] valid,
        EvalContext context) {
      result[row] = all;
      boolean unknown = false;
      for (int i = elements.start(row); i < elements.ends()[row]; i++) {
        Column one =
            compared == null
                ? compare(values.slice(i, 1), elements.elements().slice(i, 1), 1, context)
                : compared;
        int at = compared == null ? 0 : i;
        if (one.isNull(at)) {
          unknown = true;
        } else if (one.getBoolean(at) != all) {
          result[row] = !all;
          return;
        }
      }
      if (unknown) {
        Validity.clear(valid, row);
      }
    }

    private Column compare(Column values, Column elements, int count, EvalContext context) {
      long[] validity = Validity.and(values.validity(), elements.validity(), count);
      return kernel.apply(new Column[] {values, elements}, count, validity, context).flat();
    }
  }
}
