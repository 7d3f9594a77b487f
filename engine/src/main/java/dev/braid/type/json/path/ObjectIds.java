package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.json.JsonNode;
import dev.braid.type.text.Strings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ids that `.keyvalue()` gives to objects: the number of the value that contains them, and
/// where in PostgreSQL's binary form of that value they begin.
///
/// That form has four bytes of header for each container and four for each key and element, then
/// keys, then values; numbers and containers begin at multiples of four.
final class ObjectIds {
  private static final BigInteger BASE_FACTOR = BigInteger.valueOf(10_000_000_000L);
  private static final int GROUP = 4;

  /// @param value that contains the objects
  record Base(@Nullable JsonNode value, long number) {}

  private Base base = new Base(null, 0);
  private long next;
  private @Nullable JsonNode laidOut;
  private Map<JsonNode, Integer> offsets = new IdentityHashMap<>();

  /// @param next the first number for a value that is made on the way
  ObjectIds(long next) {
    this.next = next;
  }

  /// Counts from here on from another value.
  ///
  /// @return what was before, for [#restore]
  Base from(JsonNode value, long number) {
    Base before = base;
    base = new Base(value, number);
    return before;
  }

  Base fromMade(JsonNode value) {
    return from(value, next++);
  }

  void restore(Base before) {
    base = before;
  }

  JsonNode.Num of(JsonNode.Obj object) {
    if (laidOut != base.value() && base.value() != null) {
      offsets = new IdentityHashMap<>();
      laidOut = base.value();
      place(base.value(), 0);
    }
    Integer offset = offsets.get(object);
    if (offset == null) {
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED, "keyvalue() of a value from elsewhere is not supported");
    }
    BigInteger id =
        BigInteger.valueOf(base.number()).multiply(BASE_FACTOR).add(BigInteger.valueOf(offset));
    return new JsonNode.Num(new BigDecimal(id), "");
  }

  /// @return where the value ends
  private int place(JsonNode node, int at) {
    return switch (node) {
      case JsonNode.Null _, JsonNode.Bool _ -> at;
      case JsonNode.Str(String value) -> at + Strings.octetLength(value);
      case JsonNode.Num number -> aligned(at) + numericSize(number.value());
      case JsonNode.Arr(List<JsonNode> elements) -> {
        int start = aligned(at);
        offsets.put(node, start);
        int end = start + 4 + 4 * elements.size();
        for (JsonNode element : elements) {
          end = place(element, end);
        }
        yield end;
      }
      case JsonNode.Obj(List<JsonNode.Field> fields) -> {
        int start = aligned(at);
        offsets.put(node, start);
        int end = start + 4 + 8 * fields.size();
        for (JsonNode.Field field : fields) {
          end += Strings.octetLength(field.key());
        }
        for (JsonNode.Field field : fields) {
          end = place(field.value(), end);
        }
        yield end;
      }
    };
  }

  private static int aligned(int at) {
    return at + 3 & ~3;
  }

  /// A header of six or eight bytes, and two for each group of four digits from the first that is
  /// not zero to the last one.
  private static int numericSize(BigDecimal value) {
    if (value.signum() == 0) {
      return value.scale() <= 63 ? 6 : 8;
    }
    BigDecimal digits = value.stripTrailingZeros();
    int highest = Math.floorDiv(digits.precision() - digits.scale() - 1, GROUP);
    int lowest = Math.floorDiv(-digits.scale(), GROUP);
    boolean small = value.scale() <= 63 && highest <= 63 && highest >= -64;
    return (small ? 6 : 8) + 2 * (highest - lowest + 1);
  }
}
