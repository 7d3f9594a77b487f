package dev.braid.type.text;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An encoding of characters under PostgreSQL's name.
///
/// @param charset null for SQL_ASCII, in which bytes above 127 have no meaning
/// @param table the characters of an encoding of single bytes, 0 where there is none; empty for
///   others
record Encoding(String name, @Nullable Charset charset, char[] table) {
  static final Encoding UTF8 = new Encoding("UTF8", StandardCharsets.UTF_8, new char[0]);
  static final Encoding SQL_ASCII = new Encoding("SQL_ASCII", null, new char[0]);

  /// PostgreSQL's name, Java's, and what else PostgreSQL accepts.
  private static final List<String> SINGLE_BYTES =
      List.of(
          "LATIN1 ISO-8859-1 iso88591",
          "LATIN2 ISO-8859-2 iso88592",
          "LATIN4 ISO-8859-4 iso88594",
          "LATIN5 ISO-8859-9 iso88599",
          "LATIN7 ISO-8859-13 iso885913",
          "LATIN9 ISO-8859-15 iso885915",
          "LATIN10 ISO-8859-16 iso885916",
          "ISO_8859_5 ISO-8859-5",
          "ISO_8859_7 ISO-8859-7",
          "WIN1250 windows-1250 windows1250",
          "WIN1251 windows-1251 windows1251 win",
          "WIN1252 windows-1252 windows1252",
          "WIN1253 windows-1253 windows1253",
          "WIN1254 windows-1254 windows1254",
          "WIN1257 windows-1257 windows1257",
          "KOI8R KOI8-R koi8",
          "KOI8U KOI8-U");

  private static final Set<String> OTHERS =
      Set.of(
          """
          abc alt big5 euccn eucjis2004 eucjp euckr euctw gb18030 gbk iso885910 iso885914 iso88593
          iso88596 iso88598 johab latin3 latin6 latin8 mskanji muleinternal shiftjis shiftjis2004
          sjis tcvn tcvn5712 uhc vscii win1255 win1256 win1258 win866 win874 win932 win936 win949
          win950 windows1255 windows1256 windows1258 windows866 windows874 windows932 windows936
          windows949 windows950
          """
              .strip()
              .split("\\s+"));

  private static final Map<String, Encoding> ALL = all();

  private static Map<String, Encoding> all() {
    Map<String, Encoding> all = new HashMap<>();
    all.put("utf8", UTF8);
    all.put("unicode", UTF8);
    all.put("sqlascii", SQL_ASCII);
    for (String line : SINGLE_BYTES) {
      String[] names = line.split(" ");
      Charset charset = Charset.forName(names[1]);
      Encoding encoding = new Encoding(names[0], charset, table(charset));
      all.put(plain(names[0]), encoding);
      for (int i = 2; i < names.length; i++) {
        all.put(names[i], encoding);
      }
    }
    return all;
  }

  private static char[] table(Charset charset) {
    char[] table = new char[256];
    for (int i = 0; i < table.length; i++) {
      char c = new String(new byte[] {(byte) i}, charset).charAt(0);
      table[i] = c == '\ufffd' ? 0 : c;
    }
    return table;
  }

  /// @param role as the message names it: `source encoding`
  /// @throws BraidException 22023 for an unknown name, 0A000 for one that is not supported
  static Encoding named(String name, String role) {
    String plain = plain(name);
    Encoding encoding = ALL.get(plain);
    if (encoding != null) {
      return encoding;
    }
    if (OTHERS.contains(plain)) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED, "encoding " + name + " is not supported");
    }
    throw new BraidException(
        SqlState.INVALID_PARAMETER_VALUE, "invalid %s name \"%s\"".formatted(role, name));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoding that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /// How many characters bytes hold.
  ///
  /// @throws BraidException 22021 for bytes that are no characters
  int length(byte[] bytes) {
    int count = 0;
    for (int at = 0; at < bytes.length; count++) {
      int size = this == UTF8 ? sizeAt(bytes, at) : 1;
      if (bytes[at] == 0 || size == 0) {
        throw invalid(bytes, at);
      }
      at += size;
    }
    return count;
  }

  private BraidException invalid(byte[] bytes, int at) {
    int end = Math.min(bytes.length, at + (this == UTF8 ? announced(bytes[at]) : 1));
    return new BraidException(
        SqlState.CHARACTER_NOT_IN_REPERTOIRE,
        "invalid byte sequence for encoding \"%s\": %s".formatted(name, hex(bytes, at, end)));
  }

  BraidException untranslatable(byte[] bytes, int at, int size, Encoding to) {
    return new BraidException(
        SqlState.UNTRANSLATABLE_CHARACTER,
        "character with byte sequence %s in encoding \"%s\" has no equivalent in encoding \"%s\""
            .formatted(hex(bytes, at, at + size), name, to.name));
  }

  private static String hex(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i > from ? " " : "").append("0x%02x".formatted(bytes[i] & 0xff));
    }
    return text.toString();
  }

  /// How many bytes a first byte of UTF-8 asks for.
  private static int announced(byte first) {
    int lead = first & 0xff;
    return lead < 0xc0 || lead >= 0xf8 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  }

  /// How many bytes the character takes; 0 where there is none.
  static int sizeAt(byte[] bytes, int at) {
    int size = announced(bytes[at]);
    int lead = bytes[at] & 0xff;
    if (size == 1) {
      return lead < 0x80 ? 1 : 0;
    }
    if (lead < 0xc2 || lead > 0xf4 || at + size > bytes.length) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    for (int i = at + 2; i < at + size; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return second < least || second > most ? 0 : size;
  }

  /// The byte of a character, or -1.
  int byteOf(int character) {
    for (int i = 0; i < table.length; i++) {
      if (table[i] == character) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return name + Arrays.toString(table);
  }
}
