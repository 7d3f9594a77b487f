package dev.braid.source.file.csv;

import dev.braid.catalog.CsvFormat;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.TextOutput;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes rows as PostgreSQL's `COPY ... TO ... (FORMAT csv)` does: values in the types' own text,
/// in quotes only where they would be read as something else, lines ended by LF.
///
/// The rows go to a hidden file beside the target, which takes its name in [#finish]: readers see
/// all of it or nothing. Closing without [#finish] removes it. For one thread.
public final class CsvWriter implements AutoCloseable {
  private final TextFile file;
  private final CsvFormat format;
  private final Type[] types;
  private final boolean[] forced;
  private final Zone zone;
  private final byte[] nullText;
  private long rows;

  /// @param forceQuote columns whose values are always in quotes, NULL excepted
  /// @param zone in which timestamps with time zone are written
  /// @throws BraidException 58030 when there is no writing there; 0A000 for encodings other than
  ///   UTF-8
  public CsvWriter(
      Path target,
      List<String> names,
      List<Type> types,
      CsvFormat format,
      Set<String> forceQuote,
      Zone zone) {
    this(TextFile.create(target), names, types, format, forceQuote, zone);
  }

  /// @param file closed with the writer
  public CsvWriter(
      TextFile file,
      List<String> names,
      List<Type> types,
      CsvFormat format,
      Set<String> forceQuote,
      Zone zone) {
    this.file = file;
    if (!format.encoding().equals(StandardCharsets.UTF_8)) {
      file.close();
      throw new BraidException(
          SqlState.FEATURE_NOT_SUPPORTED,
          "writing CSV in encoding " + format.encoding() + " is not supported");
    }
    this.format = format;
    this.types = types.toArray(Type[]::new);
    this.forced = new boolean[types.size()];
    for (int i = 0; i < forced.length; i++) {
      forced[i] = forceQuote.contains(names.get(i));
    }
    this.zone = zone;
    this.nullText = format.nullText().getBytes(StandardCharsets.UTF_8);
    if (format.header()) {
      for (int i = 0; i < names.size(); i++) {
        byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
        separate(i);
        put(name, 0, name.length, false);
      }
      put((byte) '\n');
    }
  }

  /// Writes all rows of a batch, whose columns have the writer's types.
  public void write(Batch batch) {
    for (int row = 0; row < batch.size(); row++) {
      for (int i = 0; i < types.length; i++) {
        separate(i);
        put(batch.column(i), row, types[i], forced[i]);
      }
      put((byte) '\n');
    }
    rows += batch.size();
  }

  private void separate(int column) {
    if (column > 0) {
      put(format.delimiter());
    }
  }

  private void put(Column column, int row, Type type, boolean force) {
    if (column.isNull(row)) {
      putRaw(nullText, 0, nullText.length);
      return;
    }
    switch (type.kind()) {
      case TEXT, VARCHAR, BPCHAR, JSON, JSONB ->
          put(column.getData(row), column.getStart(row), column.getLength(row), force);
      default -> {
        @Nullable Object value = Values.get(column, row, type);
        byte[] text =
            value == null
                ? nullText
                : TextOutput.write(type, value, zone).getBytes(StandardCharsets.UTF_8);
        put(text, 0, text.length, force);
      }
    }
  }

  /// A value, in quotes when it must be: like the NULL text, or with a special character, or alone
  /// in its line and the mark that once ended the data.
  private void put(byte[] data, int start, int length, boolean force) {
    boolean quoted =
        force
            || Arrays.equals(data, start, start + length, nullText, 0, nullText.length)
            || (types.length == 1 && length == 2 && data[start] == '\\' && data[start + 1] == '.');
    for (int i = start; !quoted && i < start + length; i++) {
      byte value = data[i];
      quoted =
          value == format.delimiter() || value == format.quote() || value == '\n' || value == '\r';
    }
    if (!quoted) {
      putRaw(data, start, length);
      return;
    }
    put(format.quote());
    for (int i = start; i < start + length; i++) {
      byte value = data[i];
      if (value == format.quote() || value == format.escape()) {
        put(format.escape());
      }
      put(value);
    }
    put(format.quote());
  }

  private void putRaw(byte[] data, int start, int length) {
    file.put(data, start, length);
  }

  private void put(byte value) {
    file.put(value);
  }

  /// Gives the file its name, in place of one that has it.
  ///
  /// @return rows written
  /// @throws BraidException 58030 when that fails
  public long finish() {
    file.finish();
    return rows;
  }

  @Override
  public void close() {
    file.close();
  }
}
