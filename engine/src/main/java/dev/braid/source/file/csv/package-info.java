/// CSV files as tables, and rows as CSV files, as PostgreSQL's `COPY ... (FORMAT csv)` reads and
/// writes them.
///
/// Entry: [dev.braid.source.file.csv.CsvTable] reads, [dev.braid.source.file.csv.CsvWriter] writes.
/// A file is cut into chunks of equal size. How many quotes a chunk has decides in which state the
/// next one begins ([dev.braid.source.file.csv.Chunks]); a morsel is the records that begin in a
/// chunk ([dev.braid.source.file.csv.Records]), and a column of it is decoded when it is first asked
/// for ([dev.braid.source.file.csv.ColumnDecoder]) and kept in the cache of segments. Imports
/// `source.file`, `catalog`, `expr`, `vector`, `type` and `error`.
@NullMarked
package dev.braid.source.file.csv;

import org.jspecify.annotations.NullMarked;
