package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/// bytea's text form, the encodings of `encode` and `decode`, digests.
public final class Bytea {
  private static final HexFormat HEX = HexFormat.of();
  private static final int LINE = 57;

  private Bytea() {}

  /// Reads the hex form (`\x` first) or the escape form.
  public static Bytes parse(String text) {
    return text.startsWith("\\x") ? hex(text.substring(2)) : escape(text);
  }

  /// The hex form, PostgreSQL's default output.
  public static String format(Bytes value) {
    return "\\x" + HEX.formatHex(value.value());
  }

  public static String encode(Bytes value, String encoding) {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "hex" -> HEX.formatHex(value.value());
      case "base64" -> base64(value.value());
      case "escape" -> escaped(value.value());
      default -> throw unknownEncoding(encoding);
    };
  }

  public static Bytes decode(String text, String encoding) {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "hex" -> hex(text);
      case "base64" -> Base64Decoder.decode(text);
      case "escape" -> escape(text);
      default -> throw unknownEncoding(encoding);
    };
  }

  /// `md5`, as hexadecimal digits; a text's digest is that of its UTF-8 bytes.
  public static String md5(Bytes value) {
    return HEX.formatHex(digest(value, "MD5"));
  }

  /// `sha224` to `sha512`.
  ///
  /// @param bits 224, 256, 384 or 512
  public static Bytes sha(Bytes value, int bits) {
    return new Bytes(digest(value, "SHA-" + bits));
  }

  private static byte[] digest(Bytes value, String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm).digest(value.value());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Lines of 76 characters; a line that is full ends with a newline even at the end.
  private static String base64(byte[] bytes) {
    java.util.Base64.Encoder encoder = java.util.Base64.getEncoder();
    StringBuilder out = new StringBuilder();
    for (int from = 0; from < bytes.length; from += LINE) {
      int to = Math.min(from + LINE, bytes.length);
      byte[] line = encoder.encode(Arrays.copyOfRange(bytes, from, to));
      out.append(new String(line, StandardCharsets.US_ASCII));
      if (to - from == LINE) {
        out.append('\n');
      }
    }
    return out.toString();
  }

  private static String escaped(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      if (b <= 0) {
        out.append('\\');
        out.append((char) ('0' + ((b & 0xff) >> 6)));
        out.append((char) ('0' + (b >> 3 & 7)));
        out.append((char) ('0' + (b & 7)));
      } else if (b == '\\') {
        out.append("\\\\");
      } else {
        out.append((char) b);
      }
    }
    return out.toString();
  }

  private static Bytes escape(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    int i = 0;
    while (i < in.length) {
      if (in[i] != '\\') {
        out.write(in[i++]);
      } else if (i + 1 < in.length && in[i + 1] == '\\') {
        out.write('\\');
        i += 2;
      } else if (i + 3 < in.length
          && octal(in[i + 1], '3')
          && octal(in[i + 2], '7')
          && octal(in[i + 3], '7')) {
        out.write((in[i + 1] - '0') << 6 | (in[i + 2] - '0') << 3 | in[i + 3] - '0');
        i += 4;
      } else {
        throw new BraidException(
            SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type bytea");
      }
    }
    return new Bytes(out.toByteArray());
  }

  private static boolean octal(byte c, char highest) {
    return c >= '0' && c <= highest;
  }

  private static Bytes hex(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() / 2);
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        i++;
        continue;
      }
      int high = digit(text, i);
      if (i + 1 >= text.length()) {
        throw new BraidException(
            SqlState.INVALID_PARAMETER_VALUE, "invalid hexadecimal data: odd number of digits");
      }
      out.write(high << 4 | digit(text, i + 1));
      i += 2;
    }
    return new Bytes(out.toByteArray());
  }

  private static int digit(String text, int at) {
    char c = text.charAt(at);
    int digit = c < 128 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE,
          "invalid hexadecimal digit: \"" + Character.toString(text.codePointAt(at)) + "\"");
    }
    return digit;
  }

  private static BraidException unknownEncoding(String encoding) {
    return new BraidException(
        SqlState.INVALID_PARAMETER_VALUE, "unrecognized encoding: \"" + encoding + "\"");
  }
}
