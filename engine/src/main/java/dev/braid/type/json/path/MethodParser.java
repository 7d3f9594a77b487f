package dev.braid.type.json.path;

import dev.braid.type.Numeric;
import dev.braid.type.json.Json;
import dev.braid.type.json.JsonNode;
import dev.braid.type.json.path.PathLexer.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the calls of methods, from behind their names.
final class MethodParser extends TokenParser {
  /// The methods that are read and written only, and what may stand in their parentheses.
  private static final Set<String> MOMENTS =
      Set.of("datetime", "date", "time", "time_tz", "timestamp", "timestamp_tz");

  MethodParser(PathLexer lexer) {
    super(lexer);
  }

  /// A method with what stands in its parentheses, up to the closing one.
  Step method(String keyword) {
    if (keyword.equals("decimal")) {
      lexer.advance();
      return decimal();
    }
    if (MOMENTS.contains(keyword)) {
      lexer.advance();
      boolean argument =
          keyword.equals("datetime")
              ? lexer.token == Token.STRING
              : !keyword.equals("date") && lexer.token == Token.INTEGER;
      String written =
          !argument
              ? ""
              : lexer.token == Token.STRING
                  ? Json.quoted(lexer.value)
                  : Numeric.parse(lexer.value).toString();
      if (argument) {
        lexer.advance();
      }
      return new Step.Moment(keyword, written);
    }
    for (Step.Method each : Step.Method.values()) {
      if (each.word().equals(keyword)) {
        lexer.advance();
        return new Step.Call(each);
      }
    }
    throw lexer.error();
  }

  private Step decimal() {
    List<JsonNode.Num> arguments = new ArrayList<>();
    while (!lexer.isSign(")")) {
      if (!arguments.isEmpty()) {
        expectSign(",");
      }
      boolean minus = lexer.isSign("-");
      if (minus || lexer.isSign("+")) {
        lexer.advance();
      }
      if (lexer.token != Token.INTEGER) {
        throw lexer.error();
      }
      BigDecimal value = Numeric.parse(lexer.value).toBigDecimal();
      arguments.add(new JsonNode.Num(minus ? value.negate() : value, ""));
      lexer.advance();
    }
    if (arguments.size() > 2) {
      throw invalid(".decimal() can only have an optional precision[,scale].");
    }
    return new Step.Decimal(argument(arguments, 0), argument(arguments, 1));
  }

  private static JsonNode.@Nullable Num argument(List<JsonNode.Num> arguments, int at) {
    return at < arguments.size() ? arguments.get(at) : null;
  }
}
