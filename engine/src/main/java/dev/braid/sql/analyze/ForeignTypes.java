package dev.braid.sql.analyze;

import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Types of PostgreSQL that Braid has no values of. Functions and operators over them take part in
/// the choice among overloads all the same, so that a call means what it means to PostgreSQL.
final class ForeignTypes {
  private static final List<Foreign> ALL = new ArrayList<>();
  private static final Map<String, Type> NAMED = new HashMap<>();
  private static final Map<String, Kind> PSEUDO =
      Map.of(
          "any", Kind.ANY,
          "anyelement", Kind.ANYELEMENT,
          "anyarray", Kind.ANYARRAY,
          "anynonarray", Kind.ANYNONARRAY,
          "anycompatible", Kind.ANYCOMPATIBLE,
          "anycompatiblearray", Kind.ANYCOMPATIBLEARRAY);

  static {
    for (String line : lines("types")) {
      String[] parts = line.split(" ");
      Set<String> sources = parts.length > 3 ? Set.of(parts[3].split(",")) : Set.of();
      NAMED.put(parts[0], new Type(Kind.FOREIGN, -1, ALL.size(), null));
      ALL.add(new Foreign(category(parts[1].charAt(0)), parts[2].equals("t"), sources));
    }
  }

  private ForeignTypes() {}

  /// @param sources types that become it without a cast being written
  private record Foreign(TypeCategory category, boolean preferred, Set<String> sources) {}

  /// The type of a name of `pg_type`.
  static Type named(String name) {
    Kind kind = PSEUDO.get(name);
    kind = kind == null ? TypeNames.kind(name) : kind;
    if (kind != null) {
      return Type.of(kind);
    }
    Kind element = name.startsWith("_") ? TypeNames.kind(name.substring(1)) : null;
    if (element != null) {
      return Type.arrayOf(Type.of(element));
    }
    Type foreign = NAMED.get(name);
    if (foreign == null) {
      throw new IllegalStateException("a type that is not listed: " + name);
    }
    return foreign;
  }

  static TypeCategory category(Type type) {
    return ALL.get(type.scale()).category();
  }

  static boolean isPreferred(Type type) {
    return ALL.get(type.scale()).preferred();
  }

  static boolean takes(Type from, Type foreign) {
    return TypeCategory.isUnknown(from)
        || ALL.get(foreign.scale()).sources().contains(from.typeName());
  }

  private static TypeCategory category(char letter) {
    return switch (letter) {
      case 'A' -> TypeCategory.ARRAY;
      case 'B' -> TypeCategory.BOOLEAN;
      case 'D' -> TypeCategory.DATE_TIME;
      case 'T' -> TypeCategory.TIMESPAN;
      case 'N' -> TypeCategory.NUMERIC;
      case 'P' -> TypeCategory.PSEUDO;
      case 'S' -> TypeCategory.STRING;
      case 'U' -> TypeCategory.USER;
      case 'C' -> TypeCategory.COMPOSITE;
      case 'E' -> TypeCategory.ENUM;
      case 'G' -> TypeCategory.GEOMETRIC;
      case 'I' -> TypeCategory.NETWORK;
      case 'R' -> TypeCategory.RANGE;
      case 'V' -> TypeCategory.BIT_STRING;
      case 'X' -> TypeCategory.UNKNOWN;
      case 'Z' -> TypeCategory.INTERNAL;
      default -> throw new IllegalStateException("a category that is not known: " + letter);
    };
  }

  /// One of the lists that a server made.
  static List<String> lines(String list) {
    String name = "postgres-" + list + ".txt";
    try (InputStream in =
        Objects.requireNonNull(ForeignTypes.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
