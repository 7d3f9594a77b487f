package dev.braid.sql.analyze;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Constant;
import dev.braid.expr.Expr;
import dev.braid.expr.library.TypeOf;
import dev.braid.plan.logical.ServerCall;
import dev.braid.type.Kind;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Calls of what only servers have. A server is asked for the type of such a call as it is written,
/// so that it chooses among its overloads itself.
final class ServerCalls {
  /// Functions that look only at whether there is a value, or pass it on.
  private static final Set<String> PASSING =
      Set.of("count", "first_value", "last_value", "nth_value", "lag", "lead");

  /// Types whose values are numbers that every server gives out by itself.
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(\"?pg_catalog\"?[.])?\"?(reg.*|oid|oidvector|xid8?|cid|tid|.*_snapshot|aclitem)\"?(\\[])?");

  private final Analysis analysis;

  ServerCalls(Analysis analysis) {
    this.analysis = analysis;
  }

  private @Nullable ServerDialect server() {
    return analysis.context.tables().server();
  }

  boolean areThere() {
    return server() != null;
  }

  /// Whether a call with such arguments is a server's business.
  static boolean takes(String name, List<Type> types) {
    return !PASSING.contains(name)
        && types.stream().anyMatch(type -> OpaqueTypes.isOpaque(type) && !isOwn(name, type));
  }

  private static boolean isOwn(String name, Type type) {
    return name.equals(TypeOf.NAME) && type.equals(OpaqueTypes.REGTYPE);
  }

  /// A binary operator, or with one argument a prefix operator.
  Expr operator(String symbol, List<Expr> arguments, int position) {
    ServerDialect server = require(position, "operator " + symbol);
    String name = "operator " + OperatorResolution.signature(symbol, types(arguments));
    if (!server.isPlainOperator(symbol)) {
      throw Errors.unsupported(position, name);
    }
    List<String> texts =
        arguments.size() == 1
            ? List.of("(" + symbol + " ", ")")
            : List.of("(", " " + symbol + " ", ")");
    return call(server, name, texts, arguments, position);
  }

  /// Null where servers have no such function either.
  @Nullable ServerCall function(String name, List<Expr> arguments, int position) {
    ServerDialect server = server();
    if (server == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    texts.add(quoted(name) + "(" + (arguments.isEmpty() ? ")" : ""));
    for (int i = 0; i < arguments.size(); i++) {
      texts.add(i + 1 < arguments.size() ? ", " : ")");
    }
    String shown = "function " + name + FunctionResolution.signature(types(arguments));
    if (!server.isPlainFunction(name, arguments.size())) {
      throw Errors.unsupported(position, shown);
    }
    try {
      return call(server, shown, texts, arguments, position);
    } catch (BraidException e) {
      if (e.sqlState().equals(SqlState.UNDEFINED_FUNCTION)) {
        return null;
      }
      throw e;
    }
  }

  /// A conversion to or from a type that only servers have.
  Expr cast(Expr operand, Type to, int position) {
    ServerDialect server = require(position, "type " + to.sqlName());
    return call(
        server,
        "a conversion of %s to %s".formatted(operand.type().plain().sqlName(), to.sqlName()),
        List.of("(", ")::" + to.sqlName()),
        List.of(operand),
        position);
  }

  Expr isDistinct(Expr left, Expr right, int position) {
    ServerDialect server = require(position, "IS DISTINCT FROM");
    return call(
        server,
        "IS DISTINCT FROM of " + left.type().plain().sqlName(),
        List.of("(", " IS DISTINCT FROM ", ")"),
        List.of(left, right),
        position);
  }

  /// The type of a name that Braid does not know, or null.
  @Nullable Type type(String name) {
    ServerDialect server = server();
    if (server == null || NUMBERED.matcher(name).matches()) {
      return null;
    }
    try {
      return server.type("NULL::" + name);
    } catch (BraidException e) {
      return null;
    }
  }

  /// A literal's value.
  String literal(Type type, String text, int position) {
    try {
      return require(position, "type " + type.sqlName()).literal(type, text);
    } catch (BraidException e) {
      throw e.at(position);
    }
  }

  private ServerDialect require(int position, String what) {
    ServerDialect server = server();
    if (server == null) {
      throw Errors.unsupported(position, what);
    }
    return server;
  }

  private static ServerCall call(
      ServerDialect server, String name, List<String> texts, List<Expr> arguments, int position) {
    StringBuilder text = new StringBuilder(texts.getFirst());
    for (int i = 0; i < arguments.size(); i++) {
      text.append(example(arguments.get(i))).append(texts.get(i + 1));
    }
    try {
      Type type = server.type(text.toString());
      return new ServerCall(name, texts, arguments, type);
    } catch (BraidException e) {
      throw e.at(position);
    }
  }

  private static String example(Expr argument) {
    if (argument.type().kind() == Kind.UNKNOWN
        && argument instanceof Constant constant
        && constant.value() != null) {
      return "'" + constant.value().toString().replace("'", "''") + "'";
    }
    return argument.type().kind() == Kind.UNKNOWN
        ? "NULL"
        : "NULL::" + argument.type().plain().sqlName();
  }

  private static List<Type> types(List<Expr> arguments) {
    return arguments.stream().map(Expr::type).toList();
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
