package dev.braid.survey;

import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Expression.FunctionCall;
import dev.braid.sql.ast.SqlText;
import dev.braid.sql.ast.Window;
import dev.braid.sql.parse.SqlParser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes calls of aggregates as SQL, each with the same FILTER and OVER.
record Calls(@Nullable Expression filter, @Nullable Window over) {
  static final Calls PLAIN = new Calls(null, null);

  static Calls like(FunctionCall call) {
    return new Calls(call.filter(), call.over());
  }

  String call(String name, String argument) {
    return write(name, argument, false);
  }

  String distinct(String name, String argument) {
    return write(name, argument, true);
  }

  private String write(String name, String argument, boolean distinct) {
    boolean star = argument.equals("*");
    List<FunctionCall.Argument> arguments =
        star
            ? List.of()
            : List.of(new FunctionCall.Argument(1, null, SqlParser.expression(argument)));
    return SqlText.of(
        new FunctionCall(
            1,
            List.of(name),
            arguments,
            star,
            distinct,
            false,
            List.of(),
            false,
            filter,
            over,
            FunctionCall.Form.PLAIN));
  }

  /// The call `array_agg(argument ORDER BY argument)`, which no window can have.
  String collected(String argument, String order) {
    FunctionCall call =
        (FunctionCall) SqlParser.expression("array_agg(%s ORDER BY %s)".formatted(argument, order));
    return SqlText.of(
        new FunctionCall(
            1,
            call.name(),
            call.arguments(),
            false,
            false,
            false,
            call.orderBy(),
            false,
            filter,
            null,
            FunctionCall.Form.PLAIN));
  }
}
