package dev.braid.type.regex;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.ArrayList;
import java.util.List;

/// A bracket expression, read from behind its `[`.
final class Brackets {
  private static final List<String> CLASSES =
      List.of(
          "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
          "space", "upper", "xdigit", "word");

  private final int[] in;
  private final int groups;
  private int at;
  private final List<Integer> ranges = new ArrayList<>();
  private final List<String> classes = new ArrayList<>();

  Brackets(int[] in, int at, int groups) {
    this.in = in;
    this.at = at;
    this.groups = groups;
  }

  int end() {
    return at;
  }

  CharSet read(Options options) {
    boolean negated = at < in.length && in[at] == '^';
    if (negated) {
      at++;
    }
    boolean first = true;
    while (true) {
      if (at >= in.length) {
        throw unbalanced();
      }
      if (in[at] == ']' && !first) {
        at++;
        break;
      }
      element(first);
      first = false;
    }
    return new CharSet(
        ranges.stream().mapToInt(Integer::intValue).toArray(),
        classes.toArray(new String[0]),
        negated,
        options.ignoreCase(),
        negated && options.newlineStops());
  }

  private void element(boolean first) {
    if (in[at] == '-' && !first && !(at + 1 < in.length && in[at + 1] == ']')) {
      throw Parser.error("invalid character range");
    }
    int start = character();
    if (start < 0) {
      return;
    }
    int last = start;
    boolean range = at < in.length && in[at] == '-' && !(at + 1 < in.length && in[at + 1] == ']');
    if (range) {
      at++;
      if (at >= in.length) {
        throw unbalanced();
      }
      last = character();
      if (last < start) {
        throw Parser.error("invalid character range");
      }
    }
    ranges.add(start);
    ranges.add(last);
  }

  /// The character here, or -1 for a class, which has been noted.
  private int character() {
    int c = in[at++];
    if (c == '\\') {
      Escapes escape = new Escapes(in, at, groups);
      escape.read();
      at = escape.end();
      return switch (escape.type()) {
        case CHARACTER -> escape.value();
        case CLASS -> {
          classes.add(escape.className());
          yield -1;
        }
        default -> throw Parser.error("invalid escape \\ sequence");
      };
    }
    if (c != '[') {
      return c;
    }
    if (at >= in.length) {
      throw unbalanced();
    }
    int kind = in[at];
    if (kind != ':' && kind != '.' && kind != '=') {
      return c;
    }
    at++;
    int from = at;
    while (at + 1 < in.length && !(in[at] == kind && in[at + 1] == ']')) {
      at++;
    }
    if (at + 1 >= in.length) {
      throw unbalanced();
    }
    String name = new String(in, from, at - from);
    at += 2;
    if (kind == ':') {
      if (!CLASSES.contains(name)) {
        throw Parser.error("invalid character class");
      }
      classes.add(name);
      return -1;
    }
    if (name.codePointCount(0, name.length()) != 1) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "collating elements of regular expressions are not supported");
    }
    int element = name.codePointAt(0);
    if (kind == '=') {
      ranges.add(element);
      ranges.add(element);
      return -1;
    }
    return element;
  }

  private static BraidException unbalanced() {
    return Parser.error("brackets [] not balanced");
  }
}
