package dev.braid.source.postgres.spread;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Reads a part of the table as lines of COPY's text format and hands each to its shard.
///
/// In a spread table the first field of a line is the shard's number; the rest goes on as it came.
final class RowReader {
  private static final int PIECE = 1 << 16;

  private final List<ShardWriter> writers;
  private final boolean spread;
  private final ByteArrayOutputStream[] pieces;
  private long rows;

  /// @param spread whether lines begin with a shard's number; else every shard gets every line
  RowReader(List<ShardWriter> writers, boolean spread) {
    this.writers = writers;
    this.spread = spread;
    this.pieces = new ByteArrayOutputStream[spread ? writers.size() : 1];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = new ByteArrayOutputStream(PIECE + (PIECE >> 2));
    }
  }

  long rows() {
    return rows;
  }

  void read(Connection source, String query) throws SQLException, InterruptedException {
    CopyOut copy =
        source.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + query + ") TO STDOUT");
    try {
      for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
        rows++;
        add(line);
      }
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
    for (int i = 0; i < pieces.length; i++) {
      send(i);
    }
  }

  private void add(byte[] line) throws InterruptedException {
    int shard = 0;
    int from = 0;
    if (spread) {
      while (line[from] != '\t') {
        shard = shard * 10 + line[from++] - '0';
      }
      from++;
    }
    pieces[shard].write(line, from, line.length - from);
    if (pieces[shard].size() >= PIECE) {
      send(shard);
    }
  }

  private void send(int shard) throws InterruptedException {
    if (pieces[shard].size() == 0) {
      return;
    }
    byte[] piece = pieces[shard].toByteArray();
    pieces[shard].reset();
    if (spread) {
      writers.get(shard).put(piece);
    } else {
      for (ShardWriter writer : writers) {
        writer.put(piece);
      }
    }
  }
}
