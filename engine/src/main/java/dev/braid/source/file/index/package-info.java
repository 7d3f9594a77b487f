/// Sorted indexes over the tables of a folder: files in its hidden folder `.braid`.
///
/// Entry: [dev.braid.source.file.index.FolderIndexes], which finds the indexes of a table that were
/// built from its files as they are now; [dev.braid.source.file.index.IndexWriter] makes one.
/// Imports `source.file`, `catalog`, `vector`, `type` and `error`.
@NullMarked
package dev.braid.source.file.index;

import org.jspecify.annotations.NullMarked;
