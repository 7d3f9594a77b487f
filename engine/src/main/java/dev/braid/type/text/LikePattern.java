package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A pattern of LIKE or ILIKE, compiled to run over UTF-8 bytes. Immutable; may be shared.
///
/// The pattern is cut at its `%` into pieces. The first is bound to the start, the last to the end,
/// and those between are looked for from left to right, each at its first place, which is enough.
/// Cost: bytes of the value times bytes of a piece at worst. ILIKE compares lower case with lower
/// case, one character for one.
///
/// A pattern that ends in its escape character fails (22025) only for values that get that far, as
/// PostgreSQL does it.
public final class LikePattern {
  /// Stands in a piece for one character; never a byte of UTF-8.
  private static final byte ANY = (byte) 0xff;

  private final byte[][] pieces;
  private final boolean[] hasAny;
  private final boolean ignoreCase;
  private final boolean broken;
  private final byte[] source;

  private LikePattern(List<byte[]> pieces, boolean ignoreCase, boolean broken, byte[] source) {
    this.pieces = pieces.toArray(new byte[0][]);
    this.hasAny = new boolean[this.pieces.length];
    for (int i = 0; i < hasAny.length; i++) {
      for (byte b : this.pieces[i]) {
        hasAny[i] |= b == ANY;
      }
    }
    this.ignoreCase = ignoreCase;
    this.broken = broken;
    this.source = source;
  }

  /// LIKE with a backslash as escape character.
  public static LikePattern compile(String pattern) {
    return compile(pattern, "\\", false);
  }

  /// @param escape one character, or empty for none; else 22025
  public static LikePattern compile(String pattern, String escape, boolean ignoreCase) {
    String canonical = withBackslashes(pattern, escape);
    String cased = ignoreCase ? Cases.lower(canonical) : canonical;
    byte[] bytes = Strings.utf8(cased);
    List<byte[]> pieces = new ArrayList<>();
    byte[] piece = new byte[bytes.length];
    int size = 0;
    boolean broken = false;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '%') {
        pieces.add(Arrays.copyOf(piece, size));
        size = 0;
      } else if (b == '_') {
        piece[size++] = ANY;
      } else if (b != '\\') {
        piece[size++] = b;
      } else if (i + 1 < bytes.length) {
        piece[size++] = bytes[++i];
      } else {
        broken = true;
      }
    }
    pieces.add(Arrays.copyOf(piece, size));
    return new LikePattern(pieces, ignoreCase, broken, bytes);
  }

  /// The pattern with a backslash as escape character: the function `like_escape`.
  ///
  /// @param escape one character, or empty for none; else 22025
  public static String withBackslashes(String pattern, String escape) {
    if (Strings.length(escape) > 1) {
      throw new BraidException(SqlState.INVALID_ESCAPE_SEQUENCE, "invalid escape string")
          .withHint("Escape string must be empty or one character.");
    }
    return escape.equals("\\") ? pattern : backslashes(pattern, escape);
  }

  public boolean matches(String value) {
    byte[] bytes = Strings.utf8(value);
    return matches(bytes, 0, bytes.length);
  }

  public boolean matches(byte[] data, int start, int length) {
    if (!ignoreCase) {
      return matchesExactly(data, start, start + length);
    }
    byte[] lower =
        Strings.utf8(Cases.lower(new String(data, start, length, StandardCharsets.UTF_8)));
    return matchesExactly(lower, 0, lower.length);
  }

  private boolean matchesExactly(byte[] data, int start, int end) {
    if (broken) {
      return BrokenLike.matches(data, start, end, source, 0) == BrokenLike.TRUE;
    }
    int at = matchAt(0, data, start, end);
    int last = pieces.length - 1;
    if (last == 0 || at < 0) {
      return at == end;
    }
    for (int i = 1; i < last; i++) {
      at = find(i, data, at, end);
      if (at < 0) {
        return false;
      }
    }
    int tail = tailStart(last, data, at, end);
    return tail >= at && matchAt(last, data, tail, end) == end;
  }

  /// Where the last piece has to start so as to end at the end, or -1.
  private int tailStart(int piece, byte[] data, int from, int end) {
    byte[] wanted = pieces[piece];
    if (!hasAny[piece]) {
      return end - wanted.length;
    }
    int at = end;
    for (int i = wanted.length - 1; i >= 0; i--) {
      at--;
      while (wanted[i] == ANY && at > from && (data[at] & 0xc0) == 0x80) {
        at--;
      }
      if (at < from) {
        return -1;
      }
    }
    return at;
  }

  /// The end of the piece's first occurrence, or -1.
  private int find(int piece, byte[] data, int from, int end) {
    byte[] wanted = pieces[piece];
    if (wanted.length == 0) {
      return from;
    }
    byte first = wanted[0];
    for (int at = from; at < end; at++) {
      boolean candidate = first == ANY ? (data[at] & 0xc0) != 0x80 : data[at] == first;
      if (candidate) {
        int matched = matchAt(piece, data, at, end);
        if (matched >= 0) {
          return matched;
        }
      }
    }
    return -1;
  }

  /// The end of the piece if it stands here, or -1.
  private int matchAt(int piece, byte[] data, int from, int end) {
    byte[] wanted = pieces[piece];
    if (!hasAny[piece]) {
      return end - from >= wanted.length
              && Arrays.equals(data, from, from + wanted.length, wanted, 0, wanted.length)
          ? from + wanted.length
          : -1;
    }
    int at = from;
    for (byte b : wanted) {
      if (at >= end || (b != ANY && b != data[at])) {
        return -1;
      }
      at++;
      while (b == ANY && at < end && (data[at] & 0xc0) == 0x80) {
        at++;
      }
    }
    return at;
  }

  private static String backslashes(String pattern, String escape) {
    int escapePoint = escape.isEmpty() ? -1 : escape.codePointAt(0);
    StringBuilder out = new StringBuilder(pattern.length() + 8);
    boolean escaped = false;
    int at = 0;
    while (at < pattern.length()) {
      int c = pattern.codePointAt(at);
      at += Character.charCount(c);
      if (c == escapePoint && !escaped) {
        out.append('\\');
        escaped = true;
      } else {
        if (c == '\\' && !escaped) {
          out.append('\\');
        }
        out.appendCodePoint(c);
        escaped = false;
      }
    }
    return out.toString();
  }
}
