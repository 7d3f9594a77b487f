package dev.braid.source.file;

import dev.braid.catalog.table.Table;
import java.util.List;

/// A kind of file that tables are made of.
public interface FileFormat {
  /// How names of such files end, with the dot: `.parquet`.
  String extension();

  /// A table of all rows of these files, one file after the other.
  ///
  /// @param files at least one, in the order of their rows; the table stays what they are now and
  ///   fails once they have changed
  /// @throws dev.braid.error.BraidException when a file is none of this kind, or files of one table
  ///   have different columns
  Table open(String schema, String name, List<FileIdentity> files);
}
