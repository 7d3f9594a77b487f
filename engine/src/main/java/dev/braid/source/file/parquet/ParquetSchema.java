package dev.braid.source.file.parquet;

import static java.util.Objects.requireNonNull;

import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads the columns of a file from its footer.
///
/// Old files tell of times by converted types alone, which say UTC whatever the writer meant; like
/// other readers Braid then takes them for times without a zone.
final class ParquetSchema {
  private final FileErrors errors;
  private final Map<String, Type> written = new HashMap<>();

  ParquetSchema(FileErrors errors, @Nullable List<KeyValue> metadata) {
    this.errors = errors;
    if (metadata != null) {
      for (KeyValue entry : metadata) {
        String key = requireNonNull(entry.getKey(), "key");
        String value = entry.getValue();
        if (key.startsWith(WrittenTypes.PREFIX) && value != null) {
          Type type = WrittenTypes.parse(value);
          if (type != null) {
            written.put(key.substring(WrittenTypes.PREFIX.length()), type);
          }
        }
      }
    }
  }

  List<ParquetColumn> columns(List<SchemaElement> elements) {
    if (elements.isEmpty()) {
      throw errors.corrupted("the schema is empty");
    }
    int children = elements.getFirst().getNum_children();
    List<ParquetColumn> columns = new ArrayList<>();
    for (int i = 1; i < elements.size(); i++) {
      SchemaElement element = elements.get(i);
      String name = requireNonNull(element.getName(), "name");
      if (element.isSetNum_children() && element.getNum_children() > 0) {
        throw errors.unsupported(name, nested(element));
      }
      if (element.getRepetition_type() == FieldRepetitionType.REPEATED) {
        throw errors.unsupported(name, "repeated values");
      }
      if (!element.isSetType()) {
        throw errors.corrupted("column \"" + name + "\" has no type");
      }
      columns.add(column(columns.size(), element));
    }
    if (columns.size() != children) {
      throw errors.corrupted("the schema names " + children + " columns, has " + columns.size());
    }
    return List.copyOf(columns);
  }

  private static String nested(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    if (logical != null && logical.isSetLIST()
        || element.getConverted_type() == ConvertedType.LIST) {
      return "lists";
    }
    if (logical != null && logical.isSetMAP() || element.getConverted_type() == ConvertedType.MAP) {
      return "maps";
    }
    return "structs";
  }

  private ParquetColumn column(int index, SchemaElement element) {
    int length = element.isSetType_length() ? element.getType_length() : 0;
    if (element.getType() == org.apache.parquet.format.Type.FIXED_LEN_BYTE_ARRAY
        && (length <= 0 || length > 1 << 20)) {
      throw errors.corrupted("values of column \"" + element.getName() + "\" have no length");
    }
    String name = requireNonNull(element.getName(), "name");
    Typed typed = typed(element, length);
    Type type = typed.type;
    Form form = typed.form;
    Type own = written.get(name);
    if (own != null && (form == Form.TEXT || own.kind() == type.kind())) {
      form =
          switch (own.kind()) {
            case NUMERIC -> form == Form.TEXT ? Form.NUMERIC_TEXT : form;
            case INTERVAL -> Form.INTERVAL_TEXT;
            default -> form;
          };
      type = form == Form.NUMERIC_TEXT || own.kind() != dev.braid.type.Kind.NUMERIC ? own : type;
    }
    return new ParquetColumn(
        index,
        name,
        type,
        requireNonNull(element.getType(), "type"),
        length,
        element.getRepetition_type() != FieldRepetitionType.REQUIRED,
        form);
  }

  private record Typed(Type type, Form form) {}

  private Typed typed(SchemaElement element, int length) {
    return switch (requireNonNull(element.getType(), "type")) {
      case BOOLEAN -> new Typed(Type.BOOL, Form.BOOLEAN);
      case INT32 -> int32(element);
      case INT64 -> int64(element);
      case INT96 -> new Typed(Type.TIMESTAMP, Form.INT96);
      case FLOAT -> new Typed(Type.FLOAT4, Form.FLOAT);
      case DOUBLE -> new Typed(Type.FLOAT8, Form.DOUBLE);
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> bytes(element, length);
    };
  }

  private Typed int32(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    ConvertedType converted = element.getConverted_type();
    if (logical != null && logical.isSetDATE() || converted == ConvertedType.DATE) {
      return new Typed(Type.DATE, Form.DATE);
    }
    if (logical != null && logical.isSetDECIMAL() || converted == ConvertedType.DECIMAL) {
      return decimal(element, Form.DECIMAL_INTEGER);
    }
    if (logical != null && logical.isSetTIME() || converted == ConvertedType.TIME_MILLIS) {
      return new Typed(Type.TIME, Form.TIME_MILLIS);
    }
    if (logical != null && logical.isSetINTEGER()) {
      return integer(logical.getINTEGER().getBitWidth(), logical.getINTEGER().isIsSigned());
    }
    if (converted == null) {
      return new Typed(Type.INT4, Form.INTEGER);
    }
    return switch (converted) {
      case INT_8 -> integer(8, true);
      case INT_16 -> integer(16, true);
      case UINT_8 -> integer(8, false);
      case UINT_16 -> integer(16, false);
      case UINT_32 -> integer(32, false);
      default -> new Typed(Type.INT4, Form.INTEGER);
    };
  }

  private static Typed integer(int bits, boolean signed) {
    if (signed) {
      return bits <= 16 ? new Typed(Type.INT2, Form.INTEGER) : new Typed(Type.INT4, Form.INTEGER);
    }
    return switch (bits) {
      case 8 -> new Typed(Type.INT2, Form.INTEGER);
      case 16 -> new Typed(Type.INT4, Form.INTEGER);
      default -> new Typed(Type.INT8, Form.UNSIGNED_32);
    };
  }

  private Typed int64(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    ConvertedType converted = element.getConverted_type();
    if (logical != null && logical.isSetTIMESTAMP()) {
      Type type = logical.getTIMESTAMP().isIsAdjustedToUTC() ? Type.TIMESTAMPTZ : Type.TIMESTAMP;
      return new Typed(
          type,
          unit(
              requireNonNull(logical.getTIMESTAMP().getUnit(), "unit"),
              Form.TIMESTAMP_MILLIS,
              Form.TIMESTAMP_MICROS,
              Form.TIMESTAMP_NANOS));
    }
    if (logical != null && logical.isSetTIME()) {
      return new Typed(
          Type.TIME,
          unit(
              requireNonNull(logical.getTIME().getUnit(), "unit"),
              Form.TIME_MILLIS,
              Form.TIME_MICROS,
              Form.TIME_NANOS));
    }
    if (logical != null && logical.isSetDECIMAL() || converted == ConvertedType.DECIMAL) {
      return decimal(element, Form.DECIMAL_INTEGER);
    }
    if (logical != null && logical.isSetINTEGER() && !logical.getINTEGER().isIsSigned()
        || converted == ConvertedType.UINT_64) {
      return new Typed(Type.numeric(20, 0), Form.UNSIGNED_64);
    }
    if (converted == null) {
      return new Typed(Type.INT8, Form.INTEGER);
    }
    return switch (converted) {
      case TIMESTAMP_MILLIS -> new Typed(Type.TIMESTAMP, Form.TIMESTAMP_MILLIS);
      case TIMESTAMP_MICROS -> new Typed(Type.TIMESTAMP, Form.TIMESTAMP_MICROS);
      case TIME_MICROS -> new Typed(Type.TIME, Form.TIME_MICROS);
      default -> new Typed(Type.INT8, Form.INTEGER);
    };
  }

  private static Form unit(TimeUnit unit, Form millis, Form micros, Form nanos) {
    return unit.isSetMILLIS() ? millis : unit.isSetMICROS() ? micros : nanos;
  }

  private Typed decimal(SchemaElement element, Form form) {
    LogicalType logical = element.getLogicalType();
    int precision = element.getPrecision();
    int scale = element.getScale();
    if (logical != null && logical.isSetDECIMAL()) {
      precision = logical.getDECIMAL().getPrecision();
      scale = logical.getDECIMAL().getScale();
    }
    if (precision < 1 || precision > 1000 || scale < 0 || scale > 1000) {
      throw errors.corrupted(
          "column \"%s\" is decimal(%d,%d)".formatted(element.getName(), precision, scale));
    }
    return new Typed(Type.numeric(precision, scale), form);
  }

  private Typed bytes(SchemaElement element, int length) {
    LogicalType logical = element.getLogicalType();
    ConvertedType converted = element.getConverted_type();
    if (logical != null) {
      switch (logical.getSetField()) {
        case STRING, ENUM -> {
          return new Typed(Type.TEXT, Form.TEXT);
        }
        case JSON -> {
          return new Typed(Type.JSON, Form.TEXT);
        }
        case UUID -> {
          if (length != 16) {
            throw errors.corrupted("uuids of column \"" + element.getName() + "\" are no 16 bytes");
          }
          return new Typed(Type.UUID, Form.BYTES);
        }
        case FLOAT16 -> {
          if (length != 2) {
            throw errors.corrupted("column \"" + element.getName() + "\": float16 of other length");
          }
          return new Typed(Type.FLOAT4, Form.FLOAT16);
        }
        case DECIMAL -> {
          return decimal(element, Form.DECIMAL_BYTES);
        }
        case BSON, VARIANT, GEOMETRY, GEOGRAPHY ->
            throw errors.unsupported(
                requireNonNull(element.getName()), logical.getSetField() + " values");
        default -> {}
      }
    }
    if (converted != null) {
      switch (converted) {
        case UTF8, ENUM -> {
          return new Typed(Type.TEXT, Form.TEXT);
        }
        case JSON -> {
          return new Typed(Type.JSON, Form.TEXT);
        }
        case DECIMAL -> {
          return decimal(element, Form.DECIMAL_BYTES);
        }
        case BSON, INTERVAL ->
            throw errors.unsupported(requireNonNull(element.getName()), converted + " values");
        default -> {}
      }
    }
    return new Typed(Type.BYTEA, Form.BYTES);
  }
}
