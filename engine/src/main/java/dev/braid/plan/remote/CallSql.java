package dev.braid.plan.remote;

import dev.braid.expr.Call;
import dev.braid.expr.CollateClause;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.expr.library.JsonPredicate;
import dev.braid.expr.library.Library;
import dev.braid.type.Kind;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Text of calls, such that PostgreSQL finds the very overload that was found here: the name is
/// that of `pg_catalog`, and every argument has exactly the type that is declared.
final class CallSql {
  /// What the server would answer by its own clock, or of its own session: each shard another one.
  private static final Set<String> OWN_SESSION =
      Set.of(
          "now",
          "current_date",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "statement_timestamp",
          "transaction_timestamp",
          "current_user",
          "session_user",
          "current_database",
          "current_schema",
          "current_setting",
          "pg_typeof",
          "current_schemas",
          "version");

  private CallSql() {}

  static String of(Call call, ExprSql exprs) {
    ScalarFunction function = call.function();
    String name = function.name();
    if (name.equals("cast")) {
      return exprs.of(call.arguments().getFirst()) + "::" + TypeSql.name(call.type());
    }
    if (CollateClause.is(call)) {
      if (CollateClause.isHere(call)) {
        throw new NotExpressible("one of several collations");
      }
      return "(%s COLLATE \"%s\")"
          .formatted(exprs.of(call.arguments().getFirst()), CollateClause.collation(call));
    }
    if (JsonPredicate.is(call)) {
      return "(" + exprs.of(call.arguments().getFirst()) + " " + name + ")";
    }
    check(function, call.arguments().size());
    List<String> arguments = arguments(call.arguments(), function.argumentTypes(), exprs);
    if (isOperator(name)) {
      return arguments.size() == 1
          ? "(" + name + " " + arguments.getFirst() + ")"
          : "(" + arguments.get(0) + " " + name + " " + arguments.get(1) + ")";
    }
    return switch (name) {
      case "array" -> array(call, exprs);
      case "subscript" -> "(" + arguments.get(0) + ")[" + arguments.get(1) + "]";
      case "slice" ->
          "(" + arguments.get(0) + ")[" + arguments.get(1) + ":" + arguments.get(2) + "]";
      case "greatest", "least" ->
          name.toUpperCase(Locale.ROOT)
              + call.arguments().stream()
                  .map(argument -> exprs.as(argument, call.type()))
                  .collect(Collectors.joining(", ", "(", ")"));
      default -> function(name) + "(" + String.join(", ", arguments) + ")";
    };
  }

  /// Words are operators too: `IS DISTINCT FROM`.
  private static boolean isOperator(String name) {
    return !Character.isLetter(name.charAt(0)) || name.indexOf(' ') > 0;
  }

  static String function(String name) {
    return "pg_catalog." + TypeSql.column(name);
  }

  /// Only what the catalogue has is known to be PostgreSQL's.
  private static void check(ScalarFunction function, int arguments) {
    String name = function.name();
    boolean known =
        Library.CATALOG.functions(name).contains(function)
            || Library.CATALOG.operators(name).contains(function);
    boolean today = name.equals("age") && arguments == 1;
    known |= function.argumentTypes().stream().anyMatch(OpaqueTypes::isTextual);
    if (!known
        || today
        || function.volatility() == Volatility.VOLATILE
        || OWN_SESSION.contains(name)) {
      throw new NotExpressible("the function " + name);
    }
  }

  private static String array(Call call, ExprSql exprs) {
    Type element = call.type().elementType();
    List<String> elements = new ArrayList<>();
    call.arguments().forEach(argument -> elements.add(exprs.as(argument, element)));
    return "(ARRAY["
        + String.join(", ", elements)
        + "]::"
        + TypeSql.name(call.type().plain())
        + ")";
  }

  /// Arguments in the declared types; those of a variadic function have the last one's.
  static List<String> arguments(List<Expr> arguments, List<Type> declared, ExprSql exprs) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Type type =
          declared.isEmpty()
              ? arguments.get(i).type()
              : declared.get(Math.min(i, declared.size() - 1));
      if (type.kind() == Kind.JSONPATH && arguments.get(i) instanceof Constant path) {
        texts.add(TypeSql.path(path.value()));
        continue;
      }
      boolean pseudo =
          type.kind().isPseudo() || type.kind() == Kind.ARRAY && type.element() == null;
      texts.add(
          pseudo || type.kind() == Kind.UNKNOWN
              ? exprs.of(arguments.get(i))
              : exprs.as(arguments.get(i), type));
    }
    return texts;
  }
}
