package dev.braid.sql.analyze;

import dev.braid.error.SqlState;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.TypeName;
import dev.braid.type.Kind;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names of types, and their modifiers.
final class TypeNames {
  private static final Map<String, Kind> KINDS = new HashMap<>();

  /// Types of PostgreSQL that are refused by name instead of being unknown.
  private static final Set<String> OTHERS =
      Set.of(
          """
          bit varbit timetz money inet cidr macaddr macaddr8 xml point line lseg box path polygon
          circle tsvector tsquery oid regclass regproc regprocedure regtype regoper regoperator
          regrole regnamespace regconfig regdictionary name int2vector oidvector xid xid8 cid tid
          char pg_lsn txid_snapshot pg_snapshot int4range int8range numrange tsrange
          tstzrange daterange int4multirange int8multirange nummultirange tsmultirange
          tstzmultirange datemultirange refcursor record void unknown aclitem anyelement anyarray
          """
              .trim()
              .split("\\s+"));

  private static final int MAX_LENGTH = 10_485_760;

  static {
    for (Kind kind : Kind.values()) {
      if (!kind.isPseudo() && kind != Kind.ARRAY && kind != Kind.OPAQUE && kind != Kind.UNKNOWN) {
        KINDS.put(kind.typeName(), kind);
      }
    }
  }

  /// The type of a function-like name, or null.
  static @Nullable Kind kind(String name) {
    return KINDS.get(name);
  }

  private final @Nullable ServerCalls servers;

  /// @param servers that may know further types
  TypeNames(@Nullable ServerCalls servers) {
    this.servers = servers;
  }

  Type resolve(TypeName name) {
    if (servers != null && isServers(name)) {
      Type foreign = servers.type(text(name));
      if (foreign != null) {
        return foreign;
      }
    }
    Type type = element(name);
    return name.arrayDimensions().isEmpty() ? type : Type.arrayOf(type);
  }

  /// Whether it is not one of Braid's types.
  private static boolean isServers(TypeName name) {
    String word = name.name();
    return !name.names().isEmpty()
        && !KINDS.containsKey(word)
        && !(word.startsWith("_") && KINDS.containsKey(word.substring(1)));
  }

  private static String text(TypeName name) {
    StringBuilder text = new StringBuilder();
    for (String part : name.names()) {
      text.append(text.isEmpty() ? "" : ".").append('"').append(part.replace("\"", "\"\""));
      text.append('"');
    }
    return text.append(name.arrayDimensions().isEmpty() ? "" : "[]").toString();
  }

  private static Type element(TypeName name) {
    if (name.names().size() > 2
        || (name.names().size() == 2 && !name.names().getFirst().equals("pg_catalog"))) {
      throw unknown(name);
    }
    String word = name.name();
    Kind kind = KINDS.get(word);
    if (kind != null) {
      return withModifiers(name, kind);
    }
    if (word.startsWith("_") && KINDS.containsKey(word.substring(1))) {
      return Type.arrayOf(Type.of(KINDS.get(word.substring(1))));
    }
    if (word.equals("regtype") && name.modifiers().isEmpty()) {
      return OpaqueTypes.REGTYPE;
    }
    if (OTHERS.contains(word)) {
      throw Errors.unsupported(name.position(), "type " + word);
    }
    throw unknown(name);
  }

  private static RuntimeException unknown(TypeName name) {
    return Errors.error(
        SqlState.UNDEFINED_OBJECT,
        name.position(),
        "type \"" + String.join(".", name.names()) + "\" does not exist");
  }

  private static Type withModifiers(TypeName name, Kind kind) {
    if (name.modifiers().isEmpty()) {
      return Type.of(kind);
    }
    return switch (kind) {
      case NUMERIC -> numeric(name, integers(name));
      case VARCHAR, BPCHAR -> Type.of(kind, length(name, kind, integers(name)));
      case TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> {
        List<Integer> modifiers = integers(name);
        if (modifiers.size() != 1) {
          throw invalid(name, "invalid type modifier");
        }
        int precision = modifiers.getFirst();
        if (precision < 0) {
          String words = kind == Kind.TIMESTAMPTZ ? "TIMESTAMP(%d) WITH TIME ZONE" : kind + "(%d)";
          throw invalid(name, words.formatted(precision) + " precision must not be negative");
        }
        yield Type.of(kind, Math.min(precision, 6));
      }
      default ->
          throw Errors.syntax(
              name.position(), "type modifier is not allowed for type \"" + name.name() + "\"");
    };
  }

  private static Type numeric(TypeName name, List<Integer> modifiers) {
    if (modifiers.size() > 2) {
      throw invalid(name, "invalid NUMERIC type modifier");
    }
    int precision = modifiers.getFirst();
    int scale = modifiers.size() == 2 ? modifiers.get(1) : 0;
    if (precision < 1 || precision > 1000) {
      throw invalid(name, "NUMERIC precision " + precision + " must be between 1 and 1000");
    }
    if (scale < -1000 || scale > 1000) {
      throw invalid(name, "NUMERIC scale " + scale + " must be between -1000 and 1000");
    }
    return Type.numeric(precision, scale);
  }

  private static int length(TypeName name, Kind kind, List<Integer> modifiers) {
    String word = kind == Kind.VARCHAR ? "varchar" : "char";
    if (modifiers.size() != 1) {
      throw invalid(name, "invalid type modifier");
    }
    int length = modifiers.getFirst();
    if (length < 1) {
      throw invalid(name, "length for type " + word + " must be at least 1");
    }
    if (length > MAX_LENGTH) {
      throw invalid(name, "length for type " + word + " cannot exceed " + MAX_LENGTH);
    }
    return length;
  }

  private static List<Integer> integers(TypeName name) {
    List<Integer> values = new ArrayList<>();
    for (Expression modifier : name.modifiers()) {
      switch (modifier) {
        case Expression.IntegerLiteral it -> values.add(it.value());
        case Expression.Operation it
            when it.left() == null
                && it.operator().name().equals("-")
                && it.right() instanceof Expression.IntegerLiteral literal ->
            values.add(-literal.value());
        default ->
            throw Errors.syntax(
                name.position(), "type modifiers must be simple constants or identifiers");
      }
    }
    return values;
  }

  private static RuntimeException invalid(TypeName name, String message) {
    return Errors.error(SqlState.INVALID_PARAMETER_VALUE, name.position(), message);
  }
}
