package dev.braid.type.json;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Reads a JSON text by recursive descent, at most [#MAX_DEPTH] levels deep.
final class JsonParser {
  static final int MAX_DEPTH = 2000;

  /// Limits of numeric: digits before and behind the point.
  private static final int MAX_INTEGRAL = 131072;

  private static final int MAX_SCALE = 16383;

  private final JsonLexer lexer;
  private final boolean jsonb;
  private int depth;

  /// Ranges of the elements of the outermost array by turns, for json.
  private final List<Integer> elementSpans = new ArrayList<>();

  private JsonParser(String text, boolean decode, boolean jsonb) {
    this.lexer = new JsonLexer(text, decode);
    this.jsonb = jsonb;
  }

  /// With jsonb's rules for numbers, keys and duplicates.
  static JsonNode jsonb(String text) {
    return new JsonParser(text, true, true).all();
  }

  /// As written.
  static JsonNode json(String text) {
    return new JsonParser(text, true, false).all();
  }

  /// The texts of the elements of an array.
  static List<String> elementTexts(String text) {
    JsonParser parser = new JsonParser(text, true, false);
    parser.all();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < parser.elementSpans.size(); i += 2) {
      texts.add(text.substring(parser.elementSpans.get(i), parser.elementSpans.get(i + 1)));
    }
    return texts;
  }

  /// Only whether it is JSON, escapes without a meaning included.
  static JsonNode check(String text) {
    return new JsonParser(text, false, false).all();
  }

  private JsonNode all() {
    lexer.advance();
    JsonNode node = value();
    if (lexer.token != JsonLexer.Token.END) {
      throw lexer.expected("end of input");
    }
    return node;
  }

  private JsonNode value() {
    return switch (lexer.token) {
      case STRING -> {
        String value = lexer.value;
        lexer.advance();
        yield new JsonNode.Str(value);
      }
      case NUMBER -> {
        String text = lexer.tokenText();
        JsonNode number = new JsonNode.Num(jsonb ? numeric(text) : BigDecimal.ZERO, text);
        lexer.advance();
        yield number;
      }
      case WORD -> {
        String word = lexer.tokenText();
        lexer.advance();
        yield word.equals("null") ? new JsonNode.Null() : new JsonNode.Bool(word.equals("true"));
      }
      default -> {
        if (lexer.is('{') || lexer.is('[')) {
          if (++depth > MAX_DEPTH) {
            throw new BraidException(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded");
          }
          JsonNode node = lexer.is('{') ? object() : array();
          depth--;
          yield node;
        }
        throw lexer.expected("JSON value");
      }
    };
  }

  private JsonNode array() {
    List<JsonNode> elements = new ArrayList<>();
    lexer.advance();
    if (!lexer.is(']')) {
      element(elements);
      while (lexer.is(',')) {
        lexer.advance();
        element(elements);
      }
    }
    if (!lexer.is(']')) {
      throw lexer.expected("\",\" or \"]\"");
    }
    lexer.advance();
    return new JsonNode.Arr(elements);
  }

  private void element(List<JsonNode> elements) {
    int from = lexer.start;
    elements.add(value());
    if (depth == 1) {
      elementSpans.add(from);
      elementSpans.add(lexer.previousEnd);
    }
  }

  private JsonNode object() {
    List<JsonNode.Field> fields = new ArrayList<>();
    lexer.advance();
    if (lexer.token == JsonLexer.Token.STRING) {
      fields.add(field());
      while (lexer.is(',')) {
        lexer.advance();
        if (lexer.token != JsonLexer.Token.STRING) {
          throw lexer.expected("string");
        }
        fields.add(field());
      }
      if (!lexer.is('}')) {
        throw lexer.expected("\",\" or \"}\"");
      }
    } else if (!lexer.is('}')) {
      throw lexer.expected("string or \"}\"");
    }
    lexer.advance();
    return jsonb ? Jsonb.object(fields) : new JsonNode.Obj(fields);
  }

  private JsonNode.Field field() {
    String key = lexer.value;
    lexer.advance();
    if (!lexer.is(':')) {
      throw lexer.expected("\":\"");
    }
    lexer.advance();
    int from = lexer.start;
    JsonNode value = value();
    return new JsonNode.Field(key, value, from, lexer.previousEnd);
  }

  private static BigDecimal numeric(String text) {
    try {
      BigDecimal value = new BigDecimal(text);
      if (value.scale() <= MAX_SCALE
          && (value.signum() == 0 || (long) value.precision() - value.scale() <= MAX_INTEGRAL)) {
        return value.scale() < 0 ? value.setScale(0) : value;
      }
    } catch (NumberFormatException e) {
      throw new BraidException(
          SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format", 0, null, null, e);
    }
    throw new BraidException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
  }
}
