package dev.braid.expr;

import dev.braid.type.Bytes;
import dev.braid.type.Dates;
import dev.braid.type.Floats;
import dev.braid.type.Interval;
import dev.braid.type.Intervals;
import dev.braid.type.PgArray;
import dev.braid.type.Times;
import dev.braid.type.Timestamps;
import dev.braid.type.Type;
import dev.braid.type.Uuids;
import dev.braid.type.Zone;
import dev.braid.type.array.ArrayText;
import dev.braid.type.json.path.JsonPath;
import dev.braid.type.text.Bytea;
import java.util.UUID;

/// Values as PostgreSQL writes them.
public final class TextOutput {
  private TextOutput() {}

  /// @param value in Java's form
  /// @param zone in which timestamps with time zone are shown
  public static String write(Type type, Object value, Zone zone) {
    return switch (type.kind()) {
      case BOOL -> (boolean) value ? "t" : "f";
      case INT2, INT4, INT8, NUMERIC -> value.toString();
      case FLOAT4 -> Floats.toText((float) (double) value);
      case FLOAT8 -> Floats.toText((double) value);
      case TEXT, VARCHAR, BPCHAR, JSON, JSONB, OPAQUE, UNKNOWN -> (String) value;
      case JSONPATH -> JsonPath.canonical((String) value);
      case BYTEA -> Bytea.format((Bytes) value);
      case DATE -> Dates.format((int) value);
      case TIME -> Times.format((long) value);
      case TIMESTAMP -> Timestamps.format((long) value);
      case TIMESTAMPTZ -> Timestamps.formatInstant((long) value, zone);
      case INTERVAL -> Intervals.format((Interval) value);
      case UUID -> Uuids.format((UUID) value);
      case ARRAY ->
          ArrayText.format((PgArray) value, element -> write(type.elementType(), element, zone));
      case ANYELEMENT, ANYARRAY, ANYNONARRAY, ANYCOMPATIBLE, ANYCOMPATIBLEARRAY, ANY, FOREIGN ->
          throw new IllegalArgumentException("no value has the type " + type);
    };
  }
}
