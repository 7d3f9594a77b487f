package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// `convert`, `convert_from`, `convert_to` and lengths in other encodings. The database's own is
/// UTF8.
public final class Encodings {
  private Encodings() {}

  /// @return in UTF-8
  public static byte[] convertFrom(byte[] bytes, String from) {
    return convert(bytes, Encoding.named(from, "source encoding"), Encoding.UTF8);
  }

  /// @param bytes in UTF-8
  public static byte[] convertTo(byte[] bytes, String to) {
    return convert(bytes, Encoding.UTF8, Encoding.named(to, "destination encoding"));
  }

  public static byte[] convert(byte[] bytes, String from, String to) {
    return convert(
        bytes, Encoding.named(from, "source encoding"), Encoding.named(to, "destination encoding"));
  }

  public static int length(byte[] bytes, String encoding) {
    return Encoding.named(encoding, "encoding").length(bytes);
  }

  private static byte[] convert(byte[] bytes, Encoding from, Encoding to) {
    from.length(bytes);
    if (from.equals(to) || to.equals(Encoding.SQL_ASCII)) {
      return bytes;
    }
    if (from.equals(Encoding.SQL_ASCII)) {
      to.length(bytes);
      return bytes;
    }
    if (to.equals(Encoding.UTF8)) {
      return decode(bytes, from);
    }
    if (from.equals(Encoding.UTF8)) {
      return encode(bytes, to);
    }
    throw new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED,
        "conversion of %s to %s is not supported".formatted(from.name(), to.name()));
  }

  private static byte[] decode(byte[] bytes, Encoding from) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      char c = from.table()[bytes[i] & 0xff];
      if (c == 0) {
        throw from.untranslatable(bytes, i, 1, Encoding.UTF8);
      }
      text.append(c);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] encode(byte[] bytes, Encoding to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; ) {
      int size = Encoding.sizeAt(bytes, at);
      int character =
          StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, at, size)).toString().codePointAt(0);
      int one = to.byteOf(character);
      if (one < 0) {
        throw Encoding.UTF8.untranslatable(bytes, at, size, to);
      }
      out.write(one);
      at += size;
    }
    return out.toByteArray();
  }
}
