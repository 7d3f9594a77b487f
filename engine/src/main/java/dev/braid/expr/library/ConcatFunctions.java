package dev.braid.expr.library;

import dev.braid.expr.Call;
import dev.braid.expr.EvalContext;
import dev.braid.expr.Expr;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.Volatility;
import dev.braid.expr.kernel.TextLoops;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import dev.braid.type.text.Format;
import dev.braid.type.text.StringArrays;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `||` of strings with each other and with values of other types, `concat`, `concat_ws` and
/// `format`, which take values of any type.
final class ConcatFunctions {
  private static final Type ANYNONARRAY = Type.of(Kind.ANYNONARRAY);

  private ConcatFunctions() {}

  static void register(Definitions d) {
    d.operator(
        "||",
        Type.TEXT,
        _ ->
            (columns, size, validity, _) ->
                TextLoops.concat(columns[0], columns[1], size, validity),
        Type.TEXT,
        Type.TEXT);
    d.operator(
        "||",
        Type.BYTEA,
        _ ->
            (columns, size, validity, _) ->
                TextLoops.concat(columns[0], columns[1], size, validity),
        Type.BYTEA,
        Type.BYTEA);
    withOther(d, Type.TEXT, ANYNONARRAY);
    withOther(d, ANYNONARRAY, Type.TEXT);
    any(d, "concat", (texts, out) -> Outputs.append(out, StringArrays.concat(texts)));
    any(
        d,
        "concat_ws",
        (texts, out) ->
            Outputs.append(
                out,
                StringArrays.concatWs(
                    texts[0], java.util.Arrays.copyOfRange(texts, 1, texts.length))),
        Type.TEXT);
    RowTexts format =
        (texts, out) ->
            Outputs.append(
                out,
                texts[0] == null
                    ? null
                    : Format.format(
                        texts[0], java.util.Arrays.copyOfRange(texts, 1, texts.length)));
    any(d, "format", format, Type.TEXT);
    d.nullable(
        "format", Type.TEXT, Volatility.STABLE, perTexts(List.of(Type.TEXT), format), Type.TEXT);
  }

  /// A function over the texts of all its arguments.
  @FunctionalInterface
  private interface RowTexts {
    void apply(@Nullable String[] texts, ColumnBuilder out);
  }

  private static RowFunction perTexts(List<Type> types, RowTexts function) {
    return (in, row, out, context) -> function.apply(texts(in, row, types, context), out);
  }

  private static @Nullable String[] texts(
      Column[] in, int row, List<Type> types, EvalContext context) {
    @Nullable String[] texts = new @Nullable String[in.length];
    for (int i = 0; i < in.length; i++) {
      texts[i] = Outputs.text(in[i], row, types.get(i), context);
    }
    return texts;
  }

  /// The types are known once the call is.
  private static void any(Definitions d, String name, RowTexts function, Type... before) {
    List<Type> arguments = new java.util.ArrayList<>(List.of(before));
    arguments.add(Type.of(Kind.ANY));
    d.catalog()
        .function(
            new ScalarFunction(
                name,
                arguments,
                Type.TEXT,
                true,
                false,
                Volatility.STABLE,
                call ->
                    Definitions.perRow(
                            perTexts(call.arguments().stream().map(Expr::type).toList(), function))
                        .bind(call)));
  }

  private static void withOther(Definitions d, Type left, Type right) {
    d.catalog()
        .operator(
            new ScalarFunction(
                "||",
                List.of(left, right),
                Type.TEXT,
                false,
                true,
                Volatility.STABLE,
                ConcatFunctions::bindOther));
  }

  /// The other value becomes text as a cast makes it: a boolean in full, a `character(n)` without
  /// its blanks.
  private static ScalarFunction.Kernel bindOther(Call call) {
    Type left = call.arguments().getFirst().type();
    Type right = call.arguments().getLast().type();
    return Definitions.perRow(
            (in, row, out, context) ->
                out.append(
                    TextCasts.text(in[0], row, left, context)
                        + TextCasts.text(in[1], row, right, context)))
        .bind(call);
  }
}
