package dev.braid.hash;

import java.util.Arrays;

/// jsonb as a key: its output form is the same for equal values but for zeros at the end of
/// fractions, which count as little as in numeric.
final class JsonbKeys {
  private JsonbKeys() {}

  /// The value without those zeros.
  static byte[] plain(byte[] data, int start, int length) {
    byte[] out = new byte[length];
    int size = 0;
    boolean string = false;
    int fraction = -1;
    for (int i = start; i < start + length; i++) {
      byte b = data[i];
      if (string) {
        out[size++] = b;
        if (b == '\\') {
          out[size++] = data[++i];
        } else if (b == '"') {
          string = false;
        }
        continue;
      }
      boolean digit = b >= '0' && b <= '9';
      if (fraction >= 0 && !digit) {
        size = trimmed(out, fraction, size);
        fraction = -1;
      }
      if (b == '.') {
        fraction = size;
      }
      string = b == '"';
      out[size++] = b;
    }
    if (fraction >= 0) {
      size = trimmed(out, fraction, size);
    }
    return Arrays.copyOf(out, size);
  }

  private static int trimmed(byte[] out, int point, int size) {
    int end = size;
    while (end > point + 1 && out[end - 1] == '0') {
      end--;
    }
    return end == point + 1 ? point : end;
  }
}
