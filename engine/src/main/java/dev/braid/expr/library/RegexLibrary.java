package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.Call;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.SetFunction;
import dev.braid.expr.Volatility;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.regex.Regex;
import dev.braid.type.regex.RegexFunctions;
import dev.braid.type.regex.Similar;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.IntColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The functions over regular expressions: `regexp_replace` and its kin, `substring` with a
/// pattern.
final class RegexLibrary {
  private static final Type TEXTS = Type.arrayOf(Type.TEXT);
  private static final Type T = Type.TEXT;
  private static final Type N = Type.INT4;

  private RegexLibrary() {}

  static void register(Definitions d) {
    with(d, "substring", T, -1, null, RegexLibrary::substring, T, T);
    d.function("substring", T, RegexLibrary::similar, T, T, T);
    with(d, "regexp_like", Type.BOOL, -1, null, RegexLibrary::like, T, T);
    with(d, "regexp_like", Type.BOOL, 2, "regexp_like()", RegexLibrary::like, T, T, T);
    with(d, "regexp_match", TEXTS, -1, null, RegexLibrary::match, T, T);
    with(d, "regexp_match", TEXTS, 2, "regexp_match()", RegexLibrary::match, T, T, T);
    with(d, "regexp_count", N, -1, null, RegexLibrary::count, T, T);
    with(d, "regexp_count", N, -1, null, RegexLibrary::count, T, T, N);
    with(d, "regexp_count", N, 3, "regexp_count()", RegexLibrary::count, T, T, N, T);
    with(d, "regexp_instr", N, -1, null, RegexLibrary::instr, T, T);
    with(d, "regexp_instr", N, -1, null, RegexLibrary::instr, T, T, N);
    with(d, "regexp_instr", N, -1, null, RegexLibrary::instr, T, T, N, N);
    with(d, "regexp_instr", N, -1, null, RegexLibrary::instr, T, T, N, N, N);
    with(d, "regexp_instr", N, 5, "regexp_instr()", RegexLibrary::instr, T, T, N, N, N, T);
    with(d, "regexp_instr", N, 5, "regexp_instr()", RegexLibrary::instr, T, T, N, N, N, T, N);
    with(d, "regexp_substr", T, -1, null, RegexLibrary::substr, T, T);
    with(d, "regexp_substr", T, -1, null, RegexLibrary::substr, T, T, N);
    with(d, "regexp_substr", T, -1, null, RegexLibrary::substr, T, T, N, N);
    with(d, "regexp_substr", T, 4, "regexp_substr()", RegexLibrary::substr, T, T, N, N, T);
    with(d, "regexp_substr", T, 4, "regexp_substr()", RegexLibrary::substr, T, T, N, N, T, N);
    with(d, "regexp_split_to_array", TEXTS, -1, null, RegexLibrary::split, T, T);
    with(
        d,
        "regexp_split_to_array",
        TEXTS,
        2,
        "regexp_split_to_array()",
        RegexLibrary::split,
        T,
        T,
        T);
    with(d, "regexp_replace", T, -1, null, RegexLibrary::replace, T, T, T);
    with(d, "regexp_replace", T, 3, "", RegexLibrary::replace, T, T, T, T);
    with(d, "regexp_replace", T, -1, null, RegexLibrary::replace, T, T, T, N);
    with(d, "regexp_replace", T, -1, null, RegexLibrary::replace, T, T, T, N, N);
    with(d, "regexp_replace", T, 5, "", RegexLibrary::replace, T, T, T, N, N, T);
    sets(d);
  }

  /// What is done with a compiled expression.
  @FunctionalInterface
  private interface RegexRow {
    void apply(Column[] in, int row, Regex regex, ColumnBuilder out);
  }

  /// @param flags which argument has the flags, -1 for none
  /// @param refusing how the function calls itself where it refuses the flag `g`; empty where it
  ///   does not
  private static void with(
      Definitions d,
      String name,
      Type result,
      int flags,
      @Nullable String refusing,
      RegexRow function,
      Type... arguments) {
    d.function(
        name,
        result,
        call -> {
          PatternCache<Regex> patterns = RegexOperators.cache();
          return Definitions.perRow(
                  (in, row, out, context) -> {
                    checkNumbers(name, in, row);
                    if (flags < 0) {
                      function.apply(in, row, patterns.get(in[1], row, context), out);
                      return;
                    }
                    String letters = in[flags].getString(row);
                    if (name.equals("regexp_replace") && in.length == 4) {
                      refuseDigit(letters);
                    }
                    if (refusing != null && !refusing.isEmpty()) {
                      RegexOperators.refuseGlobal(letters, refusing);
                    }
                    Regex regex = patterns.get(in[1].getString(row), letters, context);
                    function.apply(in, row, regex, out);
                  })
              .bind(call);
        },
        arguments);
  }

  /// Bad numbers are found before bad expressions.
  private static void checkNumbers(String name, Column[] in, int row) {
    int first = name.equals("regexp_replace") ? 3 : 2;
    for (int i = first; i < in.length; i++) {
      if (in[i] instanceof IntColumn numbers) {
        int value = numbers.values()[row];
        if (value < (i <= 3 ? 1 : 0) || (parameter(name, i).equals("endoption") && value > 1)) {
          throw new BraidException(
              SqlState.INVALID_PARAMETER_VALUE,
              "invalid value for parameter \"" + parameter(name, i) + "\": " + value);
        }
      }
    }
  }

  private static String parameter(String name, int argument) {
    return switch (argument) {
      case 2 -> "start";
      case 3 -> name.equals("regexp_replace") ? "start" : "n";
      case 4 -> name.equals("regexp_replace") ? "n" : "endoption";
      default -> "subexpr";
    };
  }

  /// Flags that start with a digit were meant as a place to start at.
  private static void refuseDigit(String flags) {
    if (!flags.isEmpty() && flags.charAt(0) >= '0' && flags.charAt(0) <= '9') {
      throw new BraidException(
              SqlState.INVALID_PARAMETER_VALUE,
              "invalid regular expression option: \"" + flags.charAt(0) + "\"")
          .withHint(
              "If you meant to use regexp_replace() with a start parameter, cast the fourth"
                  + " argument to integer explicitly.");
    }
  }

  private static int number(Column[] in, int argument, int row, int otherwise) {
    return in.length > argument ? in[argument].getInt(row) : otherwise;
  }

  private static void substring(Column[] in, int row, Regex regex, ColumnBuilder out) {
    Outputs.append(out, RegexFunctions.substring(in[0].getString(row), regex));
  }

  /// `SUBSTRING(text SIMILAR pattern ESCAPE escape)`; the cache keeps escapes in the flags' place.
  private static ScalarFunction.Kernel similar(Call call) {
    PatternCache<Regex> patterns =
        new PatternCache<>(
            (pattern, escape, context) ->
                Similar.compile(pattern, escape, context.cancellation()::check));
    return Definitions.perRow(
            (in, row, out, context) -> {
              Regex regex = patterns.get(in[1].getString(row), in[2].getString(row), context);
              Outputs.append(out, Similar.substring(in[0].getString(row), regex));
            })
        .bind(call);
  }

  private static void like(Column[] in, int row, Regex regex, ColumnBuilder out) {
    out.append(RegexFunctions.like(in[0].getString(row), regex));
  }

  private static void match(Column[] in, int row, Regex regex, ColumnBuilder out) {
    @Nullable String[] parts = RegexFunctions.match(in[0].getString(row), regex);
    ArrayOperators.appendArray(out, parts == null ? null : new PgArray(Type.TEXT, parts));
  }

  private static void count(Column[] in, int row, Regex regex, ColumnBuilder out) {
    out.append(RegexFunctions.count(in[0].getString(row), regex, number(in, 2, row, 1)));
  }

  private static void instr(Column[] in, int row, Regex regex, ColumnBuilder out) {
    out.append(
        RegexFunctions.instr(
            in[0].getString(row),
            regex,
            number(in, 2, row, 1),
            number(in, 3, row, 1),
            number(in, 4, row, 0),
            number(in, 6, row, 0)));
  }

  private static void substr(Column[] in, int row, Regex regex, ColumnBuilder out) {
    Outputs.append(
        out,
        RegexFunctions.substr(
            in[0].getString(row),
            regex,
            number(in, 2, row, 1),
            number(in, 3, row, 1),
            number(in, 5, row, 0)));
  }

  private static void split(Column[] in, int row, Regex regex, ColumnBuilder out) {
    List<String> parts = RegexFunctions.split(in[0].getString(row), regex);
    out.append(new PgArray(Type.TEXT, parts.toArray(new @Nullable Object[0])));
  }

  private static void replace(Column[] in, int row, Regex regex, ColumnBuilder out) {
    boolean placed = in.length > 4 || (in.length == 4 && in[3] instanceof IntColumn);
    int start = placed ? in[3].getInt(row) : 1;
    int n = in.length > 4 ? in[4].getInt(row) : regex.isGlobal() ? 0 : 1;
    out.append(RegexFunctions.replace(in[0].getString(row), regex, in[2].getString(row), start, n));
  }

  private static void sets(Definitions d) {
    for (int arguments = 2; arguments <= 3; arguments++) {
      List<Type> types = java.util.Collections.nCopies(arguments, T);
      d.catalog()
          .set(
              new SetFunction(
                  "regexp_matches",
                  types,
                  List.of("regexp_matches"),
                  List.of(TEXTS),
                  true,
                  Volatility.IMMUTABLE,
                  (values, _, batchSize, context) -> {
                    Regex regex =
                        RegexOperators.compile(string(values, 1), string(values, 2), context);
                    List<@Nullable Object> rows = new ArrayList<>();
                    for (@Nullable String[] parts :
                        RegexFunctions.matches(string(values, 0), regex)) {
                      rows.add(new PgArray(Type.TEXT, parts));
                    }
                    return SetRows.single(TEXTS, rows.iterator(), batchSize, context);
                  }));
      d.catalog()
          .set(
              new SetFunction(
                  "regexp_split_to_table",
                  types,
                  List.of("regexp_split_to_table"),
                  List.of(T),
                  true,
                  Volatility.IMMUTABLE,
                  (values, _, batchSize, context) -> {
                    RegexOperators.refuseGlobal(string(values, 2), "regexp_split_to_table()");
                    Regex regex =
                        RegexOperators.compile(string(values, 1), string(values, 2), context);
                    return SetRows.single(
                        T,
                        RegexFunctions.split(string(values, 0), regex).iterator(),
                        batchSize,
                        context);
                  }));
    }
  }

  /// An argument, or no text where the call has none.
  private static String string(@Nullable Object[] values, int argument) {
    return argument < values.length && values[argument] instanceof String text ? text : "";
  }
}
