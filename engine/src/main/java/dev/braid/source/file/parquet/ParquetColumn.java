package dev.braid.source.file.parquet;

import org.apache.parquet.format.Type;

/// One flat column of a file.
///
/// @param index position among the file's leaves
/// @param length bytes of a value of FIXED_LEN_BYTE_ARRAY
record ParquetColumn(
    int index,
    String name,
    dev.braid.type.Type type,
    Type physical,
    int length,
    boolean optional,
    Form form) {}
