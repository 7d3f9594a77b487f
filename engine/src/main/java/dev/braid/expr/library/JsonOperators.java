package dev.braid.expr.library;

import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.json.JsonFunctions;
import dev.braid.type.json.JsonbFunctions;
import dev.braid.vector.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parts of json and jsonb, what they contain, and jsonb changed.
final class JsonOperators {
  private static final Type TEXTS = Type.arrayOf(Type.TEXT);

  private JsonOperators() {}

  static void register(Definitions d) {
    parts(d, Type.JSON, "json", JsonFunctions::get, JsonFunctions::getText);
    parts(d, Type.JSONB, "jsonb", JsonbFunctions::get, JsonbFunctions::getText);
    indexed(d, Type.JSON, JsonFunctions::get, JsonFunctions::getText);
    indexed(d, Type.JSONB, JsonbFunctions::get, JsonbFunctions::getText);
    paths(d, Type.JSON, "json", JsonFunctions::extract, JsonFunctions::extractText);
    paths(d, Type.JSONB, "jsonb", JsonbFunctions::extract, JsonbFunctions::extractText);
    containment(d);
    deletion(d);
    changes(d);
    measures(d, Type.JSON, "json");
    measures(d, Type.JSONB, "jsonb");
  }

  static @Nullable String[] strings(Column column, int row) {
    return strings((PgArray) column.getObject(row));
  }

  static @Nullable String[] strings(PgArray array) {
    @Nullable String[] strings = new @Nullable String[array.size()];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = (String) array.elements()[i];
    }
    return strings;
  }

  /// A part found by its key.
  @FunctionalInterface
  private interface ByKey {
    @Nullable String get(String json, String key);
  }

  /// A part found by its place.
  @FunctionalInterface
  private interface ByIndex {
    @Nullable String get(String json, int index);
  }

  /// A part found by a path.
  @FunctionalInterface
  private interface ByPath {
    @Nullable String get(String json, @Nullable String[] path);
  }

  private static void parts(Definitions d, Type json, String name, ByKey part, ByKey text) {
    RowFunction get =
        (in, row, out, _) ->
            Outputs.append(out, part.get(in[0].getString(row), in[1].getString(row)));
    RowFunction getText =
        (in, row, out, _) ->
            Outputs.append(out, text.get(in[0].getString(row), in[1].getString(row)));
    d.operator("->", json, get, json, Type.TEXT);
    d.operator("->>", Type.TEXT, getText, json, Type.TEXT);
    d.function(name + "_object_field", json, get, json, Type.TEXT);
    d.function(name + "_object_field_text", Type.TEXT, getText, json, Type.TEXT);
  }

  private static void indexed(Definitions d, Type json, ByIndex part, ByIndex text) {
    d.operator(
        "->",
        json,
        (in, row, out, _) -> Outputs.append(out, part.get(in[0].getString(row), in[1].getInt(row))),
        json,
        Type.INT4);
    d.operator(
        "->>",
        Type.TEXT,
        (in, row, out, _) -> Outputs.append(out, text.get(in[0].getString(row), in[1].getInt(row))),
        json,
        Type.INT4);
  }

  private static void paths(Definitions d, Type json, String name, ByPath part, ByPath text) {
    path(d, "#>", name + "_extract_path", json, json, part);
    path(d, "#>>", name + "_extract_path_text", json, Type.TEXT, text);
  }

  private static void path(
      Definitions d, String symbol, String name, Type json, Type result, ByPath part) {
    d.operator(
        symbol,
        result,
        (in, row, out, _) ->
            Outputs.append(out, part.get(in[0].getString(row), strings(in[1], row))),
        json,
        TEXTS);
    d.catalog()
        .function(
            new ScalarFunction(
                name,
                List.of(json, Type.TEXT),
                result,
                true,
                true,
                Volatility.IMMUTABLE,
                Definitions.perRow(
                    (in, row, out, _) -> {
                      @Nullable String[] keys = new @Nullable String[in.length - 1];
                      for (int i = 0; i < keys.length; i++) {
                        keys[i] = in[i + 1].getString(row);
                      }
                      Outputs.append(out, part.get(in[0].getString(row), keys));
                    })));
  }

  private static void containment(Definitions d) {
    d.operator(
        "@>",
        Type.BOOL,
        (in, row, out, _) ->
            out.append(JsonbFunctions.contains(in[0].getString(row), in[1].getString(row))),
        Type.JSONB,
        Type.JSONB);
    d.operator(
        "<@",
        Type.BOOL,
        (in, row, out, _) ->
            out.append(JsonbFunctions.contains(in[1].getString(row), in[0].getString(row))),
        Type.JSONB,
        Type.JSONB);
    d.operator(
        "?",
        Type.BOOL,
        (in, row, out, _) ->
            out.append(JsonbFunctions.exists(in[0].getString(row), in[1].getString(row))),
        Type.JSONB,
        Type.TEXT);
    d.operator(
        "?|",
        Type.BOOL,
        (in, row, out, _) ->
            out.append(JsonbFunctions.existsAny(in[0].getString(row), strings(in[1], row))),
        Type.JSONB,
        TEXTS);
    d.operator(
        "?&",
        Type.BOOL,
        (in, row, out, _) ->
            out.append(JsonbFunctions.existsAll(in[0].getString(row), strings(in[1], row))),
        Type.JSONB,
        TEXTS);
  }

  private static void deletion(Definitions d) {
    d.operator(
        "||",
        Type.JSONB,
        (in, row, out, _) ->
            out.append(JsonbFunctions.concat(in[0].getString(row), in[1].getString(row))),
        Type.JSONB,
        Type.JSONB);
    d.operator(
        "-",
        Type.JSONB,
        (in, row, out, _) ->
            out.append(JsonbFunctions.delete(in[0].getString(row), in[1].getString(row))),
        Type.JSONB,
        Type.TEXT);
    d.operator(
        "-",
        Type.JSONB,
        (in, row, out, _) ->
            out.append(JsonbFunctions.delete(in[0].getString(row), strings(in[1], row))),
        Type.JSONB,
        TEXTS);
    d.operator(
        "-",
        Type.JSONB,
        (in, row, out, _) ->
            out.append(JsonbFunctions.delete(in[0].getString(row), in[1].getInt(row))),
        Type.JSONB,
        Type.INT4);
    d.operator(
        "#-",
        Type.JSONB,
        (in, row, out, _) ->
            out.append(JsonbFunctions.deletePath(in[0].getString(row), strings(in[1], row))),
        Type.JSONB,
        TEXTS);
  }

  private static void changes(Definitions d) {
    RowFunction set =
        (in, row, out, _) ->
            out.append(
                JsonbFunctions.set(
                    in[0].getString(row),
                    strings(in[1], row),
                    in[2].getString(row),
                    in.length < 4 || in[3].getBoolean(row)));
    d.function("jsonb_set", Type.JSONB, set, Type.JSONB, TEXTS, Type.JSONB);
    d.function("jsonb_set", Type.JSONB, set, Type.JSONB, TEXTS, Type.JSONB, Type.BOOL);
    RowFunction insert =
        (in, row, out, _) ->
            out.append(
                JsonbFunctions.insert(
                    in[0].getString(row),
                    strings(in[1], row),
                    in[2].getString(row),
                    in.length > 3 && in[3].getBoolean(row)));
    d.function("jsonb_insert", Type.JSONB, insert, Type.JSONB, TEXTS, Type.JSONB);
    d.function("jsonb_insert", Type.JSONB, insert, Type.JSONB, TEXTS, Type.JSONB, Type.BOOL);
    d.function(
        "jsonb_pretty",
        Type.TEXT,
        (in, row, out, _) -> out.append(JsonbFunctions.pretty(in[0].getString(row))),
        Type.JSONB);
  }

  private static void measures(Definitions d, Type json, String name) {
    boolean binary = json.equals(Type.JSONB);
    RowFunction strip =
        (in, row, out, _) -> {
          boolean inArrays = in.length > 1 && in[1].getBoolean(row);
          String text = in[0].getString(row);
          out.append(
              binary
                  ? JsonbFunctions.stripNulls(text, inArrays)
                  : JsonFunctions.stripNulls(text, inArrays));
        };
    d.function(name + "_strip_nulls", json, strip, json);
    d.function(name + "_strip_nulls", json, strip, json, Type.BOOL);
    d.function(
        name + "_typeof",
        Type.TEXT,
        (in, row, out, _) -> out.append(JsonbFunctions.typeOf(in[0].getString(row))),
        json);
    d.function(
        name + "_array_length",
        Type.INT4,
        (in, row, out, _) -> out.append(JsonbFunctions.arrayLength(in[0].getString(row))),
        json);
  }
}
