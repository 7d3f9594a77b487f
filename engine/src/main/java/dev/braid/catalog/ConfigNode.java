package dev.braid.catalog;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One value of the configuration, which knows where it stands: every error names file, line and
/// key.
///
/// A map hands out each of its keys once; [#done] then refuses what nobody asked for, naming the
/// nearest known key.
final class ConfigNode {
  private static final Pattern QUANTITY = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z]*)");

  private final String file;
  private final int line;
  private final String path;

  /// A `String`, a `List<ConfigNode>`, a `Map<String, ConfigNode>`, or null for an empty value.
  private final @Nullable Object value;

  private final Set<String> known = new java.util.LinkedHashSet<>();

  ConfigNode(String file, int line, String path, @Nullable Object value) {
    this.file = file;
    this.line = line;
    this.path = path;
    this.value = value;
  }

  BraidException error(String message) {
    String where = path.isEmpty() ? "" : path + ": ";
    return new BraidException(
        SqlState.CONFIG_FILE_ERROR, file + ":" + line + ": " + where + message);
  }

  boolean isMap() {
    return value instanceof Map;
  }

  boolean isList() {
    return value instanceof List;
  }

  /// The value under a key, or null when it is absent or empty.
  @Nullable ConfigNode get(String key) {
    known.add(key);
    ConfigNode node = map().get(key);
    return node == null || node.value == null ? null : node;
  }

  ConfigNode require(String key) {
    ConfigNode node = get(key);
    if (node == null) {
      ConfigNode empty = map().get(key);
      if (empty != null) {
        throw empty.error("is empty");
      }
      for (Map.Entry<String, ConfigNode> other : map().entrySet()) {
        if (key.equals(Nearest.of(other.getKey(), List.of(key)))) {
          throw other.getValue().unknown(other.getKey(), Set.of(key));
        }
      }
      throw error("\"" + key + "\" is missing");
    }
    return node;
  }

  /// Refuses keys that were never asked for.
  void done() {
    for (Map.Entry<String, ConfigNode> entry : map().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw entry.getValue().unknown(entry.getKey(), known);
      }
    }
  }

  private BraidException unknown(String key, Set<String> meant) {
    return error("unknown key \"" + key + "\"").withHint(Nearest.hint(key, meant));
  }

  @SuppressWarnings("unchecked")
  Map<String, ConfigNode> map() {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, ConfigNode>) map;
    }
    throw error("expected keys and values");
  }

  @SuppressWarnings("unchecked")
  List<ConfigNode> list() {
    if (value instanceof List<?> list) {
      return (List<ConfigNode>) list;
    }
    throw error("expected a list");
  }

  String text() {
    if (value instanceof String text) {
      return text;
    }
    throw error("expected a text");
  }

  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    map().forEach((key, node) -> texts.put(key, node.value == null ? "" : node.text()));
    return texts;
  }

  boolean bool() {
    return switch (text().toLowerCase(Locale.ROOT)) {
      case "true", "on", "yes" -> true;
      case "false", "off", "no" -> false;
      default -> throw error("expected true or false, got \"" + text() + "\"");
    };
  }

  int integer(int least, int most) {
    try {
      int number = Integer.parseInt(text().strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw error("expected a whole number, got \"" + text() + "\"");
    }
    throw error("must be from " + least + " to " + most + ", got " + text());
  }

  /// `30` and `30s` are seconds; also `ms`, `min`, `h`, `d`.
  Duration duration(Duration least, Duration most) {
    Matcher quantity = quantity("a time such as 30s, 500ms, 5min or 1h");
    BigDecimal factor =
        switch (quantity.group(2)) {
          case "ms" -> BigDecimal.ONE;
          case "", "s" -> BigDecimal.valueOf(1000);
          case "min" -> BigDecimal.valueOf(60_000);
          case "h" -> BigDecimal.valueOf(3_600_000);
          case "d" -> BigDecimal.valueOf(86_400_000);
          default ->
              throw error("unknown unit \"" + quantity.group(2) + "\": use ms, s, min, h or d");
        };
    Duration duration = Duration.ofMillis(amount(quantity, factor));
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw error("must be from " + words(least) + " to " + words(most) + ", got " + text());
    }
    return duration;
  }

  /// A number of bytes; `kB`, `MB` and `GB` are powers of 1024, as in PostgreSQL.
  long bytes(long least) {
    Matcher quantity = quantity("a size such as 256kB or 1MB");
    long factor =
        switch (quantity.group(2)) {
          case "", "B" -> 1L;
          case "kB" -> 1L << 10;
          case "MB" -> 1L << 20;
          case "GB" -> 1L << 30;
          default -> throw error("unknown unit \"" + quantity.group(2) + "\": use B, kB, MB or GB");
        };
    long bytes = amount(quantity, BigDecimal.valueOf(factor));
    if (bytes < least) {
      throw error("must be at least " + least + " bytes, got " + text());
    }
    return bytes;
  }

  private Matcher quantity(String expected) {
    Matcher matcher = QUANTITY.matcher(text().strip());
    if (!matcher.matches()) {
      throw error("expected " + expected + ", got \"" + text() + "\"");
    }
    return matcher;
  }

  private long amount(Matcher quantity, BigDecimal factor) {
    try {
      return new BigDecimal(quantity.group(1)).multiply(factor).toBigInteger().longValueExact();
    } catch (ArithmeticException e) {
      throw error("too large: " + text());
    }
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }

  /// The items of a list, or of nothing.
  static List<ConfigNode> items(@Nullable ConfigNode node) {
    return node == null ? new ArrayList<>() : node.list();
  }
}
