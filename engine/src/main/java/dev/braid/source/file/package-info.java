/// Folders of files as tables.
///
/// Entry: [dev.braid.source.file.FolderTables]; each format is a [dev.braid.source.file.FileFormat]
/// in a room of its own. Imports `catalog`, `vector`, `type` and `error`, never one of the formats.
@NullMarked
package dev.braid.source.file;

import org.jspecify.annotations.NullMarked;
