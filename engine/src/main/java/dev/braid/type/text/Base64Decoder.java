package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Bytes;
import java.io.ByteArrayOutputStream;

/// Base64 read as PostgreSQL does: white space is skipped anywhere, padding is required, and may
/// stand in the middle, whereupon the rest is cut to the same length in every group.
final class Base64Decoder {
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Base64Decoder() {}

  static Bytes decode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() * 3 / 4);
    int group = 0;
    int digits = 0;
    int kept = 3;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        continue;
      }
      int value = 0;
      if (c == '=') {
        if (kept == 3) {
          if (digits < 2) {
            throw error("unexpected \"=\" while decoding base64 sequence");
          }
          kept = digits - 1;
        }
      } else {
        value = DIGITS.indexOf(c);
        if (value < 0) {
          throw error(
              "invalid symbol \""
                  + Character.toString(text.codePointAt(i))
                  + "\" found while decoding base64 sequence");
        }
      }
      group = group << 6 | value;
      digits++;
      if (digits == 4) {
        for (int b = 0; b < kept; b++) {
          out.write(group >> (16 - 8 * b));
        }
        group = 0;
        digits = 0;
      }
    }
    if (digits != 0) {
      throw error("invalid base64 end sequence")
          .withHint("Input data is missing padding, is truncated, or is otherwise corrupted.");
    }
    return new Bytes(out.toByteArray());
  }

  private static BraidException error(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}
