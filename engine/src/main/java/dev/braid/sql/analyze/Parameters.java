package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.sql.ast.Expression;
import dev.braid.type.Type;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What `$1` and so on stand for. One whose caller names no type has that of the first place that
/// asks for one, in PostgreSQL's order of analysis; wherever else it stands it has that type, too.
final class Parameters {
  private final Analysis analysis;
  private final List<AnalysisContext.Parameter> given;

  /// Types found, by number.
  private final Map<Integer, Type> found = new HashMap<>();

  /// References that were made before a type was found.
  private final IdentityHashMap<Expr, Integer> open = new IdentityHashMap<>();

  /// Those of them in places that ask for none.
  private final IdentityHashMap<Expr, Integer> unasked = new IdentityHashMap<>();

  Parameters(Analysis analysis) {
    this.analysis = analysis;
    this.given = analysis.context.parameters();
  }

  /// @throws BraidException 42P02 where no such value is given
  Expr reference(Expression.Parameter it) {
    int number = it.number();
    if (number < 1 || number > given.size()) {
      throw Errors.error(
          SqlState.UNDEFINED_PARAMETER, it.position(), "there is no parameter $" + number);
    }
    AnalysisContext.Parameter parameter = given.get(number - 1);
    Constant reference =
        analysis.at(new Constant(parameter.type(), parameter.value()), it.position());
    if (!TypeCategory.isUnknown(parameter.type())) {
      return reference;
    }
    Type known = found.get(number);
    if (known != null) {
      return analysis.coercion.literal(reference, known, it.position());
    }
    open.put(reference, number);
    return reference;
  }

  /// Whether an expression is a parameter that has no type yet.
  boolean isOpen(Expr expr) {
    return open.containsKey(expr);
  }

  /// A place asks for an expression of unknown type in this one.
  ///
  /// @throws BraidException 42P08 where it is a parameter that got another type since
  void ask(Expr expr, Type type) {
    Integer number = open.get(expr);
    if (number == null) {
      return;
    }
    Type known = found.putIfAbsent(number, type.plain());
    if (known != null && !known.sameKind(type)) {
      throw new BraidException(
          SqlState.AMBIGUOUS_PARAMETER,
          "inconsistent types deduced for parameter $" + number,
          analysis.position(expr),
          known.sqlName() + " versus " + type.plain().sqlName(),
          null,
          null);
    }
  }

  /// An expression stands where its type does not matter.
  Expr unasked(Expr expr) {
    Integer number = open.get(expr);
    if (number != null) {
      unasked.put(expr, number);
    }
    return expr;
  }

  /// At the end of the analysis.
  ///
  /// @throws BraidException 42P08 or 42P18 for a parameter without a type
  void check() {
    unasked.forEach(
        (expr, number) -> {
          if (found.containsKey(number)) {
            throw Errors.error(
                SqlState.AMBIGUOUS_PARAMETER, analysis.position(expr), undetermined(number));
          }
        });
    for (int number = 1; number <= given.size(); number++) {
      if (TypeCategory.isUnknown(given.get(number - 1).type()) && !found.containsKey(number)) {
        throw new BraidException(SqlState.INDETERMINATE_DATATYPE, undetermined(number));
      }
    }
  }

  private static String undetermined(int number) {
    return "could not determine data type of parameter $" + number;
  }
}
