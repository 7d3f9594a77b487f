package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses among the overloads of an operator.
final class OperatorResolution {
  private final Analysis analysis;
  private final OverloadSelection selection;
  private final Polymorphism polymorphism;

  OperatorResolution(Analysis analysis) {
    this.analysis = analysis;
    polymorphism = new Polymorphism(analysis.commonType);
    selection = new OverloadSelection(analysis.coercion, polymorphism);
  }

  /// An operator and the types it takes in one call.
  record Resolved(ScalarFunction function, List<Type> types, Type result) {}

  Expr binary(String symbol, Expr left, Expr right, int position) {
    return call(symbol, List.of(left, right), position);
  }

  /// A call of a binary operator, or with one argument of a prefix operator.
  Expr call(String symbol, List<Expr> arguments, int position) {
    List<Type> types = arguments.stream().map(Expr::type).toList();
    Resolved equality = textual(symbol, types);
    if (equality != null) {
      return apply(equality, arguments, position);
    }
    if (ServerCalls.takes(symbol, types)
        || analysis.servers.areThere() && isForeign(symbol, types)) {
      return analysis.servers.operator(symbol, arguments, position);
    }
    Resolved resolved = resolve(symbol, types, position);
    return apply(resolved, arguments, position);
  }

  /// Whether it is one that PostgreSQL has, but Braid does not.
  private boolean isForeign(String symbol, List<Type> types) {
    List<Candidate<Object>> best = best(candidates(symbol, types), types);
    return best.size() == 1 && !(best.getFirst().target() instanceof ScalarFunction);
  }

  /// Equality of values whose texts tell whether they are equal: it can be computed here, too.
  private static @Nullable Resolved textual(String symbol, List<Type> actual) {
    boolean negated = symbol.equals("<>");
    if (actual.size() != 2 || !(symbol.equals("=") || negated)) {
      return null;
    }
    Type left = actual.getFirst();
    Type right = actual.getLast();
    boolean same =
        TypeCategory.isUnknown(left) || TypeCategory.isUnknown(right) || left.sameKind(right);
    Type type = TypeCategory.isUnknown(left) ? right : left;
    if (type.equals(OpaqueTypes.REGTYPE) && !left.sameKind(right)) {
      return null; // PostgreSQL reads a literal there as an oid.
    }
    if (!same || !OpaqueTypes.isTextual(type)) {
      return null;
    }
    ScalarFunction function =
        new ScalarFunction(
            symbol,
            List.of(type, type),
            Type.BOOL,
            false,
            true,
            Volatility.IMMUTABLE,
            new TextualEquality(negated));
    return new Resolved(function, List.of(type, type), Type.BOOL);
  }

  Expr apply(Resolved resolved, List<Expr> arguments, int position) {
    List<Expr> converted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      converted.add(
          analysis.coercion.argument(arguments.get(i), resolved.types().get(i), position));
    }
    return new Call(resolved.function(), converted, resolved.result());
  }

  /// @throws BraidException 42883 or 42725
  Resolved resolve(String symbol, List<Type> actual, int position) {
    Resolved equality = textual(symbol, actual);
    if (equality != null) {
      return equality;
    }
    if (ServerCalls.takes(symbol, actual)) {
      throw Errors.unsupported(position, "operator " + signature(symbol, actual) + " here");
    }
    List<Candidate<Object>> best = best(candidates(symbol, actual), actual);
    if (best.size() == 1) {
      if (best.getFirst().target() instanceof ScalarFunction function) {
        return resolved(function, best.getFirst(), actual);
      }
      throw Errors.unsupported(position, "operator " + signature(symbol, actual));
    }
    String text = signature(symbol, actual);
    if (best.isEmpty()) {
      throw new BraidException(SqlState.UNDEFINED_FUNCTION, "operator does not exist: " + text)
          .withHint(
              "No operator matches the given name and argument types. "
                  + "You might need to add explicit type casts.")
          .at(position);
    }
    throw new BraidException(SqlState.AMBIGUOUS_FUNCTION, "operator is not unique: " + text)
        .withHint("Could not choose a best candidate operator. Add explicit type casts.")
        .at(position);
  }

  /// Null where there is no such operator.
  @Nullable Resolved find(String symbol, List<Type> actual) {
    List<Candidate<Object>> best = best(candidates(symbol, actual), actual);
    return best.size() == 1 && best.getFirst().target() instanceof ScalarFunction function
        ? resolved(function, best.getFirst(), actual)
        : null;
  }

  private List<Candidate<Object>> best(List<Candidate<Object>> candidates, List<Type> actual) {
    Candidate<Object> exact = OverloadSelection.exact(candidates, actual);
    if (exact == null && actual.size() == 2) {
      boolean left = TypeCategory.isUnknown(actual.getFirst());
      if (left != TypeCategory.isUnknown(actual.getLast())) {
        Type known = left ? actual.getLast() : actual.getFirst();
        exact = OverloadSelection.exact(candidates, List.of(known, known));
      }
    }
    return exact != null ? List.of(exact) : selection.select(candidates, actual);
  }

  private Resolved resolved(
      ScalarFunction function, Candidate<Object> candidate, List<Type> actual) {
    Polymorphism.Meaning meaning =
        polymorphism.resolve(candidate.types(), actual, function.resultType());
    return new Resolved(
        function,
        candidate.types().stream().map(meaning::of).toList(),
        meaning.of(function.resultType()));
  }

  /// The operators that Braid has, and those that PostgreSQL has beside.
  private List<Candidate<Object>> candidates(String symbol, List<Type> actual) {
    List<Candidate<Object>> candidates = new ArrayList<>();
    Set<List<Type>> own = new HashSet<>();
    for (ScalarFunction function : analysis.functions.operators(symbol)) {
      if (function.argumentTypes().size() == actual.size()) {
        candidates.add(new Candidate<>(function, function.argumentTypes(), false));
        own.add(function.argumentTypes());
      }
    }
    for (PostgresCatalog.Declared foreign : PostgresCatalog.operators(symbol)) {
      if (foreign.types().size() == actual.size() && !own.contains(foreign.types())) {
        candidates.add(new Candidate<>(foreign, foreign.types(), false));
      }
    }
    return candidates;
  }

  static String signature(String symbol, List<Type> actual) {
    String last = actual.getLast().plain().sqlName();
    return actual.size() == 1
        ? symbol + " " + last
        : actual.getFirst().plain().sqlName() + " " + symbol + " " + last;
  }
}
