package dev.braid.source.file.csv;

import dev.braid.expr.TextOutput;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes rows as PostgreSQL's `COPY ... TO` does without a format: fields apart by tabs, NULL as
/// `\N`, and a backslash before whatever would be read as something else. For one thread.
public final class CopyTextWriter implements AutoCloseable {
  private final TextFile file;
  private final byte delimiter;
  private final byte[] nullText;
  private final List<Type> types;
  private final Zone zone;
  private long rows;

  /// @param header names for a first line, or null for none
  public CopyTextWriter(
      TextFile file,
      byte delimiter,
      String nullText,
      @Nullable List<String> header,
      List<Type> types,
      Zone zone) {
    this.file = file;
    this.delimiter = delimiter;
    this.nullText = nullText.getBytes(StandardCharsets.UTF_8);
    this.types = List.copyOf(types);
    this.zone = zone;
    if (header != null) {
      for (int i = 0; i < header.size(); i++) {
        separate(i);
        put(header.get(i).getBytes(StandardCharsets.UTF_8));
      }
      file.put((byte) '\n');
    }
  }

  /// Writes all rows of a batch, whose columns have the writer's types.
  public void write(Batch batch) {
    for (int row = 0; row < batch.size(); row++) {
      for (int i = 0; i < types.size(); i++) {
        separate(i);
        @Nullable Object value = Values.get(batch.column(i), row, types.get(i));
        if (value == null) {
          file.put(nullText, 0, nullText.length);
        } else {
          put(TextOutput.write(types.get(i), value, zone).getBytes(StandardCharsets.UTF_8));
        }
      }
      file.put((byte) '\n');
    }
    rows += batch.size();
  }

  private void separate(int column) {
    if (column > 0) {
      file.put(delimiter);
    }
  }

  private void put(byte[] text) {
    for (byte value : text) {
      byte letter =
          switch (value) {
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case 0x0b -> 'v';
            default -> value == '\\' || value == delimiter ? value : 0;
          };
      if (letter != 0) {
        file.put((byte) '\\');
        file.put(letter);
      } else {
        file.put(value);
      }
    }
  }

  /// @return rows written
  public long finish() {
    file.finish();
    return rows;
  }

  @Override
  public void close() {
    file.close();
  }
}
