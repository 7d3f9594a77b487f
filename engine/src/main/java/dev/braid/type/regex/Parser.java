package dev.braid.type.regex;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an advanced regular expression.
final class Parser {
  private static final int MAX_REPEAT = 255;
  private static final int MAX_DEPTH = 500;

  private final Options options;
  private final int[] in;
  private int at;
  private int depth;
  private int groups;
  private boolean references;

  /// The bodies of the groups that are closed.
  private final List<Node.@Nullable Choice> bodies = new ArrayList<>();

  Parser(String pattern, Options given) {
    bodies.add(null);
    int[] points = pattern.codePoints().toArray();
    Options now = given;
    int from = 0;
    if (pattern.startsWith("***=")) {
      now = now.with('q');
      from = 4;
    } else if (pattern.startsWith("***:")) {
      from = 4;
    } else if (pattern.startsWith("***")) {
      throw error("quantifier operand invalid");
    }
    if (!now.literal()
        && from + 2 < points.length
        && points[from] == '('
        && points[from + 1] == '?'
        && points[from + 2] < 128
        && Character.isLetter(points[from + 2])) {
      from += 2;
      while (from < points.length && points[from] < 128 && Character.isLetter(points[from])) {
        now = now.withEmbedded((char) points[from++]);
      }
      if (from >= points.length || points[from] != ')') {
        throw error("invalid embedded option");
      }
      from++;
    }
    options = now;
    in = points;
    at = from;
  }

  Options options() {
    return options;
  }

  int groups() {
    return groups;
  }

  boolean hasReferences() {
    return references;
  }

  Node.Choice parse() {
    if (options.literal()) {
      List<Node.Piece> pieces = new ArrayList<>();
      while (at < in.length) {
        pieces.add(once(literal(in[at++])));
      }
      return new Node.Choice(List.of(pieces));
    }
    Node.Choice all = choice(false);
    if (at < in.length) {
      throw error("parentheses () not balanced");
    }
    return all;
  }

  private Node.Choice choice(boolean inLook) {
    if (++depth > MAX_DEPTH) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "regular expressions nested more than " + MAX_DEPTH + " deep are not supported");
    }
    List<List<Node.Piece>> branches = new ArrayList<>();
    do {
      List<Node.Piece> pieces = new ArrayList<>();
      skip();
      while (at < in.length && in[at] != '|' && in[at] != ')') {
        pieces.add(piece(inLook));
        skip();
      }
      branches.add(pieces);
    } while (eat('|'));
    depth--;
    return new Node.Choice(branches);
  }

  private Node.Piece piece(boolean inLook) {
    Node atom = atom(inLook);
    skip();
    if (atom instanceof Node.Place || atom instanceof Node.Look || at >= in.length) {
      return once(atom);
    }
    return switch (in[at]) {
      case '*' -> {
        at++;
        yield new Node.Piece(atom, 0, -1, preference());
      }
      case '+' -> {
        at++;
        yield new Node.Piece(atom, 1, -1, preference());
      }
      case '?' -> {
        at++;
        yield new Node.Piece(atom, 0, 1, preference());
      }
      case '{' -> {
        yield isBound() ? bound(atom) : once(atom);
      }
      default -> {
        yield once(atom);
      }
    };
  }

  private Node.Piece bound(Node atom) {
    at++;
    skip();
    int min = repeat();
    int max = min;
    boolean exact = true;
    if (eat(',')) {
      exact = false;
      max = at < in.length && in[at] >= '0' && in[at] <= '9' ? repeat() : -1;
      if (max >= 0 && min > max) {
        throw error("invalid repetition count(s)");
      }
    }
    if (at >= in.length) {
      throw error("braces {} not balanced");
    }
    if (!eat('}')) {
      throw error("invalid repetition count(s)");
    }
    int preference = preference();
    return new Node.Piece(atom, min, max, exact ? 0 : preference);
  }

  private int repeat() {
    int value = 0;
    while (at < in.length && in[at] >= '0' && in[at] <= '9' && value <= MAX_REPEAT) {
      value = value * 10 + in[at++] - '0';
    }
    if (value > MAX_REPEAT) {
      throw error("invalid repetition count(s)");
    }
    return value;
  }

  private boolean isBound() {
    int next = at + 1;
    return next < in.length && in[next] >= '0' && in[next] <= '9';
  }

  private int preference() {
    return eat('?') ? Plan.SHORTER : Plan.LONGER;
  }

  private Node atom(boolean inLook) {
    int c = in[at++];
    return switch (c) {
      case '(' -> {
        yield group(inLook);
      }
      case '[' -> {
        yield bracket();
      }
      case '.' -> {
        yield new Node.Chars(
            new CharSet(new int[0], new String[0], true, false, options.newlineStops()));
      }
      case '^' -> {
        yield new Node.Place(options.newlineAnchors() ? 'b' : 'A');
      }
      case '$' -> {
        yield new Node.Place(options.newlineAnchors() ? 'e' : 'Z');
      }
      case '*', '+', '?' -> throw error("quantifier operand invalid");
      case '{' -> {
        at--;
        if (isBound()) {
          throw error("quantifier operand invalid");
        }
        at++;
        yield literal(c);
      }
      case '\\' -> {
        Escapes escapes = new Escapes(in, at, groups);
        escapes.read();
        at = escapes.end();
        yield escaped(escapes, inLook);
      }
      default -> {
        yield literal(c);
      }
    };
  }

  private Node escaped(Escapes escape, boolean inLook) {
    return switch (escape.type()) {
      case CHARACTER -> literal(escape.value());
      case PLACE -> new Node.Place((char) escape.value());
      case CLASS ->
          new Node.Chars(
              new CharSet(
                  new int[0],
                  new String[] {escape.className()},
                  false,
                  options.ignoreCase(),
                  false));
      case REFERENCE -> {
        Node.Choice body = escape.value() < bodies.size() ? bodies.get(escape.value()) : null;
        if (inLook || body == null) {
          throw error("invalid backreference number");
        }
        references = true;
        yield new Node.BackReference(escape.value(), body);
      }
    };
  }

  private Node group(boolean inLook) {
    int number = 0;
    Node node;
    if (at < in.length && in[at] == '?') {
      int kind = at + 1 < in.length ? in[at + 1] : -1;
      boolean behind = kind == '<';
      int sign = behind ? at + 2 < in.length ? in[at + 2] : -1 : kind;
      at += behind ? 3 : 2;
      if (kind == ':') {
        node = new Node.Group(choice(inLook), 0);
      } else if (sign == '=' || sign == '!') {
        node = new Node.Look(choice(true), !behind, sign == '!');
      } else {
        throw error("quantifier operand invalid");
      }
    } else {
      if (!inLook) {
        number = ++groups;
        bodies.add(null);
      }
      Node.Choice body = choice(inLook);
      if (number > 0) {
        bodies.set(number, body);
      }
      node = new Node.Group(body, number);
    }
    if (!eat(')')) {
      throw error("parentheses () not balanced");
    }
    return node;
  }

  private Node bracket() {
    for (int word : new int[] {'<', '>'}) {
      if (at + 5 < in.length
          && in[at] == '['
          && in[at + 1] == ':'
          && in[at + 2] == word
          && in[at + 3] == ':'
          && in[at + 4] == ']'
          && in[at + 5] == ']') {
        at += 6;
        return new Node.Place((char) word);
      }
    }
    Brackets brackets = new Brackets(in, at, groups);
    CharSet set = brackets.read(options);
    at = brackets.end();
    return new Node.Chars(set);
  }

  private Node literal(int c) {
    return new Node.Chars(
        new CharSet(new int[] {c, c}, new String[0], false, options.ignoreCase(), false));
  }

  private static Node.Piece once(Node atom) {
    return new Node.Piece(atom, 1, 1, 0);
  }

  private boolean eat(char c) {
    if (at < in.length && in[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  /// Comments, and in expanded syntax white space.
  private void skip() {
    while (at < in.length) {
      if (options.expanded() && in[at] < 128 && dev.braid.type.text.Letters.isSpace(in[at])) {
        at++;
      } else if (options.expanded() && in[at] == '#') {
        while (at < in.length && in[at] != '\n') {
          at++;
        }
      } else if (in[at] == '(' && at + 2 < in.length && in[at + 1] == '?' && in[at + 2] == '#') {
        while (at < in.length && in[at] != ')') {
          at++;
        }
        at = Math.min(at + 1, in.length);
      } else {
        return;
      }
    }
  }

  static BraidException error(String what) {
    return new BraidException(
        SqlState.INVALID_REGULAR_EXPRESSION, "invalid regular expression: " + what);
  }
}
