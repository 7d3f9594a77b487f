package dev.braid.expr.library;

import dev.braid.expr.Call;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.expr.kernel.TextLoops;
import dev.braid.expr.kernel.TextLoops.Unit;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.type.text.Cases;
import dev.braid.type.text.Padding;
import dev.braid.type.text.Quoting;
import dev.braid.type.text.StringArrays;
import dev.braid.type.text.Strings;
import dev.braid.type.text.Unistr;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// The functions of text that need no pattern.
final class TextFunctions {
  private TextFunctions() {}

  static void register(Definitions d) {
    lengths(d);
    cases(d);
    padding(d);
    replacing(d);
    numbers(d);
    quoting(d);
  }

  private static void length(Definitions d, String name, Unit unit, Type type) {
    d.function(
        name,
        Type.INT4,
        _ -> (columns, size, validity, _) -> TextLoops.length(columns[0], unit, size, validity),
        type);
  }

  private static void lengths(Definitions d) {
    for (String name : new String[] {"length", "char_length", "character_length"}) {
      length(d, name, Unit.CHARACTER, Type.TEXT);
      length(d, name, Unit.PADDED_CHARACTER, Type.BPCHAR);
    }
    length(d, "textlen", Unit.CHARACTER, Type.TEXT);
    length(d, "length", Unit.BYTE, Type.BYTEA);
    for (Type type : new Type[] {Type.TEXT, Type.BPCHAR, Type.BYTEA}) {
      length(d, "octet_length", Unit.BYTE, type);
    }
    length(d, "bit_length", Unit.BIT, Type.TEXT);
    length(d, "bit_length", Unit.BIT, Type.BYTEA);
  }

  private static void cases(Definitions d) {
    d.function("upper", Type.TEXT, changeCase(true), Type.TEXT);
    d.function("lower", Type.TEXT, changeCase(false), Type.TEXT);
    one(d, "initcap", Cases::initcap);
    one(d, "casefold", Cases::casefold);
    two(d, "normalize", Cases::normalize);
    d.function(
        "is_normalized",
        Type.BOOL,
        (in, row, out, _) ->
            out.append(Cases.isNormalized(in[0].getString(row), in[1].getString(row))),
        Type.TEXT,
        Type.TEXT);
  }

  private static ScalarFunction.Binder changeCase(boolean upper) {
    return _ ->
        (columns, size, validity, _) -> TextLoops.changeCase(columns[0], upper, size, validity);
  }

  static void one(Definitions d, String name, UnaryOperator<String> operator) {
    d.function(
        name,
        Type.TEXT,
        (in, row, out, _) -> out.append(operator.apply(in[0].getString(row))),
        Type.TEXT);
  }

  static void two(Definitions d, String name, BinaryOperator<String> operator) {
    d.function(
        name,
        Type.TEXT,
        (in, row, out, _) -> out.append(operator.apply(in[0].getString(row), in[1].getString(row))),
        Type.TEXT,
        Type.TEXT);
  }

  /// A function of a text, a number and a text.
  @FunctionalInterface
  private interface Padder {
    String apply(String text, int number, String other);
  }

  private static void pad(Definitions d, String name, Padder padder) {
    d.function(
        name,
        Type.TEXT,
        (in, row, out, _) ->
            out.append(padder.apply(in[0].getString(row), in[1].getInt(row), in[2].getString(row))),
        Type.TEXT,
        Type.INT4,
        Type.TEXT);
    d.function(
        name,
        Type.TEXT,
        (in, row, out, _) -> out.append(padder.apply(in[0].getString(row), in[1].getInt(row), " ")),
        Type.TEXT,
        Type.INT4);
  }

  private static void padding(Definitions d) {
    pad(d, "lpad", Padding::lpad);
    pad(d, "rpad", Padding::rpad);
    d.function(
        "repeat",
        Type.TEXT,
        (in, row, out, _) -> out.append(Strings.repeat(in[0].getString(row), in[1].getInt(row))),
        Type.TEXT,
        Type.INT4);
    one(d, "reverse", Strings::reverse);
  }

  private static void replacing(Definitions d) {
    d.function(
        "replace",
        Type.TEXT,
        (in, row, out, _) ->
            out.append(
                Strings.replace(in[0].getString(row), in[1].getString(row), in[2].getString(row))),
        Type.TEXT,
        Type.TEXT,
        Type.TEXT);
    d.function(
        "translate",
        Type.TEXT,
        (in, row, out, _) ->
            out.append(
                Strings.translate(
                    in[0].getString(row), in[1].getString(row), in[2].getString(row))),
        Type.TEXT,
        Type.TEXT,
        Type.TEXT);
    RowFunction position =
        (in, row, out, _) ->
            out.append(Strings.position(in[0].getString(row), in[1].getString(row)));
    d.function("position", Type.INT4, position, Type.TEXT, Type.TEXT);
    d.function("strpos", Type.INT4, position, Type.TEXT, Type.TEXT);
    d.function(
        "overlay",
        Type.TEXT,
        (in, row, out, _) ->
            out.append(
                Strings.overlay(in[0].getString(row), in[1].getString(row), in[2].getInt(row))),
        Type.TEXT,
        Type.TEXT,
        Type.INT4);
    d.function(
        "overlay",
        Type.TEXT,
        (in, row, out, _) ->
            out.append(
                Strings.overlay(
                    in[0].getString(row),
                    in[1].getString(row),
                    in[2].getInt(row),
                    in[3].getInt(row))),
        Type.TEXT,
        Type.TEXT,
        Type.INT4,
        Type.INT4);
    d.function(
        "split_part",
        Type.TEXT,
        (in, row, out, _) ->
            out.append(
                StringArrays.splitPart(
                    in[0].getString(row), in[1].getString(row), in[2].getInt(row))),
        Type.TEXT,
        Type.TEXT,
        Type.INT4);
  }

  private static void numbers(Definitions d) {
    d.function(
        "ascii",
        Type.INT4,
        (in, row, out, _) -> out.append(Strings.ascii(in[0].getString(row))),
        Type.TEXT);
    d.function(
        "chr",
        Type.TEXT,
        (in, row, out, _) -> out.append(Strings.chr(in[0].getInt(row))),
        Type.INT4);
    d.function(
        "to_hex",
        Type.TEXT,
        (in, row, out, _) -> out.append(Strings.toHex(in[0].getInt(row))),
        Type.INT4);
    d.function(
        "to_hex",
        Type.TEXT,
        (in, row, out, _) -> out.append(Strings.toHex(in[0].getLong(row))),
        Type.INT8);
    d.function(
        "to_oct",
        Type.TEXT,
        (in, row, out, _) -> out.append(Strings.toOct(in[0].getInt(row))),
        Type.INT4);
    d.function(
        "to_oct",
        Type.TEXT,
        (in, row, out, _) -> out.append(Strings.toOct(in[0].getLong(row))),
        Type.INT8);
    d.function(
        "to_bin",
        Type.TEXT,
        (in, row, out, _) -> out.append(Strings.toBin(in[0].getInt(row))),
        Type.INT4);
    d.function(
        "to_bin",
        Type.TEXT,
        (in, row, out, _) -> out.append(Strings.toBin(in[0].getLong(row))),
        Type.INT8);
    one(d, "unistr", Unistr::unistr);
  }

  private static void quoting(Definitions d) {
    one(d, "quote_ident", Quoting::quoteIdent);
    one(d, "quote_literal", Quoting::quoteLiteral);
    d.nullable(
        "quote_nullable",
        Type.TEXT,
        Volatility.IMMUTABLE,
        (in, row, out, _) ->
            out.append(Quoting.quoteNullable(in[0].isNull(row) ? null : in[0].getString(row))),
        Type.TEXT);
    Type any = Type.of(Kind.ANYELEMENT);
    d.function("quote_literal", Type.TEXT, Volatility.STABLE, quoted(), any);
    d.catalog()
        .function(
            new ScalarFunction(
                "quote_nullable",
                java.util.List.of(any),
                Type.TEXT,
                false,
                false,
                Volatility.STABLE,
                quoted()));
  }

  /// A value of another type, in quotes as the text that a cast makes of it.
  private static ScalarFunction.Binder quoted() {
    return call -> {
      Type type = argument(call).type();
      return Definitions.perRow(
              (in, row, out, context) ->
                  out.append(
                      Quoting.quoteNullable(TextCasts.textOrNull(in[0], row, type, context))))
          .bind(call);
    };
  }

  private static Expr argument(Call call) {
    return call.arguments().getFirst();
  }
}
