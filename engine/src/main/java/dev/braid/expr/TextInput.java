package dev.braid.expr;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.type.Dates;
import dev.braid.type.Floats;
import dev.braid.type.Integers;
import dev.braid.type.Intervals;
import dev.braid.type.Numeric;
import dev.braid.type.Times;
import dev.braid.type.Timestamps;
import dev.braid.type.Type;
import dev.braid.type.Uuids;
import dev.braid.type.Zone;
import dev.braid.type.array.ArrayText;
import dev.braid.type.json.Json;
import dev.braid.type.json.path.JsonPath;
import dev.braid.type.text.Bytea;
import dev.braid.type.text.CharacterTypes;
import java.util.Locale;
import java.util.regex.Pattern;

/// Values as PostgreSQL reads them from text: what stands in quotes before a type, and what a cast
/// from text does.
public final class TextInput {
  /// Of no session: for values that were written out, which say all of themselves.
  private static final EvalContext NONE = new EvalContext(Zone.UTC, 0, "", "", new Cancellation());

  /// Texts that mean another date or time every day.
  private static final Pattern RELATIVE =
      Pattern.compile("now|today|tomorrow|yesterday", Pattern.CASE_INSENSITIVE);

  private TextInput() {}

  /// Whether a text surely means the same value at any time.
  public static boolean isSteady(Type type, String text) {
    return switch (type.kind()) {
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> !RELATIVE.matcher(text).find();
      case ARRAY -> isSteady(type.elementType(), text);
      default -> true;
    };
  }

  /// Reads back what an output function wrote.
  public static Object written(Type type, String text) {
    return parse(type, text, NONE);
  }

  /// @return a value in Java's form
  /// @throws BraidException as PostgreSQL's input function: 22P02, 22003, 22007, 22008, 22001
  public static Object parse(Type type, String text, EvalContext context) {
    return switch (type.kind()) {
      case BOOL -> bool(text);
      case INT2 -> Integers.parseInt2(text);
      case INT4 -> Integers.parseInt4(text);
      case INT8 -> Integers.parseInt8(text);
      case FLOAT4 -> (double) Floats.parseFloat4(text);
      case FLOAT8 -> Floats.parseFloat8(text);
      case NUMERIC -> {
        Numeric value = Numeric.parse(text);
        yield type.hasModifier() ? value.applyModifier(type.precision(), type.scale()) : value;
      }
      case TEXT, OPAQUE, UNKNOWN -> text;
      case VARCHAR ->
          type.hasModifier() ? CharacterTypes.varchar(text, type.precision(), false) : text;
      case BPCHAR ->
          type.hasModifier() ? CharacterTypes.bpchar(text, type.precision(), false) : text;
      case BYTEA -> Bytea.parse(text);
      case DATE -> Dates.parse(text, context.now(), context.timeZone());
      case TIME -> {
        long time = Times.parse(text, context.now(), context.timeZone());
        yield type.hasModifier() ? Times.round(time, type.precision()) : time;
      }
      case TIMESTAMP -> {
        long timestamp = Timestamps.parse(text, context.now(), context.timeZone());
        yield type.hasModifier() ? Timestamps.round(timestamp, type.precision()) : timestamp;
      }
      case TIMESTAMPTZ -> {
        long instant = Timestamps.parseInstant(text, context.now(), context.timeZone());
        yield type.hasModifier() ? Timestamps.round(instant, type.precision()) : instant;
      }
      case INTERVAL -> Intervals.parse(text);
      case UUID -> Uuids.parse(text);
      case JSON -> Json.json(text);
      case JSONB -> Json.jsonb(text);
      case JSONPATH -> {
        JsonPath.parse(text);
        yield text;
      }
      case ARRAY ->
          ArrayText.parse(
              text, type.elementType(), element -> parse(type.elementType(), element, context));
      case ANYELEMENT, ANYARRAY, ANYNONARRAY, ANYCOMPATIBLE, ANYCOMPATIBLEARRAY, ANY, FOREIGN ->
          throw new IllegalArgumentException("no value has the type " + type);
    };
  }

  private static boolean bool(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (!word.isEmpty()) {
      if ("true".startsWith(word)
          || "yes".startsWith(word)
          || word.equals("on")
          || word.equals("1")) {
        return true;
      }
      if ("false".startsWith(word)
          || "no".startsWith(word)
          || word.equals("off")
          || word.equals("of")
          || word.equals("0")) {
        return false;
      }
    }
    throw new BraidException(
        SqlState.INVALID_TEXT_REPRESENTATION,
        "invalid input syntax for type boolean: \"%s\"".formatted(text));
  }
}
