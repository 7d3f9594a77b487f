/// Parquet files, read and written without Hadoop: thrift structures are Apache's, everything
/// between a page's bytes and a column is ours.
///
/// Entry: [dev.braid.source.file.parquet.ParquetFormat] to read,
/// [dev.braid.source.file.parquet.ParquetWriter] to write. The way of a value: `ParquetFile`
/// (footer) - `ChunkDecoder` (pages) - a `ValueStore` (encodings) - `SegmentBuilder` (types) -
/// `Segment`. Imports `source.file` and its segments.
@NullMarked
package dev.braid.source.file.parquet;

import org.jspecify.annotations.NullMarked;
