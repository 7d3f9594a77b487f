package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.ByteArrayOutputStream;

/// LIKE over bytes: `_` is one byte. A pattern that ends with a backslash is an error for values
/// that get there.
public final class BytesLike {
  private BytesLike() {}

  /// Only the last `%` is ever tried again: what an earlier one matches does not matter once a
  /// later one is reached.
  public static boolean matches(byte[] value, byte[] pattern) {
    int at = 0;
    int p = 0;
    int retry = -1;
    int retryAt = 0;
    while (at < value.length) {
      if (p < pattern.length && pattern[p] == '%') {
        while (p < pattern.length && (pattern[p] == '%' || pattern[p] == '_')) {
          if (pattern[p] == '_' && at++ >= value.length) {
            return false;
          }
          p++;
        }
        if (p == pattern.length) {
          return true;
        }
        checkEscape(pattern, p);
        retry = p;
        retryAt = at;
        continue;
      }
      if (p < pattern.length) {
        checkEscape(pattern, p);
        boolean escaped = pattern[p] == '\\';
        byte wanted = pattern[escaped ? p + 1 : p];
        if (wanted == value[at] || pattern[p] == '_') {
          at++;
          p += escaped ? 2 : 1;
          continue;
        }
      }
      if (retry < 0) {
        return false;
      }
      at = ++retryAt;
      p = retry;
    }
    while (p < pattern.length && pattern[p] == '%') {
      p++;
    }
    return p == pattern.length;
  }

  private static void checkEscape(byte[] pattern, int at) {
    if (pattern[at] == '\\' && at + 1 == pattern.length) {
      throw new BraidException(
          SqlState.INVALID_ESCAPE_SEQUENCE, "LIKE pattern must not end with escape character");
    }
  }

  /// The pattern with backslashes for escapes.
  ///
  /// @throws BraidException 22025 where the escape has several bytes
  public static byte[] withBackslashes(byte[] pattern, byte[] escape) {
    if (escape.length > 1) {
      throw new BraidException(SqlState.INVALID_ESCAPE_SEQUENCE, "invalid escape string")
          .withHint("Escape string must be empty or one character.");
    }
    if (escape.length == 1 && escape[0] == '\\') {
      return pattern;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean escaped = false;
    for (byte b : pattern) {
      if (escape.length == 1 && b == escape[0] && !escaped) {
        out.write('\\');
        escaped = true;
        continue;
      }
      if (b == '\\' && !escaped) {
        out.write('\\');
      }
      out.write(b);
      escaped = false;
    }
    return out.toByteArray();
  }
}
