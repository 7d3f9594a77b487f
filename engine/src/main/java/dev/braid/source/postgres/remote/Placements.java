package dev.braid.source.postgres.remote;

import dev.braid.catalog.ShardedTable;
import dev.braid.catalog.table.Spread.Placement;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.TextInput;
import dev.braid.expr.TextOutput;
import dev.braid.expr.TypeOrder;
import dev.braid.source.postgres.remote.ServerCatalog.FoundColumn;
import dev.braid.type.Kind;
import dev.braid.type.Numeric;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds the server of a key as the user's declaration has it.
///
/// Equal keys must always be found on the same server. So a hash of the text is refused of types
/// whose equal values may have several texts, and an order of texts of columns whose collation is
/// not that of bytes.
final class Placements {
  private Placements() {}

  /// @return null where nothing is known
  /// @throws BraidException 22023 or the type's own where the declaration does not fit the column
  static @Nullable Placement of(FoundColumn column, ShardedTable.Placement declared, int servers) {
    Type type = column.type();
    if (type == null
        || OpaqueTypes.isOpaque(type)
        || type.kind() == Kind.JSON
        || type.kind() == Kind.ARRAY) {
      throw invalid("type " + column.typeName() + " cannot be placed by hash, list or range");
    }
    if (!column.deterministic()) {
      throw invalid("collation " + column.collation() + " takes different texts for equal");
    }
    return switch (declared) {
      case ShardedTable.Placement.Unknown _ -> null;
      case ShardedTable.Placement.Hash _ -> hash(type, servers);
      case ShardedTable.Placement.Listed listed -> listed(type, listed.values());
      case ShardedTable.Placement.Ranges ranges -> ranges(column, type, ranges.bounds());
    };
  }

  private static Placement hash(Type type, int servers) {
    boolean oneText =
        switch (type.kind()) {
          case BOOL, INT2, INT4, INT8, TEXT, VARCHAR, BPCHAR, BYTEA, DATE, TIME, TIMESTAMP, UUID ->
              true;
          case NUMERIC -> type.hasModifier() && type.scale() >= 0;
          default -> false;
        };
    if (!oneText) {
      throw invalid(
          "equal values of type " + type + " may have several texts, and so several hashes");
    }
    return values -> {
      Object value = fitting(type, values.getFirst());
      if (value == null) {
        return servers - 1;
      }
      if (value == NOWHERE) {
        return -1;
      }
      String text = TextOutput.write(type, value, Zone.UTC);
      return (int) (md5(type.kind() == Kind.BPCHAR ? unpadded(text) : text) % servers);
    };
  }

  /// What PostgreSQL makes of a `character` as text.
  private static String unpadded(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  private static long md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return Binary.int4(digest, 0) & 0xFFFF_FFFFL;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Placement listed(Type type, List<List<String>> values) {
    TreeMap<Object, Integer> places = new TreeMap<>(TypeOrder.of(type.plain()));
    for (int server = 0; server < values.size(); server++) {
      for (String text : values.get(server)) {
        Integer other = places.put(TextInput.written(type, text), server);
        if (other != null && other != server) {
          throw invalid("the value \"" + text + "\" is listed for two shards");
        }
      }
    }
    return keys -> {
      Object value = fitting(type, keys.getFirst());
      return value == null || value == NOWHERE ? -1 : places.getOrDefault(value, -1);
    };
  }

  private static Placement ranges(FoundColumn column, Type type, List<String> texts) {
    if (!column.bytewise()) {
      throw invalid(
          "ranges need an order of bytes, which the collation %s has not"
              .formatted(column.collation()));
    }
    Comparator<Object> order = TypeOrder.of(type.plain());
    List<Object> bounds = new ArrayList<>();
    for (String text : texts) {
      Object bound = TextInput.written(type, text);
      if (!bounds.isEmpty() && order.compare(bounds.getLast(), bound) >= 0) {
        throw invalid("the bounds of ranges must ascend, \"" + text + "\" does not");
      }
      bounds.add(bound);
    }
    return keys -> {
      Object value = fitting(type, keys.getFirst());
      if (value == null) {
        return bounds.size();
      }
      if (value == NOWHERE) {
        return -1;
      }
      int server = 0;
      while (server < bounds.size() && order.compare(value, bounds.get(server)) >= 0) {
        server++;
      }
      return server;
    };
  }

  /// Stands for a value that no row of the column can have.
  private static final Object NOWHERE = new Object();

  /// A number in the form that the column's values have, whatever form it was compared in.
  private static @Nullable Object fitting(Type type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case INT2, INT4, INT8 -> integer(type, value);
      case NUMERIC -> {
        Numeric number =
            value instanceof Numeric it ? it : Numeric.of(new BigDecimal(value.toString()));
        if (!type.hasModifier() || !number.isFinite()) {
          yield number;
        }
        Numeric shown = number.round(type.scale());
        yield shown.equals(number) ? shown : NOWHERE;
      }
      default -> value;
    };
  }

  private static Object integer(Type type, Object value) {
    BigDecimal number = new BigDecimal(value.toString()).stripTrailingZeros();
    if (number.scale() > 0 || number.precision() - number.scale() > 19) {
      return NOWHERE;
    }
    long whole = number.toBigInteger().longValue();
    if (number.compareTo(BigDecimal.valueOf(whole)) != 0) {
      return NOWHERE;
    }
    if (type.kind() == Kind.INT8) {
      return whole;
    }
    return whole == (int) whole ? (Object) (int) whole : NOWHERE;
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}
