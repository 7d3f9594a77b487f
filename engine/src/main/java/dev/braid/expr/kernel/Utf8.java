package dev.braid.expr.kernel;

/// Characters in UTF-8 bytes. A character starts at every byte that is no continuation byte.
public final class Utf8 {
  private Utf8() {}

  /// The place behind so many characters from `at` on; `end` where there are fewer.
  public static int skip(byte[] data, int at, int end, int characters) {
    int place = at;
    int left = characters;
    while (place < end && left > 0) {
      place++;
      while (place < end && (data[place] & 0xc0) == 0x80) {
        place++;
      }
      left--;
    }
    return place;
  }

  /// The place before the last so many characters; `start` where there are fewer.
  public static int skipBack(byte[] data, int start, int end, int characters) {
    int place = end;
    int left = characters;
    while (place > start && left > 0) {
      place--;
      while (place > start && (data[place] & 0xc0) == 0x80) {
        place--;
      }
      left--;
    }
    return place;
  }

  /// How many characters there are.
  public static int count(byte[] data, int start, int end) {
    int count = 0;
    for (int i = start; i < end; i++) {
      count += (data[i] & 0xc0) != 0x80 ? 1 : 0;
    }
    return count;
  }

  /// Whether all of it is ASCII, where a byte is a character.
  public static boolean isAscii(byte[] data, int start, int end) {
    int bits = 0;
    for (int i = start; i < end; i++) {
      bits |= data[i];
    }
    return bits >= 0;
  }
}
