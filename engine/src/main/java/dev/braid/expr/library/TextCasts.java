package dev.braid.expr.library;

import static dev.braid.expr.Cast.Context.ASSIGNMENT;
import static dev.braid.expr.Cast.Context.EXPLICIT;
import static dev.braid.expr.Cast.Context.IMPLICIT;

import dev.braid.expr.Call;
import dev.braid.expr.EvalContext;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.TextInput;
import dev.braid.expr.Volatility;
import dev.braid.expr.kernel.Cuts;
import dev.braid.expr.kernel.Utf8;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.type.text.CharacterTypes;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conversions among text, varchar and char, and between them and every other type through its
/// input and output functions. A target with a length cuts, as a written cast does.
final class TextCasts {
  private static final List<Kind> TEXTS = List.of(Kind.TEXT, Kind.VARCHAR, Kind.BPCHAR);

  private TextCasts() {}

  static void register(Definitions d) {
    d.sameValues(Kind.VARCHAR, Kind.TEXT, IMPLICIT);
    d.cast(Kind.TEXT, Kind.VARCHAR, IMPLICIT, TextCasts::toVarchar);
    d.cast(Kind.VARCHAR, Kind.VARCHAR, IMPLICIT, TextCasts::toVarchar);
    d.cast(Kind.TEXT, Kind.BPCHAR, IMPLICIT, TextCasts::toChar);
    d.cast(Kind.VARCHAR, Kind.BPCHAR, IMPLICIT, TextCasts::toChar);
    d.cast(Kind.BPCHAR, Kind.BPCHAR, IMPLICIT, TextCasts::toChar);
    d.cast(Kind.BPCHAR, Kind.TEXT, IMPLICIT, TextCasts::withoutBlanks);
    d.cast(
        Kind.BPCHAR,
        Kind.VARCHAR,
        IMPLICIT,
        call -> {
          ScalarFunction.Kernel cut = toVarchar(call);
          return (columns, size, validity, context) ->
              cut.apply(
                  new Column[] {blanksOff(columns[0], size, validity)}, size, validity, context);
        });
    for (Kind kind : Kind.values()) {
      if (!kind.isPseudo()
          && kind != Kind.OPAQUE
          && kind != Kind.UNKNOWN
          && !TEXTS.contains(kind)) {
        for (Kind text : TEXTS) {
          d.cast(kind, text, ASSIGNMENT, volatility(kind, false), TextCasts::output);
          d.cast(text, kind, EXPLICIT, volatility(kind, true), TextCasts::input);
        }
      }
    }
  }

  /// What depends on the session's time zone, or reads words such as `now`.
  private static Volatility volatility(Kind kind, boolean input) {
    return switch (kind) {
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, ARRAY -> Volatility.STABLE;
      case INTERVAL -> input ? Volatility.STABLE : Volatility.IMMUTABLE;
      default -> Volatility.IMMUTABLE;
    };
  }

  /// A value as a cast to text writes it, which differs from the output function for booleans and
  /// `character(n)`.
  static String text(Column column, int row, Type type, EvalContext context) {
    String text = textOrNull(column, row, type, context);
    if (text == null) {
      throw new IllegalArgumentException("NULL has no text");
    }
    return text;
  }

  static @Nullable String textOrNull(Column column, int row, Type type, EvalContext context) {
    if (type.kind() == Kind.BOOL && !column.isNull(row)) {
      return column.getBoolean(row) ? "true" : "false";
    }
    String text = Outputs.text(column, row, type, context);
    return text != null && type.kind() == Kind.BPCHAR ? CharacterTypes.bpcharToText(text) : text;
  }

  private static ScalarFunction.Kernel output(Call call) {
    Type from = call.arguments().getFirst().type();
    Type to = call.type();
    return Definitions.perRow(
            (in, row, out, context) -> out.append(fitted(text(in[0], row, from, context), to)))
        .bind(call);
  }

  private static String fitted(String text, Type to) {
    return switch (to.kind()) {
      case VARCHAR -> CharacterTypes.varchar(text, to.precision(), true);
      case BPCHAR -> CharacterTypes.bpchar(text, to.precision(), true);
      default -> text;
    };
  }

  private static ScalarFunction.Kernel input(Call call) {
    Type to = call.type();
    return Definitions.perRow(
            (in, row, out, context) ->
                Values.append(out, to, TextInput.parse(to, in[0].getString(row), context)))
        .bind(call);
  }

  private static ScalarFunction.Kernel withoutBlanks(Call call) {
    return (columns, size, validity, _) -> blanksOff(columns[0], size, validity);
  }

  private static BytesColumn blanksOff(Column column, int size, long @Nullable [] validity) {
    return Cuts.trim(column, (byte) ' ', false, true, size, validity);
  }

  private static ScalarFunction.Kernel toVarchar(Call call) {
    int length = call.type().precision();
    if (length < 0) {
      return (columns, _, _, _) -> columns[0];
    }
    return (columns, size, validity, _) -> {
      int[] lengths = new int[size];
      java.util.Arrays.fill(lengths, length);
      return Cuts.left(columns[0], lengths, size, validity);
    };
  }

  private static ScalarFunction.Kernel toChar(Call call) {
    int length = call.type().precision();
    if (length < 0) {
      return (columns, _, _, _) -> columns[0];
    }
    ScalarFunction.Kernel general =
        Definitions.perRow(
                (in, row, out, _) ->
                    out.append(CharacterTypes.bpchar(in[0].getString(row), length, true)))
            .bind(call);
    return (columns, size, validity, context) ->
        hasLength(columns[0], length, size)
            ? columns[0]
            : general.apply(columns, size, validity, context);
  }

  private static boolean hasLength(Column column, int length, int size) {
    BytesColumn strings = (BytesColumn) column;
    boolean all = true;
    for (int i = 0; i < size && all; i++) {
      int start = strings.starts()[i];
      all = Utf8.count(strings.data(), start, start + strings.lengths()[i]) == length;
    }
    return all;
  }
}
