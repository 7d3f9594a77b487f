package dev.braid.plan.remote;

import dev.braid.catalog.table.TextRules;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.Expr;
import dev.braid.expr.InList;
import dev.braid.expr.NullTest;
import dev.braid.expr.SetFunction;
import dev.braid.expr.library.ArrayQuantifier;
import dev.braid.expr.library.CollatedCase;
import dev.braid.plan.logical.AggregateCall;
import dev.braid.plan.logical.Binding;
import dev.braid.plan.logical.Logical;
import dev.braid.plan.logical.Logical.Aggregate;
import dev.braid.plan.logical.Logical.Distinct;
import dev.braid.plan.logical.Logical.FunctionRows;
import dev.braid.plan.logical.Logical.Limit;
import dev.braid.plan.logical.Logical.ProjectSet;
import dev.braid.plan.logical.Logical.Recursion;
import dev.braid.plan.logical.Logical.SetOperation;
import dev.braid.plan.logical.Logical.Sort;
import dev.braid.plan.logical.Logical.Window;
import dev.braid.plan.logical.SameValue;
import dev.braid.plan.logical.ServerCall;
import dev.braid.plan.logical.SortKey;
import dev.braid.plan.logical.Trees;
import dev.braid.plan.remote.Collations.Collation;
import dev.braid.type.OpaqueTypes;
import java.util.List;
import java.util.Set;

/// Refuses what would compare text here whose collation only the servers have.
///
/// A deterministic collation has its own order, but equal is equal by bytes; under another one
/// nothing that looks at the text is certain, so it may only be passed on.
final class CollationCheck {
  /// What compares its arguments by order. Other functions see characters.
  private static final Set<String> ORDERED =
      Set.of(
          "<",
          "<=",
          ">",
          ">=",
          "greatest",
          "least",
          "array_sort",
          "width_bucket",
          "min",
          "max",
          "mode",
          "rank",
          "dense_rank",
          "percent_rank",
          "cume_dist");

  /// What asks for letters and their cases.
  private static final Set<String> CASED =
      Set.of(
          "upper",
          "lower",
          "initcap",
          "casefold",
          "~~*",
          "!~~*",
          "~",
          "!~",
          "~*",
          "!~*",
          "regexp_count",
          "regexp_instr",
          "regexp_like",
          "regexp_match",
          "regexp_matches",
          "regexp_replace",
          "regexp_split_to_array",
          "regexp_split_to_table",
          "regexp_substr",
          "substring");

  /// Aggregates whose answer to DISTINCT does not show in which order values came.
  private static final Set<String> UNORDERED = Set.of("count");

  private final Collations collations;

  private CollationCheck(Collations collations) {
    this.collations = collations;
  }

  /// @param text how the statement's database treats text
  static void check(Logical query, TextRules text) {
    new CollationCheck(Collations.of(query, text)).visit(query);
  }

  private void visit(Logical node) {
    Trees.forEachExpr(node, this::compared);
    switch (node) {
      case Sort sort -> ordered(sort.keys());
      case Limit limit -> ordered(limit.ties());
      case Distinct distinct -> equal(distinct.on().isEmpty() ? distinct.output() : distinct.on());
      case Aggregate aggregate -> {
        equal(aggregate.keys().stream().map(Binding::expr).toList());
        aggregate.calls().forEach(this::call);
      }
      case Window window -> {
        equal(window.partition());
        ordered(window.order());
        window.calls().forEach(call -> function(call.function().name(), call.arguments()));
      }
      case SetOperation set -> {
        if (set.kind() != Logical.SetKind.UNION || !set.all()) {
          equal(set.output());
        }
      }
      case FunctionRows rows -> set(rows.function(), rows.arguments());
      case ProjectSet set -> set.calls().forEach(call -> set(call.function(), call.arguments()));
      case Recursion recursion -> {
        if (!recursion.all()) {
          equal(recursion.output());
        }
      }
      default -> {}
    }
    node.inputs().forEach(this::visit);
  }

  private void set(SetFunction function, List<Expr> arguments) {
    function(function.name(), arguments);
    equal(arguments);
  }

  private void call(AggregateCall call) {
    function(call.function().name(), call.inputs());
    ordered(call.order());
    if (call.distinct()) {
      equal(call.arguments());
      if (!UNORDERED.contains(call.function().name())) {
        call.arguments().forEach(this::ordered);
      }
    }
  }

  /// Whether a function's answer depends on what letters there are. `substring` with numbers does
  /// not.
  static boolean isCased(String name, List<Expr> arguments) {
    return CASED.contains(ArrayQuantifier.operator(name))
        && (!name.equals("substring") || Collations.isText(arguments.get(1).type()));
  }

  /// Whether a function's answer depends on the order of its arguments.
  static boolean isOrdered(String name) {
    return ORDERED.contains(ArrayQuantifier.operator(name));
  }

  private void function(String name, List<Expr> arguments) {
    boolean ordered = isOrdered(name);
    boolean cased = isCased(name, arguments);
    Collation collation = ordered || cased ? collations.of(arguments) : null;
    if (collation != null && ordered && !collation.bytewise()) {
      throw refused("comparing", collation);
    }
    if (collation != null && cased && !collation.unicodeCase()) {
      throw refused(name + " of", collation);
    }
  }

  private void ordered(List<SortKey> keys) {
    keys.forEach(key -> ordered(key.expr()));
  }

  private void ordered(Expr expr) {
    if (OpaqueTypes.isOpaque(expr.type())) {
      throw refused("comparing values of type " + expr.type().sqlName());
    }
    Collation collation = collations.of(expr);
    if (collation != null && !collation.bytewise()) {
      throw refused("comparing", collation);
    }
  }

  private void equal(List<? extends Expr> exprs) {
    for (Expr expr : exprs) {
      if (OpaqueTypes.isOpaque(expr.type()) && !OpaqueTypes.isTextual(expr.type())) {
        throw refused("grouping values of type " + expr.type().sqlName());
      }
      Collation collation = collations.of(expr);
      if (collation != null && !collation.deterministic()) {
        throw refused("grouping", collation);
      }
    }
  }

  private void compared(Expr expr) {
    switch (expr) {
      case Call call -> {
        if (!CollatedCase.is(call.function())) {
          function(call.function().name(), call.arguments());
        }
        if (!call.function().name().equals("cast")) {
          equal(call.arguments());
        }
      }
      case InList in -> equal(List.of(in.operand()));
      case SameValue same -> equal(same.children());
      case ServerCall call -> throw refused(call.name());
      case NullTest test when OpaqueTypes.isComposite(test.operand().type()) ->
          throw refused("IS NULL of type " + test.operand().type().sqlName());
      default -> {}
    }
    expr.children().forEach(this::compared);
  }

  private static BraidException refused(String what) {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED, what + " across servers is not supported");
  }

  static BraidException refused(String what, Collation collation) {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "%s %s under collation \"%s\" across servers is not supported"
            .formatted(what, collation.what(), collation.name()));
  }
}
