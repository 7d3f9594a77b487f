package dev.braid.source.file.parquet;

/// Whether bytes are text that PostgreSQL would take: well-formed UTF-8 without U+0000.
final class Utf8 {
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;

  private Utf8() {}

  static boolean isText(byte[] data, int start, int length) {
    int end = start + length;
    int i = start;
    while (i < end) {
      while (end - i >= 8) {
        long word = (long) PageBytes.LONG.get(data, i);
        if (((word | word - ONES & ~word) & HIGH_BITS) != 0) {
          break;
        }
        i += 8;
      }
      if (i == end) {
        return true;
      }
      int size = characterLength(data, i, end);
      if (size == 0) {
        return false;
      }
      i += size;
    }
    return true;
  }

  /// Bytes of the character, 0 where it is none.
  private static int characterLength(byte[] data, int at, int end) {
    int first = data[at];
    if (first > 0) {
      return 1;
    }
    int lead = first & 0xff;
    int size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || end - at < size) {
      return 0;
    }
    int second = data[at + 1] & 0xff;
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if ((data[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return size;
  }
}
