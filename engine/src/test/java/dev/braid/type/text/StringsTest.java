package dev.braid.type.text;

import static dev.braid.type.Oracle.q;

import dev.braid.type.Bytes;
import dev.braid.type.Oracle;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The string functions against PostgreSQL over random strings.
class StringsTest {
  private static final String[] ALPHABET = {
    "a", "b", "A", "B", " ", ",", "%", "_", "\\", "é", "É", "e\u0301", "ß", "😀", "İ", "1", "'",
    "\""
  };
  private static final int[] NUMBERS = {
    0, 1, 2, 3, 5, 20, -1, -2, -4, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private final Random random = new Random(7);
  private final Oracle oracle = new Oracle();

  private String text(int most) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      out.append(ALPHABET[random.nextInt(ALPHABET.length)]);
    }
    return out.toString();
  }

  @Test
  void cuttingAndReplacing() {
    for (int i = 0; i < 600; i++) {
      String a = text(8);
      String b = text(2);
      String c = text(3);
      int m = NUMBERS[random.nextInt(NUMBERS.length)];
      int n = NUMBERS[random.nextInt(NUMBERS.length)];
      String nm = "(" + m + ")::int";
      String nn = "(" + n + ")::int";
      oracle.add("length(" + q(a) + ")", () -> Strings.length(a));
      oracle.add("octet_length(" + q(a) + ")", () -> Strings.octetLength(a));
      oracle.add("substr(" + q(a) + "," + nm + ")", () -> Strings.substring(a, m));
      oracle.add("substr(" + q(a) + "," + nm + "," + nn + ")", () -> Strings.substring(a, m, n));
      oracle.add("\"left\"(" + q(a) + "," + nm + ")", () -> Strings.left(a, m));
      oracle.add("\"right\"(" + q(a) + "," + nm + ")", () -> Strings.right(a, m));
      oracle.add("strpos(" + q(a) + "," + q(b) + ")", () -> Strings.position(a, b));
      oracle.add(
          "\"overlay\"(" + q(a) + "," + q(b) + "," + nm + "," + nn + ")",
          () -> Strings.overlay(a, b, m, n));
      oracle.add("reverse(" + q(a) + ")", () -> Strings.reverse(a));
      oracle.add("replace(" + q(a) + "," + q(b) + "," + q(c) + ")", () -> Strings.replace(a, b, c));
      oracle.add(
          "translate(" + q(a) + "," + q(c) + "," + q(b) + ")", () -> Strings.translate(a, c, b));
      oracle.add(
          "split_part(" + q(a) + "," + q(b) + "," + nm + ")",
          () -> StringArrays.splitPart(a, b, m));
      oracle.add("btrim(" + q(a) + "," + q(c) + ")", () -> Padding.btrim(a, c));
      oracle.add("ltrim(" + q(a) + "," + q(c) + ")", () -> Padding.ltrim(a, c));
      oracle.add("rtrim(" + q(a) + "," + q(c) + ")", () -> Padding.rtrim(a, c));
      oracle.add("lpad(" + q(a) + "," + nm + "," + q(c) + ")", () -> Padding.lpad(a, m, c));
      oracle.add("rpad(" + q(a) + "," + nm + "," + q(c) + ")", () -> Padding.rpad(a, m, c));
      oracle.add("upper(" + q(a) + ")", () -> Cases.upper(a));
      oracle.add("lower(" + q(a) + ")", () -> Cases.lower(a));
      oracle.add("initcap(" + q(a) + ")", () -> Cases.initcap(a));
      oracle.add("ascii(" + q(a) + ")", () -> Strings.ascii(a));
      oracle.add("quote_literal(" + q(a) + ")", () -> Quoting.quoteLiteral(a));
      oracle.add("quote_ident(" + q(a) + ")", () -> Quoting.quoteIdent(a));
      oracle.add("normalize(" + q(a) + ", NFD)", () -> Cases.normalize(a, "NFD"));
      oracle.add(q(a) + "::varchar(3)", () -> CharacterTypes.varchar(a, 3, true));
      oracle.add(
          "octet_length(" + q(a) + "::char(3))",
          () -> Strings.octetLength(CharacterTypes.bpchar(a, 3, true)));
      oracle.add(
          "sign(bttextcmp(" + q(a) + " COLLATE \"C\"," + q(c) + "))",
          () -> Integer.signum(Strings.compare(a, c)));
      oracle.add(
          "sign(bpcharcmp((" + q(a) + "||' ')::bpchar COLLATE \"C\"," + q(c) + "::bpchar))",
          () -> Integer.signum(CharacterTypes.compareBpchar(a + " ", c)));
    }
    oracle.check();
  }

  @Test
  void like() {
    for (int i = 0; i < 4000; i++) {
      String a = random.nextInt(3) == 0 ? text(10) : text(4).replaceAll("[^ab%_é😀]", "a");
      String p = random.nextInt(2) == 0 ? text(6) : text(5).replaceAll("[^ab%_é😀]", "%");
      String e = random.nextInt(3) == 0 ? text(1) : "\\";
      oracle.add(
          q(a) + " LIKE " + q(p) + " ESCAPE " + q(e),
          () -> LikePattern.compile(p, e, false).matches(a));
      oracle.add(
          q(a) + " ILIKE " + q(p) + " ESCAPE " + q(e),
          () -> LikePattern.compile(p, e, true).matches(a));
    }
    oracle.check();
  }

  @Test
  void encodings() {
    String[] parts = {
      "\\", "x", "0", "1", "f", " ", "=", "Y", "Q", "é", "\\101", "\\\\", "YQ==", "YWJj"
    };
    for (int i = 0; i < 2500; i++) {
      StringBuilder out = new StringBuilder(i % 4 == 0 ? "\\x" : "");
      for (int n = random.nextInt(6); n > 0; n--) {
        out.append(parts[random.nextInt(parts.length)]);
      }
      String s = out.toString();
      oracle.add(q(s) + "::bytea", () -> Bytea.format(Bytea.parse(s)));
      for (String e : new String[] {"hex", "base64", "escape", "HEX", "x"}) {
        oracle.add("decode(" + q(s) + "," + q(e) + ")", () -> Bytea.format(Bytea.decode(s, e)));
      }
      byte[] bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      Bytes b = new Bytes(bytes);
      String l = "'" + Bytea.format(b) + "'::bytea";
      for (String e : new String[] {"hex", "base64", "escape"}) {
        oracle.add("encode(" + l + "," + q(e) + ")", () -> Bytea.encode(b, e));
      }
      oracle.add("md5(" + l + ")", () -> Bytea.md5(b));
      oracle.add("sha256(" + l + ")", () -> Bytea.format(Bytea.sha(b, 256)));
    }
    oracle.check();
  }

  @Test
  void formatAndUnistr() {
    String[] parts = {
      "%", "s", "I", "L", "1", "2", "$", "-", "*", "5", "x", "é", "%s", "%1$s", "%-8L", "0"
    };
    String[] escapes = {
      "\\", "0041", "u00e9", "+01F600", "U0000", "d83d", "\\d83d\\de00", "x", "\\\\", "00"
    };
    for (int i = 0; i < 4000; i++) {
      StringBuilder f = new StringBuilder();
      StringBuilder u = new StringBuilder();
      for (int n = random.nextInt(6); n > 0; n--) {
        f.append(parts[random.nextInt(parts.length)]);
        u.append(escapes[random.nextInt(escapes.length)]);
      }
      String p = f.toString();
      String v = u.toString();
      oracle.add(
          "format(" + q(p) + ",'3','b c',NULL::text)", () -> Format.format(p, "3", "b c", null));
      oracle.add("unistr(" + q(v) + ")", () -> Unistr.unistr(v));
    }
    oracle.check();
  }

  @Test
  void numbersOfCharacters() {
    for (int n :
        new int[] {
          -5, 0, 1, 65, 233, 55295, 55296, 57343, 57344, 1114111, 1114112, Integer.MAX_VALUE
        }) {
      oracle.add("chr(" + n + ")", () -> Strings.chr(n));
      oracle.add("to_hex(" + n + ")", () -> Strings.toHex(n));
      oracle.add("to_bin(" + n + ")", () -> Strings.toBin(n));
      oracle.add("to_oct(" + n + ")", () -> Strings.toOct(n));
    }
    oracle.check();
  }
}
