package dev.braid.source.postgres.remote;

import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import java.util.List;

/// Makes batches of the messages of a binary COPY. One is for one COPY.
///
/// The server sends whole rows: one in each message, the header before the first, -1 instead of a
/// number of fields at the end. Several rows in one message would be read, too; a row cut in two
/// would not.
final class CopyDecoder {
  /// The signature, flags and the length of what may follow them.
  private static final int HEADER = 19;

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };

  /// A batch of wide rows is full before it has all rows that it might have.
  private static final long MOST_BYTES = 4L << 20;

  private final FieldDecoder[] fields;
  private boolean headerRead;
  private boolean ended;
  private int rows;
  private long bytes;

  CopyDecoder(List<Type> types) {
    fields = new FieldDecoder[types.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = FieldDecoder.of(types.get(i), Batch.CAPACITY);
    }
  }

  /// Rows that the next batch has so far.
  int rows() {
    return rows;
  }

  boolean isFull() {
    return rows >= Batch.CAPACITY || bytes >= MOST_BYTES;
  }

  /// The rows read so far; the next batch starts anew.
  Batch take() {
    Column[] columns = new Column[fields.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = fields[i].builder.build();
    }
    Batch batch = new Batch(columns, rows);
    rows = 0;
    bytes = 0;
    return batch;
  }

  void read(byte[] message) {
    int at = headerRead ? 0 : header(message);
    while (at < message.length) {
      if (ended || message.length - at < 2) {
        throw Binary.malformed("bytes after the last row");
      }
      int count = Binary.int2(message, at);
      at += 2;
      if (count < 0) {
        ended = true;
        continue;
      }
      if (count != fields.length) {
        throw Binary.malformed(count + " columns instead of " + fields.length);
      }
      at = row(message, at);
      rows++;
    }
    bytes += message.length;
  }

  private int row(byte[] message, int start) {
    int at = start;
    for (FieldDecoder field : fields) {
      if (message.length - at < 4) {
        throw Binary.malformed("a row that ends within a message");
      }
      int length = Binary.int4(message, at);
      at += 4;
      if (length < 0) {
        field.builder.appendNull();
      } else {
        if (length > message.length - at) {
          throw Binary.malformed("a row that ends within a message");
        }
        field.decode(message, at, length);
        at += length;
      }
    }
    return at;
  }

  private int header(byte[] message) {
    if (message.length < HEADER) {
      throw Binary.malformed("no header");
    }
    for (int i = 0; i < SIGNATURE.length; i++) {
      if (message[i] != SIGNATURE[i]) {
        throw Binary.malformed("no signature");
      }
    }
    int extension = Binary.int4(message, HEADER - 4);
    if (Binary.int4(message, SIGNATURE.length) != 0
        || extension < 0
        || extension > message.length - HEADER) {
      throw Binary.malformed("a header with unknown flags");
    }
    headerRead = true;
    return HEADER + extension;
  }

  /// After the last message.
  void end() {
    if (!ended) {
      throw Binary.malformed("no end");
    }
  }
}
