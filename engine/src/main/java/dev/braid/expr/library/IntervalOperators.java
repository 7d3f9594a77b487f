package dev.braid.expr.library;

import static dev.braid.expr.library.DateTimeOperators.interval;

import dev.braid.type.Intervals;
import dev.braid.type.Type;

/// Arithmetic of intervals among themselves and with numbers.
final class IntervalOperators {
  private IntervalOperators() {}

  static void register(Definitions d) {
    d.operator(
        "+",
        Type.INTERVAL,
        (in, row, out, _) -> out.append(Intervals.plus(interval(in[0], row), interval(in[1], row))),
        Type.INTERVAL,
        Type.INTERVAL);
    d.operator(
        "-",
        Type.INTERVAL,
        (in, row, out, _) ->
            out.append(Intervals.minus(interval(in[0], row), interval(in[1], row))),
        Type.INTERVAL,
        Type.INTERVAL);
    d.operator(
        "-",
        Type.INTERVAL,
        (in, row, out, _) -> out.append(Intervals.negate(interval(in[0], row))),
        Type.INTERVAL);
    d.operator(
        "*",
        Type.INTERVAL,
        (in, row, out, _) ->
            out.append(Intervals.multiply(interval(in[0], row), in[1].getDouble(row))),
        Type.INTERVAL,
        Type.FLOAT8);
    d.operator(
        "*",
        Type.INTERVAL,
        (in, row, out, _) ->
            out.append(Intervals.multiply(interval(in[1], row), in[0].getDouble(row))),
        Type.FLOAT8,
        Type.INTERVAL);
    d.operator(
        "/",
        Type.INTERVAL,
        (in, row, out, _) ->
            out.append(Intervals.divide(interval(in[0], row), in[1].getDouble(row))),
        Type.INTERVAL,
        Type.FLOAT8);
  }
}
