package dev.braid.jdbc;

import dev.braid.error.BraidException;
import dev.braid.type.TypeNames;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A type of PostgreSQL's as JDBC sees it, with the numbers and classes that pgjdbc gives.
///
/// Types that are not built in (enums, domains, extensions') come as their text, which is what
/// pgjdbc does with an enum.
///
/// @param name as `pg_type.typname` has it: `int4`, `_text`
/// @param code of [Types]
/// @param javaClass what `getObject` returns
/// @param precision digits or characters; 0 where there is no limit
/// @param scale digits behind the point
/// @param display characters that a value's text may have
record PgType(String name, int code, String javaClass, int precision, int scale, int display) {
  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final String STRING = String.class.getName();
  private static final String OBJECT = "org.postgresql.util.PGobject";

  private static final Map<String, PgType> KNOWN = new LinkedHashMap<>();

  static {
    add("bool", Types.BIT, Boolean.class.getName(), 1, 0, 1);
    add("int2", Types.SMALLINT, Integer.class.getName(), 5, 0, 6);
    add("int4", Types.INTEGER, Integer.class.getName(), 10, 0, 11);
    add("int8", Types.BIGINT, Long.class.getName(), 19, 0, 20);
    add("float4", Types.REAL, Float.class.getName(), 8, 8, 15);
    add("float8", Types.DOUBLE, Double.class.getName(), 17, 17, 25);
    add("numeric", Types.NUMERIC, BigDecimal.class.getName(), 0, 0, 131089);
    add("money", Types.DOUBLE, "org.postgresql.util.PGmoney", UNLIMITED, 0, UNLIMITED);
    add("oid", Types.BIGINT, Long.class.getName(), 10, 0, 10);
    add("text", Types.VARCHAR, STRING, UNLIMITED, 0, UNLIMITED);
    add("varchar", Types.VARCHAR, STRING, UNLIMITED, 0, UNLIMITED);
    add("bpchar", Types.CHAR, STRING, UNLIMITED, 0, UNLIMITED);
    add("char", Types.CHAR, STRING, 1, 0, 1);
    add("name", Types.VARCHAR, STRING, UNLIMITED, 0, UNLIMITED);
    add("bytea", Types.BINARY, "[B", UNLIMITED, 0, UNLIMITED);
    add("date", Types.DATE, java.sql.Date.class.getName(), 13, 0, 13);
    add("time", Types.TIME, java.sql.Time.class.getName(), 15, 6, 15);
    add("timetz", Types.TIME, java.sql.Time.class.getName(), 21, 6, 21);
    add("timestamp", Types.TIMESTAMP, java.sql.Timestamp.class.getName(), 29, 6, 29);
    add("timestamptz", Types.TIMESTAMP, java.sql.Timestamp.class.getName(), 35, 6, 35);
    add("interval", Types.OTHER, "org.postgresql.util.PGInterval", 49, 6, 49);
    add("uuid", Types.OTHER, java.util.UUID.class.getName(), UNLIMITED, 0, UNLIMITED);
    add("bit", Types.BIT, Boolean.class.getName(), UNLIMITED, 0, UNLIMITED);
    add("xml", Types.SQLXML, java.sql.SQLXML.class.getName(), UNLIMITED, 0, UNLIMITED);
    add("point", Types.OTHER, "org.postgresql.geometric.PGpoint", UNLIMITED, 0, UNLIMITED);
    add("box", Types.OTHER, "org.postgresql.geometric.PGbox", UNLIMITED, 0, UNLIMITED);
    add("line", Types.OTHER, "org.postgresql.geometric.PGline", UNLIMITED, 0, UNLIMITED);
    add("lseg", Types.OTHER, "org.postgresql.geometric.PGlseg", UNLIMITED, 0, UNLIMITED);
    add("path", Types.OTHER, "org.postgresql.geometric.PGpath", UNLIMITED, 0, UNLIMITED);
    add("polygon", Types.OTHER, "org.postgresql.geometric.PGpolygon", UNLIMITED, 0, UNLIMITED);
    add("circle", Types.OTHER, "org.postgresql.geometric.PGcircle", UNLIMITED, 0, UNLIMITED);
    for (String other :
        List.of(
            "json",
            "jsonb",
            "jsonpath",
            "varbit",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "tsvector",
            "tsquery",
            "int4range",
            "int8range",
            "numrange",
            "daterange",
            "tsrange",
            "tstzrange",
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "datemultirange",
            "tsmultirange",
            "tstzmultirange",
            "xid",
            "xid8",
            "cid",
            "tid",
            "pg_lsn",
            "record",
            "void",
            "regclass",
            "regtype",
            "regproc",
            "regprocedure",
            "regoper",
            "regoperator",
            "regrole",
            "regnamespace",
            "regconfig",
            "regdictionary",
            "regcollation",
            "aclitem",
            "int2vector",
            "oidvector",
            "pg_snapshot",
            "txid_snapshot",
            "refcursor")) {
      add(other, Types.OTHER, OBJECT, UNLIMITED, 0, UNLIMITED);
    }
  }

  /// `format_type`'s long names that are no `pg_type.typname`.
  private static final Map<String, String> LONG_NAMES =
      new HashMap<>(
          Map.of(
              "time with time zone", "timetz",
              "bit varying", "varbit",
              "\"char\"", "char"));

  private static final Pattern MODIFIED =
      Pattern.compile("(.*?)(?:\\((\\d+)(?:,(-?\\d+))?\\))?( with(?:out)? time zone)?(\\[\\])?");

  private static void add(
      String name, int code, String javaClass, int precision, int scale, int display) {
    KNOWN.put(name, new PgType(name, code, javaClass, precision, scale, display));
  }

  /// The type of this `pg_type.typname`.
  static PgType of(String name) {
    PgType known = KNOWN.get(name);
    if (known != null) {
      return known;
    }
    if (name.startsWith("_")) {
      PgType element = of(name.substring(1));
      String array = java.sql.Array.class.getName();
      return new PgType(
          name, Types.ARRAY, array, element.precision, element.scale, element.display);
    }
    return new PgType(name, Types.VARCHAR, STRING, UNLIMITED, 0, UNLIMITED);
  }

  /// The type that PostgreSQL's `format_type` spells so: `character varying(20)`, `numeric(12,2)`,
  /// `integer[]`; also `pg_type.typname` with a modifier.
  static PgType ofSqlName(String sqlName) {
    if (sqlName.startsWith("_")) {
      return of(sqlName);
    }
    Matcher parts = MODIFIED.matcher(sqlName);
    if (!parts.matches()) {
      return of(sqlName);
    }
    String zone = parts.group(4) == null ? "" : parts.group(4);
    String bare = parts.group(1) + zone;
    if (parts.group(5) != null) {
      return of("_" + ofSqlName(bare).name());
    }
    PgType type = of(typeName(bare));
    if (parts.group(2) == null) {
      // char alone is char(1); PostgreSQL's own spelling always has the length.
      return type;
    }
    int first = Integer.parseInt(parts.group(2));
    int second = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
    return type.modified(first, second);
  }

  private static String typeName(String bare) {
    String own = LONG_NAMES.get(bare);
    if (own != null || KNOWN.containsKey(bare)) {
      return own == null ? bare : own;
    }
    try {
      return TypeNames.parse(bare).typeName();
    } catch (BraidException e) {
      // A type that only the server knows.
      return bare;
    }
  }

  /// @param first what stands first in the modifier
  private PgType modified(int first, int second) {
    return switch (name) {
      case "numeric" ->
          new PgType(name, code, javaClass, first, second, first + (second > 0 ? 2 : 1));
      case "varchar", "bpchar", "varbit", "bit" ->
          new PgType(name, code, javaClass, first, 0, first);
      case "time", "timetz", "timestamp", "timestamptz" -> {
        int dropped = first == 0 ? 7 : 6 - first;
        yield new PgType(name, code, javaClass, precision - dropped, first, display - dropped);
      }
      default -> this;
    };
  }

  boolean isArray() {
    return code == Types.ARRAY;
  }

  /// An array's element.
  PgType element() {
    return of(name.substring(1));
  }

  boolean isSigned() {
    return switch (name) {
      case "int2", "int4", "int8", "float4", "float8", "numeric" -> true;
      default -> isArray() && element().isSigned();
    };
  }

  boolean isNumber() {
    return !isArray() && (isSigned() || name.equals("oid"));
  }

  /// Whether upper and lower case differ in comparisons.
  boolean isCaseSensitive() {
    return switch (name) {
      case "oid",
          "int2",
          "int4",
          "int8",
          "float4",
          "float8",
          "numeric",
          "bool",
          "bit",
          "varbit",
          "date",
          "time",
          "timetz",
          "timestamp",
          "timestamptz",
          "interval" ->
          false;
      default -> !isArray() || element().isCaseSensitive();
    };
  }

  /// All built-in ones, in the order of their declaration.
  static List<PgType> known() {
    return List.copyOf(KNOWN.values());
  }
}
