package dev.braid.sql.analyze;

import dev.braid.expr.ColumnRef;
import dev.braid.expr.Expr;
import dev.braid.expr.FunctionCatalog;
import dev.braid.type.Type;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of one statement while it is analyzed: its columns' numbers, which query each
/// column belongs to, and where in the text an expression stood.
///
/// Positions are kept by identity, so that equal expressions stay equal wherever they stood.
final class Analysis {
  final AnalysisContext context;
  final FunctionCatalog functions;
  final TypeNames typeNames;
  final Coercion coercion;
  final CommonType commonType;
  final OperatorResolution operators;
  final FunctionResolution calls;
  final ServerCalls servers;
  final Parameters parameters;
  final CollationDerivation collations = new CollationDerivation(this);

  /// Whether there are tables whose servers have collations of their own.
  boolean collated;

  private final Map<Integer, QueryLevel> owners = new HashMap<>();
  private final IdentityHashMap<Expr, Integer> positions = new IdentityHashMap<>();
  private int columns;
  private int queries;

  Analysis(AnalysisContext context) {
    this.context = context;
    functions = context.functions();
    servers = new ServerCalls(this);
    typeNames = new TypeNames(servers);
    coercion = new Coercion(this);
    parameters = new Parameters(this);
    commonType = new CommonType(coercion);
    operators = new OperatorResolution(this);
    calls = new FunctionResolution(this);
  }

  /// A new column.
  ColumnRef column(String name, Type type) {
    return new ColumnRef(columns++, type, name);
  }

  /// A number for a query of WITH.
  int queryId() {
    return queries++;
  }

  /// Says whose FROM clause a column comes from.
  void own(ColumnRef column, QueryLevel level) {
    owners.put(column.column(), level);
  }

  @Nullable QueryLevel owner(ColumnRef column) {
    return owners.get(column.column());
  }

  /// Remembers where an expression stood. It must not be shared with another place.
  <E extends Expr> E at(E expr, int position) {
    positions.put(expr, position);
    return expr;
  }

  /// Says that an expression stands for another one, where that stood.
  Expr moved(Expr from, Expr to) {
    int position = position(from);
    if (position > 0) {
      at(to, position);
    }
    collations.moved(from, to);
    return to;
  }

  /// 0 when not known.
  int position(Expr expr) {
    return positions.getOrDefault(expr, 0);
  }

  /// The same expression with references of its own, which stand at a position.
  Expr copyAt(Expr expr, int position) {
    if (expr instanceof ColumnRef column) {
      return at(new ColumnRef(column.column(), column.type(), column.name()), position);
    }
    return expr.children().isEmpty()
        ? expr
        : expr.withChildren(expr.children().stream().map(e -> copyAt(e, position)).toList());
  }
}
