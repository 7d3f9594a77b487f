package dev.braid.type.json;

import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.List;
import java.util.Locale;

/// Writes JSON: jsonb's form, the compact form, the indented form, and single SQL values.
final class JsonWriter {
  private JsonWriter() {}

  /// jsonb's form: a blank behind commas and colons.
  static String jsonb(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(out, node, ", ", ": ");
    return out.toString();
  }

  static String compact(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(out, node, ",", ":");
    return out.toString();
  }

  private static void write(StringBuilder out, JsonNode node, String comma, String colon) {
    switch (node) {
      case JsonNode.Arr(List<JsonNode> elements) -> {
        String between = "[";
        for (JsonNode element : elements) {
          out.append(between);
          write(out, element, comma, colon);
          between = comma;
        }
        out.append(elements.isEmpty() ? "[]" : "]");
      }
      case JsonNode.Obj(List<JsonNode.Field> fields) -> {
        String between = "{";
        for (JsonNode.Field field : fields) {
          out.append(between);
          quote(out, field.key());
          out.append(colon);
          write(out, field.value(), comma, colon);
          between = comma;
        }
        out.append(fields.isEmpty() ? "{}" : "}");
      }
      default -> scalar(out, node, comma.equals(", "));
    }
  }

  private static void scalar(StringBuilder out, JsonNode node, boolean jsonb) {
    switch (node) {
      case JsonNode.Bool(boolean value) -> out.append(value);
      case JsonNode.Num number ->
          out.append(jsonb ? number.value().toPlainString() : number.text());
      case JsonNode.Str(String value) -> quote(out, value);
      default -> out.append("null");
    }
  }

  /// `jsonb_pretty`.
  static String pretty(JsonNode node) {
    StringBuilder out = new StringBuilder();
    pretty(out, node, "\n");
    return out.toString();
  }

  private static void pretty(StringBuilder out, JsonNode node, String newline) {
    String inner = newline + "    ";
    switch (node) {
      case JsonNode.Arr(List<JsonNode> elements) -> {
        out.append('[');
        String between = inner;
        for (JsonNode element : elements) {
          out.append(between);
          pretty(out, element, inner);
          between = "," + inner;
        }
        out.append(newline).append(']');
      }
      case JsonNode.Obj(List<JsonNode.Field> fields) -> {
        out.append('{');
        String between = inner;
        for (JsonNode.Field field : fields) {
          out.append(between);
          quote(out, field.key());
          out.append(": ");
          pretty(out, field.value(), inner);
          between = "," + inner;
        }
        out.append(newline).append('}');
      }
      default -> scalar(out, node, true);
    }
  }

  static void quote(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\" + "u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /// One SQL value as `to_json` writes it, given its text in ISO style.
  static String value(String text, Type type) {
    Kind kind = type.kind();
    if (kind == Kind.JSON || kind == Kind.JSONB) {
      return text;
    }
    if (kind == Kind.BOOL) {
      return text.startsWith("t") ? "true" : "false";
    }
    if (kind.isNumber() && !text.endsWith("y") && !text.equals("NaN")) {
      return text;
    }
    String shown = text;
    if (kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMPTZ) {
      shown = text.replaceFirst("^(\\d+-\\d\\d-\\d\\d) ", "$1T");
      if (kind == Kind.TIMESTAMPTZ) {
        shown = shown.replaceFirst("([+-]\\d\\d)( BC)?$", "$1:00$2");
      }
    }
    StringBuilder out = new StringBuilder();
    quote(out, shown);
    return out.toString();
  }
}
