package dev.braid.sql.parse;

import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.Expression.FunctionCall.Argument;
import dev.braid.sql.ast.SortBy;
import dev.braid.sql.ast.TypeName;
import dev.braid.sql.ast.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls of functions, from their opening parenthesis on.
final class CallParser {
  private final Grammar grammar;
  private final TokenStream tokens;

  /// Where the ORDER BY of the call that was read last began.
  private int orderPosition;

  CallParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  /// A call with all that may follow it, or the constant of a type: `numeric(3, 2) '1'`.
  Expression callOrConstant(int position, List<String> name) {
    FunctionCall call = application(position, name);
    boolean plain = !call.star() && !call.distinct() && !call.variadic();
    if (tokens.isText() && plain && !call.arguments().isEmpty()) {
      return constant(call);
    }
    return call(call);
  }

  private Expression constant(FunctionCall call) {
    List<Expression> modifiers = new ArrayList<>();
    TypeName type = new TypeName(call.position(), call.name(), List.of(), List.of(), null);
    for (Argument argument : call.arguments()) {
      if (argument.name() != null) {
        throw TokenStream.invalid(argument.position(), "type modifier cannot have parameter name");
      }
      modifiers.add(argument.value());
    }
    if (!call.orderBy().isEmpty()) {
      throw TokenStream.invalid(orderPosition, "type modifier cannot have ORDER BY");
    }
    return grammar.expressions.typedLiteral(
        new TypeName(type.position(), type.names(), modifiers, List.of(), null));
  }

  /// The parentheses and what stands in them.
  FunctionCall application(int position, List<String> name) {
    tokens.enter();
    tokens.expect('(');
    List<Argument> arguments = new ArrayList<>();
    List<SortBy> orderBy = List.of();
    boolean star = false;
    boolean distinct = false;
    boolean variadic = false;
    if (tokens.isOperator("*")) {
      tokens.next();
      star = true;
    } else if (!tokens.is(')')) {
      distinct = tokens.accept("distinct");
      boolean quantified = distinct || tokens.accept("all");
      variadic = arguments(arguments, !quantified);
      int orderAt = tokens.position();
      orderBy = grammar.selects.orderBy();
      orderPosition = orderAt;
    }
    tokens.expect(')');
    tokens.leave();
    return new FunctionCall(
        position,
        name,
        arguments,
        star,
        distinct,
        variadic,
        orderBy,
        false,
        null,
        null,
        FunctionCall.Form.PLAIN);
  }

  /// @return whether the last one is VARIADIC
  private boolean arguments(List<Argument> arguments, boolean mayBeVariadic) {
    do {
      if (mayBeVariadic && tokens.accept("variadic")) {
        arguments.add(argument());
        return true;
      }
      arguments.add(argument());
    } while (tokens.accept(','));
    return false;
  }

  Argument argument() {
    int position = tokens.position();
    @Nullable String name = null;
    if (Names.isTypeOrFunction(tokens.peek())
        && (tokens.isOperator(1, "=>") || tokens.isOperator(1, ":="))) {
      name = grammar.names.typeOrFunction();
      tokens.next();
    }
    return new Argument(position, name, grammar.expressions.expression());
  }

  /// WITHIN GROUP, FILTER and OVER behind a call.
  Expression call(FunctionCall call) {
    List<SortBy> orderBy = call.orderBy();
    boolean withinGroup = false;
    if (tokens.is("within")) {
      int position = tokens.position();
      tokens.next();
      tokens.expect("group");
      tokens.expect('(');
      if (!tokens.is("order")) {
        throw tokens.error();
      }
      List<SortBy> inside = grammar.selects.orderBy();
      tokens.expect(')');
      checkWithinGroup(call, position);
      withinGroup = true;
      orderBy = inside;
    }
    @Nullable Expression filter = null;
    if (tokens.accept("filter")) {
      tokens.expect('(');
      tokens.expect("where");
      filter = grammar.expressions.expression();
      tokens.expect(')');
    }
    @Nullable Window over = tokens.is("over") ? grammar.windows.over() : null;
    return new FunctionCall(
        call.position(),
        call.name(),
        call.arguments(),
        call.star(),
        call.distinct(),
        call.variadic(),
        orderBy,
        withinGroup,
        filter,
        over,
        call.form());
  }

  private static void checkWithinGroup(FunctionCall call, int position) {
    if (!call.orderBy().isEmpty()) {
      throw TokenStream.invalid(position, "cannot use multiple ORDER BY clauses with WITHIN GROUP");
    }
    if (call.distinct()) {
      throw TokenStream.invalid(position, "cannot use DISTINCT with WITHIN GROUP");
    }
    if (call.variadic()) {
      throw TokenStream.invalid(position, "cannot use VARIADIC with WITHIN GROUP");
    }
  }
}
