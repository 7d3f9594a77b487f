package dev.braid.source.file.csv;

import dev.braid.catalog.CsvFormat;

/// The automaton that tells what lies within quotes: outside (0), within (1), and within after an
/// escape that is not the quote itself (2).
///
/// What a piece of a file does to the state is a function of three values, known without knowing the
/// state before it. Functions of neighbouring pieces are composed later, so that pieces can be
/// examined in any order and by any thread. Where quotes are doubled, the function is the parity of
/// the quotes and they are counted eight bytes at a time.
final class QuoteStates {
  static final int OUTSIDE = 0;

  /// What nothing does.
  static final int IDENTITY = encode(0, 1, 2);

  private static final int WITHIN = 1;
  private static final int ESCAPED = 2;

  private final byte quote;
  private final byte escape;
  private final boolean doubled;

  QuoteStates(CsvFormat format) {
    this.quote = format.quote();
    this.escape = format.escape();
    this.doubled = quote == escape;
  }

  private static int encode(int ofOutside, int ofWithin, int ofEscaped) {
    return ofOutside | ofWithin << 2 | ofEscaped << 4;
  }

  /// The state after a piece.
  static int apply(int function, int state) {
    return function >>> 2 * state & 3;
  }

  /// First one, then the other.
  static int compose(int first, int second) {
    return encode(
        apply(second, apply(first, 0)),
        apply(second, apply(first, 1)),
        apply(second, apply(first, 2)));
  }

  /// What the bytes do to the state.
  int function(byte[] data, int from, int to) {
    if (doubled) {
      return (count(data, from, to) & 1) == 0 ? IDENTITY : encode(1, 0, 2);
    }
    int a = 0;
    int b = 1;
    int c = 2;
    for (int i = from; i < to; i++) {
      byte value = data[i];
      if (value == quote || value == escape) {
        a = next(a, value);
        b = next(b, value);
        c = next(c, value);
      } else {
        a = a == ESCAPED ? WITHIN : a;
        b = b == ESCAPED ? WITHIN : b;
        c = c == ESCAPED ? WITHIN : c;
      }
    }
    return encode(a, b, c);
  }

  private int count(byte[] data, int from, int to) {
    long pattern = Swar.repeat(quote);
    int count = 0;
    int at = from;
    for (; at <= to - 8; at += 8) {
      count += Long.bitCount(Swar.equal(Swar.word(data, at), pattern));
    }
    for (; at < to; at++) {
      if (data[at] == quote) {
        count++;
      }
    }
    return count;
  }

  /// The state after one byte.
  int next(int state, byte value) {
    if (doubled) {
      return value == quote ? state ^ 1 : state;
    }
    return switch (state) {
      case OUTSIDE -> value == quote ? WITHIN : OUTSIDE;
      case WITHIN -> value == escape ? ESCAPED : value == quote ? OUTSIDE : WITHIN;
      default -> WITHIN;
    };
  }
}
