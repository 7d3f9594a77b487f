package dev.braid.type.array;

import static dev.braid.type.Oracle.q;

import dev.braid.type.Oracle;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.type.Uuids;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Arrays and uuids against PostgreSQL.
class ArrayTest {
  private static final Comparator<Object> ORDER = Comparator.comparing(o -> (String) o);

  private final Random random = new Random(5);
  private final Oracle oracle = new Oracle();

  private String join(String[] parts, int most) {
    StringBuilder out = new StringBuilder();
    for (int n = random.nextInt(most); n > 0; n--) {
      out.append(parts[random.nextInt(parts.length)]);
    }
    return out.toString();
  }

  private static PgArray parse(String s) {
    return ArrayText.parse(s, Type.TEXT, e -> e);
  }

  private static String format(PgArray array) {
    return ArrayText.format(array, o -> (String) o);
  }

  @Test
  void text() {
    String[] parts = {"a", ",", "\"", "\\", " ", "NULL", "null", "\"a b\"", "é", "}", "\t"};
    for (int i = 0; i < 6000; i++) {
      String s = "{" + join(parts, 7) + (i % 9 == 0 ? "" : "}");
      oracle.add(q(s) + "::text[]", () -> format(parse(s)));
    }
    oracle.check();
  }

  @Test
  void functions() {
    String[] elements = {"a", "b", "c", "NULL"};
    for (int i = 0; i < 800; i++) {
      String a =
          "{"
              + String.join(
                  ",", random.ints(random.nextInt(5), 0, 4).mapToObj(n -> elements[n]).toList())
              + "}";
      String b =
          "{"
              + String.join(
                  ",", random.ints(random.nextInt(3), 0, 4).mapToObj(n -> elements[n]).toList())
              + "}";
      PgArray x = parse(a);
      PgArray y = parse(b);
      String sa = q(a) + "::text[]";
      String sb = q(b) + "::text[]";
      int m = random.nextInt(8) - 2;
      int n = random.nextInt(8) - 2;
      oracle.add(
          "btarraycmp(" + sa + "," + sb + ")",
          () -> Integer.signum(ArrayFunctions.compare(x, y, ORDER)));
      oracle.add(sa + " @> " + sb, () -> ArrayFunctions.contains(x, y, ORDER));
      oracle.add(sa + " && " + sb, () -> ArrayFunctions.overlaps(x, y, ORDER));
      oracle.add(sa + " || " + sb, () -> format(ArrayFunctions.concat(x, y)));
      oracle.add("(" + sa + ")[" + m + ":" + n + "]", () -> format(ArrayFunctions.slice(x, m, n)));
      oracle.add("(" + sa + ")[" + m + "]", () -> ArrayFunctions.subscript(x, m));
      oracle.add("array_position(" + sa + ",'a')", () -> ArrayFunctions.position(x, "a", 1, ORDER));
      oracle.add(
          "array_remove(" + sa + ",NULL)", () -> format(ArrayFunctions.remove(x, null, ORDER)));
      oracle.add(
          "array_replace(" + sa + ",'a','z')",
          () -> format(ArrayFunctions.replace(x, "a", "z", ORDER)));
      oracle.add("trim_array(" + sa + "," + m + ")", () -> format(ArrayFunctions.trim(x, m)));
      oracle.add("array_length(" + sa + ",1)", () -> ArrayFunctions.length(x, 1));
    }
    oracle.check();
  }

  @Test
  void uuids() {
    String[] parts = {"00112233", "4455", "-", "6677", "8899", "aabbccddeeff", "AB", "{", "}", "g"};
    for (int i = 0; i < 1000; i++) {
      String s =
          i % 2 == 0
              ? join(parts, 9)
              : "{0011-2233-4455-6677-8899-aabb-ccdd-eeff}"
                  .substring(random.nextInt(2), 40 + random.nextInt(2));
      oracle.add(q(s) + "::uuid", () -> Uuids.format(Uuids.parse(s)));
    }
    oracle.check();
  }
}
