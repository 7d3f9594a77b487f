package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.AggregateFunction;
import dev.braid.expr.Call;
import dev.braid.expr.Cast;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.SetFunction;
import dev.braid.expr.library.TypeOf;
import dev.braid.plan.logical.ServerCall;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses among the overloads of a name: functions, aggregates and set-returning functions compete
/// with each other.
final class FunctionResolution {
  private static final Set<String> NAMES =
      Set.of("current_user", "session_user", "current_database", "current_schema");

  private final Analysis analysis;
  private final OverloadSelection selection;
  private final Polymorphism polymorphism;
  private boolean names;
  private boolean types;

  FunctionResolution(Analysis analysis) {
    this.analysis = analysis;
    polymorphism = new Polymorphism(analysis.commonType);
    selection = new OverloadSelection(analysis.coercion, polymorphism);
  }

  /// What a name means in one call.
  ///
  /// @param target a [ScalarFunction], [AggregateFunction], [SetFunction], the [Type] of a cast
  ///   that looks like a call, or the [ServerCall] itself
  /// @param problem with an aggregate's types, which comes after those with the form of its call
  record Resolved(
      Object target,
      List<Type> types,
      Polymorphism.Meaning meaning,
      @Nullable BraidException problem) {}

  /// @param arguments those of WITHIN GROUP included
  Resolved resolve(String name, List<Expr> arguments, boolean star, int position) {
    List<Type> actual = arguments.stream().map(Expr::type).toList();
    if (ServerCalls.takes(name, actual)) {
      ServerCall call = analysis.servers.function(name, arguments, position);
      if (call != null) {
        return ofServer(call);
      }
      if (exists(name) || PostgresCatalog.hasFunction(name)) {
        throw Errors.unsupported(position, "function " + name + signature(actual));
      }
    }
    if (name.equals(TypeOf.NAME)
        && analysis.servers.areThere()
        && arguments.stream().anyMatch(argument -> !isOfOwnType(argument))) {
      throw Errors.unsupported(position, "function " + name + signature(actual) + " of servers");
    }
    List<Candidate<Object>> candidates = candidates(name, actual.size());
    Candidate<Object> exact = OverloadSelection.exact(candidates, actual);
    if (exact != null && exact.target() instanceof PostgresCatalog.Declared) {
      return foreign(exact, name, arguments, position);
    }
    if (exact != null) {
      return resolved(exact, name, actual, position);
    }
    Type conversion = conversion(name, actual);
    if (conversion != null) {
      return new Resolved(
          conversion, List.of(conversion), new Polymorphism.Meaning(null, null), null);
    }
    List<Candidate<Object>> best = selection.select(candidates, actual);
    if (best.size() == 1 && best.getFirst().target() instanceof PostgresCatalog.Declared) {
      return foreign(best.getFirst(), name, arguments, position);
    }
    if (best.size() == 1) {
      return resolved(best.getFirst(), name, actual, position);
    }
    String text = name + (star ? "(*)" : signature(actual));
    if (best.isEmpty()) {
      ServerCall call =
          star || exists(name) ? null : analysis.servers.function(name, arguments, position);
      if (call != null) {
        return ofServer(call);
      }
      throw new BraidException(SqlState.UNDEFINED_FUNCTION, "function " + text + " does not exist")
          .withHint(
              "No function matches the given name and argument types. "
                  + "You might need to add explicit type casts.")
          .at(position);
    }
    throw new BraidException(SqlState.AMBIGUOUS_FUNCTION, "function " + text + " is not unique")
        .withHint("Could not choose a best candidate function. Add explicit type casts.")
        .at(position);
  }

  /// Servers' columns may be of domains, which are taken for their base types here; what functions
  /// of fixed types give is not.
  private static boolean isOfOwnType(Expr expr) {
    return expr instanceof Constant
        || expr instanceof Call call
            && !call.function().resultType().kind().isPseudo()
            && call.type().kind() != Kind.ARRAY;
  }

  /// What PostgreSQL has beside: servers may compute it.
  private Resolved foreign(
      Candidate<Object> candidate, String name, List<Expr> arguments, int position) {
    ServerCall call =
        analysis.servers.areThere() ? analysis.servers.function(name, arguments, position) : null;
    return call == null
        ? resolved(candidate, name, arguments.stream().map(Expr::type).toList(), position)
        : ofServer(call);
  }

  private static Resolved ofServer(ServerCall call) {
    return new Resolved(call, List.of(), new Polymorphism.Meaning(null, null), null);
  }

  /// Whether there is any function of the name.
  boolean exists(String name) {
    return !analysis.functions.functions(name).isEmpty()
        || !analysis.functions.aggregates(name).isEmpty()
        || !analysis.functions.sets(name).isEmpty();
  }

  private Resolved resolved(
      Candidate<Object> candidate, String name, List<Type> actual, int position) {
    Type result =
        switch (candidate.target()) {
          case PostgresCatalog.Declared _ ->
              throw Errors.unsupported(position, "function " + name + signature(actual));
          case ScalarFunction it -> {
            checkNames(it.name(), position);
            yield it.resultType();
          }
          case AggregateFunction it -> it.resultType();
          default -> Type.TEXT;
        };
    Polymorphism.Meaning meaning;
    try {
      meaning = polymorphism.resolve(candidate.types(), actual, result);
    } catch (BraidException e) {
      if (candidate.target() instanceof AggregateFunction) {
        return new Resolved(
            candidate.target(), candidate.types(), new Polymorphism.Meaning(null, null), e);
      }
      throw e;
    }
    return new Resolved(
        candidate.target(), candidate.types().stream().map(meaning::of).toList(), meaning, null);
  }

  /// PostgreSQL's type of these is `name`, which `pg_typeof` would tell.
  private void checkNames(String name, int position) {
    names |= NAMES.contains(name);
    types |= name.equals(TypeOf.NAME);
    if (names && types) {
      throw Errors.unsupported(position, TypeOf.NAME + " beside values of type name");
    }
    if (name.equals("current_schema") && analysis.servers.areThere()) {
      throw Errors.unsupported(position, "current_schema of servers");
    }
  }

  /// The arguments as the function takes them.
  List<Expr> convert(Resolved resolved, List<Expr> arguments, int position) {
    List<Expr> converted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      converted.add(
          analysis.coercion.argument(arguments.get(i), resolved.types().get(i), position));
    }
    return converted;
  }

  /// A call of a function by name, for forms of SQL that stand for one.
  Expr call(String name, List<Expr> arguments, int position) {
    Resolved resolved = resolve(name, arguments, false, position);
    if (!(resolved.target() instanceof ScalarFunction function)) {
      throw Errors.unsupported(position, "function " + name);
    }
    return new Call(
        function,
        convert(resolved, arguments, position),
        resolved.meaning().of(function.resultType()));
  }

  private List<Candidate<Object>> candidates(String name, int count) {
    List<Candidate<Object>> candidates = new ArrayList<>();
    for (ScalarFunction it : analysis.functions.functions(name)) {
      add(candidates, it, it.argumentTypes(), it.variadic(), count);
    }
    for (SetFunction it : analysis.functions.sets(name)) {
      add(candidates, it, it.argumentTypes(), false, count);
    }
    for (AggregateFunction it : analysis.functions.aggregates(name)) {
      boolean hypothetical = isHypothetical(it);
      add(
          candidates,
          it,
          hypothetical ? List.of(Type.of(Kind.ANY)) : it.argumentTypes(),
          hypothetical,
          count);
    }
    addForeign(candidates, name, count);
    return candidates;
  }

  /// What PostgreSQL has beside.
  private void addForeign(List<Candidate<Object>> candidates, String name, int count) {
    List<PostgresCatalog.Declared> all = PostgresCatalog.functions(name);
    if (all.isEmpty()) {
      return;
    }
    List<List<Type>> own = new ArrayList<>();
    analysis.functions.functions(name).forEach(it -> own.add(it.argumentTypes()));
    analysis.functions.sets(name).forEach(it -> own.add(it.argumentTypes()));
    analysis.functions.aggregates(name).forEach(it -> own.add(it.argumentTypes()));
    for (PostgresCatalog.Declared it : all) {
      if (!own.contains(it.types())) {
        add(candidates, it, it.types(), it.variadic(), count);
      }
      int size = it.types().size();
      if (count < size && count >= size - it.defaults()) {
        List<Type> types = it.types().subList(0, count);
        if (!own.contains(types)) {
          candidates.add(new Candidate<>(it, types, false));
        }
      }
    }
  }

  /// Aggregates such as `rank(...) WITHIN GROUP`: as many direct arguments as sorted ones, of any
  /// type.
  static boolean isHypothetical(AggregateFunction function) {
    return function.form() == AggregateFunction.Form.ORDERED_SET
        && !function.argumentTypes().isEmpty()
        && function.argumentTypes().getLast().kind() == Kind.ANY;
  }

  private static void add(
      List<Candidate<Object>> candidates,
      Object target,
      List<Type> declared,
      boolean variadic,
      int count) {
    if (declared.size() == count) {
      candidates.add(new Candidate<>(target, declared, variadic));
    } else if (variadic && count > declared.size()) {
      List<Type> types = new ArrayList<>(declared);
      while (types.size() < count) {
        types.add(declared.getLast());
      }
      candidates.add(new Candidate<>(target, types, true));
    }
  }

  /// `float8(x)` is a cast where no function is declared for it.
  private @Nullable Type conversion(String name, List<Type> actual) {
    Kind kind = TypeNames.kind(name);
    if (kind == null || actual.size() != 1) {
      return null;
    }
    Type from = actual.getFirst();
    Type type = Type.of(kind);
    return TypeCategory.isUnknown(from)
            || from.sameKind(type)
            || analysis.coercion.can(from, type, Cast.Context.EXPLICIT)
        ? type
        : null;
  }

  static String signature(List<Type> types) {
    return "(" + String.join(", ", types.stream().map(t -> t.plain().sqlName()).toList()) + ")";
  }
}
