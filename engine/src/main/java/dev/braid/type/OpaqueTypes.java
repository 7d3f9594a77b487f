package dev.braid.type;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Types of servers whose values Braid only passes on, as the texts that servers write. Every type
/// that was met has a number, which is the [Type#scale] of [Kind#OPAQUE].
public final class OpaqueTypes {
  private static final List<Opaque> ALL = new CopyOnWriteArrayList<>();
  private static final Map<Opaque, Type> KNOWN = new ConcurrentHashMap<>();

  /// What `pg_typeof` answers; its values are names as `format_type` spells them.
  public static final Type REGTYPE = of(new Opaque("regtype", "regtype", true, false));

  private OpaqueTypes() {}

  /// A type by its names.
  ///
  /// @param sqlName as `format_type` spells it
  /// @param typeName as in `pg_type`
  /// @param textual whether values are equal just when their texts are
  /// @param composite whether `IS NULL` looks at fields
  public record Opaque(String sqlName, String typeName, boolean textual, boolean composite) {}

  public static Type of(Opaque opaque) {
    Type known = KNOWN.get(opaque);
    return known == null ? add(opaque) : known;
  }

  private static synchronized Type add(Opaque opaque) {
    Type known = KNOWN.get(opaque);
    if (known == null) {
      known = new Type(Kind.OPAQUE, -1, ALL.size(), null);
      ALL.add(opaque);
      KNOWN.put(opaque, known);
    }
    return known;
  }

  static Opaque get(Type type) {
    return ALL.get(type.scale());
  }

  public static boolean isOpaque(Type type) {
    return type.kind() == Kind.OPAQUE
        || type.kind() == Kind.ARRAY && type.element() != null && isOpaque(type.elementType());
  }

  /// Whether values are equal just when their texts are.
  public static boolean isTextual(Type type) {
    return type.kind() == Kind.OPAQUE && get(type).textual();
  }

  public static boolean isComposite(Type type) {
    return type.kind() == Kind.OPAQUE && get(type).composite();
  }
}
