package dev.braid.source.file.parquet;

import dev.braid.catalog.table.TableColumn;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.JsonType;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.UUIDType;

/// Declares the columns of a new file. What Parquet has no type for is written as text and named in
/// the file's metadata ([WrittenTypes]).
final class WriterSchema {
  private WriterSchema() {}

  /// Digits that a decimal of a fixed scale may have; others are text.
  static boolean isDecimal(Type type) {
    return type.kind() == Kind.NUMERIC
        && type.precision() > 0
        && type.precision() <= 38
        && type.scale() >= 0
        && type.scale() <= type.precision();
  }

  static List<SchemaElement> elements(List<TableColumn> columns) {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement("schema").setNum_children(columns.size()));
    for (TableColumn column : columns) {
      SchemaElement element = new SchemaElement(column.name());
      element.setRepetition_type(
          column.nullable() ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
      declare(element, column);
      elements.add(element);
    }
    return elements;
  }

  private static void declare(SchemaElement element, TableColumn column) {
    Type type = column.type();
    switch (type.kind()) {
      case BOOL -> element.setType(org.apache.parquet.format.Type.BOOLEAN);
      case INT2 ->
          element
              .setType(org.apache.parquet.format.Type.INT32)
              .setConverted_type(ConvertedType.INT_16)
              .setLogicalType(LogicalType.INTEGER(new IntType((byte) 16, true)));
      case INT4 -> element.setType(org.apache.parquet.format.Type.INT32);
      case INT8 -> element.setType(org.apache.parquet.format.Type.INT64);
      case FLOAT4 -> element.setType(org.apache.parquet.format.Type.FLOAT);
      case FLOAT8 -> element.setType(org.apache.parquet.format.Type.DOUBLE);
      case NUMERIC -> {
        if (isDecimal(type)) {
          decimal(element, type);
        } else {
          text(element);
        }
      }
      case TEXT, VARCHAR, BPCHAR, INTERVAL -> text(element);
      case JSON, JSONB ->
          element
              .setType(org.apache.parquet.format.Type.BYTE_ARRAY)
              .setConverted_type(ConvertedType.JSON)
              .setLogicalType(LogicalType.JSON(new JsonType()));
      case BYTEA -> element.setType(org.apache.parquet.format.Type.BYTE_ARRAY);
      case UUID ->
          element
              .setType(org.apache.parquet.format.Type.FIXED_LEN_BYTE_ARRAY)
              .setType_length(16)
              .setLogicalType(LogicalType.UUID(new UUIDType()));
      case DATE ->
          element
              .setType(org.apache.parquet.format.Type.INT32)
              .setConverted_type(ConvertedType.DATE)
              .setLogicalType(LogicalType.DATE(new DateType()));
      case TIME ->
          element
              .setType(org.apache.parquet.format.Type.INT64)
              .setLogicalType(
                  LogicalType.TIME(new TimeType(false, TimeUnit.MICROS(new MicroSeconds()))));
      case TIMESTAMP -> timestamp(element, false);
      case TIMESTAMPTZ -> timestamp(element, true);
      default ->
          throw new BraidException(
              SqlState.FEATURE_NOT_SUPPORTED,
              "type %s cannot be written to Parquet: column \"%s\"".formatted(type, column.name()));
    }
  }

  private static void text(SchemaElement element) {
    element
        .setType(org.apache.parquet.format.Type.BYTE_ARRAY)
        .setConverted_type(ConvertedType.UTF8)
        .setLogicalType(LogicalType.STRING(new StringType()));
  }

  private static void timestamp(SchemaElement element, boolean utc) {
    element
        .setType(org.apache.parquet.format.Type.INT64)
        .setLogicalType(
            LogicalType.TIMESTAMP(new TimestampType(utc, TimeUnit.MICROS(new MicroSeconds()))));
    if (utc) {
      element.setConverted_type(ConvertedType.TIMESTAMP_MICROS);
    }
  }

  private static void decimal(SchemaElement element, Type type) {
    if (type.precision() <= 9) {
      element.setType(org.apache.parquet.format.Type.INT32);
    } else if (type.precision() <= 18) {
      element.setType(org.apache.parquet.format.Type.INT64);
    } else {
      element.setType(org.apache.parquet.format.Type.FIXED_LEN_BYTE_ARRAY).setType_length(16);
    }
    element
        .setConverted_type(ConvertedType.DECIMAL)
        .setPrecision(type.precision())
        .setScale(type.scale())
        .setLogicalType(LogicalType.DECIMAL(new DecimalType(type.scale(), type.precision())));
  }

  /// The types that the columns alone do not tell.
  static List<KeyValue> metadata(List<TableColumn> columns) {
    List<KeyValue> metadata = new ArrayList<>();
    for (TableColumn column : columns) {
      Type type = column.type();
      boolean told =
          switch (type.kind()) {
            case NUMERIC -> isDecimal(type);
            case VARCHAR, BPCHAR, INTERVAL, JSONB -> false;
            default -> !type.hasModifier();
          };
      if (!told) {
        metadata.add(new KeyValue(WrittenTypes.PREFIX + column.name()).setValue(type.sqlName()));
      }
    }
    return metadata;
  }

  static List<ColumnOrder> orders(int columns) {
    List<ColumnOrder> orders = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      orders.add(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()));
    }
    return orders;
  }
}
