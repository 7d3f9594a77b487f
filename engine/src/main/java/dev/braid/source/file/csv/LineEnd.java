package dev.braid.source.file.csv;

/// What ends the records of a file: whatever ends its first one. Others, outside of quotes, are
/// errors, as in PostgreSQL.
enum LineEnd {
  LF((byte) '\n'),
  CRLF((byte) '\n'),
  CR((byte) '\r');

  /// The byte after which a record begins.
  final byte last;

  LineEnd(byte last) {
    this.last = last;
  }
}
