package dev.braid.expr.library;

import dev.braid.type.Kind;
import dev.braid.type.Numeric;
import dev.braid.type.PgArray;
import dev.braid.type.SizeText;
import dev.braid.type.Timestamps;
import dev.braid.type.Type;
import dev.braid.type.text.Cases;
import dev.braid.type.text.Identifiers;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.Objects;
import java.util.UUID;

/// Texts and numbers with a grammar of their own: identifiers, sizes, what is in a UUID; and what
/// Unicode says of a text.
final class NameFunctions {
  private static final Type TEXTS = Type.arrayOf(Type.TEXT);

  /// Microseconds from 1582-10-15, where UUIDs of version 1 begin, to 2000-01-01.
  private static final long GREGORIAN = 152_384L * 86_400 * 1_000_000;

  private NameFunctions() {}

  static void register(Definitions d) {
    RowFunction identifier =
        (in, row, out, _) -> {
          boolean strict = in.length < 2 || in[1].getBoolean(row);
          Object[] parts = Identifiers.parse(in[0].getString(row), strict).toArray();
          out.append(PgArray.of(Type.TEXT, parts));
        };
    d.function("parse_ident", TEXTS, identifier, Type.TEXT);
    d.function("parse_ident", TEXTS, identifier, Type.TEXT, Type.BOOL);
    sizes(d);
    unicode(d);
    uuids(d);
  }

  private static void sizes(Definitions d) {
    d.function(
        "pg_size_pretty",
        Type.TEXT,
        (in, row, out, _) -> out.append(SizeText.pretty(in[0].getLong(row))),
        Type.INT8);
    d.function(
        "pg_size_pretty",
        Type.TEXT,
        (in, row, out, _) ->
            out.append(
                SizeText.pretty(
                    (Numeric) Objects.requireNonNull(Values.get(in[0], row, Type.NUMERIC)))),
        Type.NUMERIC);
    d.function(
        "pg_size_bytes",
        Type.INT8,
        (in, row, out, _) -> out.append(SizeText.bytes(in[0].getString(row))),
        Type.TEXT);
  }

  private static void unicode(Definitions d) {
    d.function(
        "normalize",
        Type.TEXT,
        (in, row, out, _) -> out.append(Cases.normalize(in[0].getString(row), "NFC")),
        Type.TEXT);
    d.function(
        "is_normalized",
        Type.BOOL,
        (in, row, out, _) -> out.append(Cases.isNormalized(in[0].getString(row), "NFC")),
        Type.TEXT);
    d.function(
        "unicode_assigned",
        Type.BOOL,
        (in, row, out, _) ->
            out.append(in[0].getString(row).codePoints().allMatch(Character::isDefined)),
        Type.TEXT);
  }

  /// NULL for other variants than RFC 9562's.
  private static void uuids(Definitions d) {
    d.function(
        "uuid_extract_version",
        Type.INT2,
        (in, row, out, _) -> {
          UUID uuid = uuid(in[0], row);
          if (uuid.variant() == 2) {
            out.append(uuid.version());
          } else {
            out.appendNull();
          }
        },
        Type.UUID);
    d.function(
        "uuid_extract_timestamp",
        Type.of(Kind.TIMESTAMPTZ),
        (in, row, out, _) -> {
          UUID uuid = uuid(in[0], row);
          int version = uuid.variant() == 2 ? uuid.version() : 0;
          switch (version) {
            case 1 -> out.append(uuid.timestamp() / 10 - GREGORIAN);
            case 7 ->
                out.append((uuid.getMostSignificantBits() >>> 16) * 1000 + Timestamps.UNIX_EPOCH);
            default -> out.appendNull();
          }
        },
        Type.UUID);
  }

  private static UUID uuid(Column column, int row) {
    return (UUID) Objects.requireNonNull(Values.get(column, row, Type.UUID));
  }
}
