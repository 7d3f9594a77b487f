package dev.braid.source.file.csv;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.expr.TextInput;
import dev.braid.source.file.FileIdentity;
import dev.braid.source.file.csv.Encodings.Problem;
import dev.braid.source.file.csv.Encodings.Utf8;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import dev.braid.vector.Values;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a file as PostgreSQL's `COPY ... FROM` does without a format, the counterpart of
/// [CopyTextWriter]: fields apart by tabs, `\N` for NULL, backslash sequences. In order and for one
/// thread: where a line ends is known only from its start.
public final class CopyTextReader implements AutoCloseable {
  /// How the file is written.
  public record Form(byte delimiter, String nullText, Charset encoding) {}

  private final FileIdentity identity;
  private final List<String> names;
  private final List<Type> types;
  private final Form form;
  private final byte[] nullText;
  private final EvalContext context;
  private final FileBytes bytes;
  private final CopyTextLines lines;
  private byte[] unescaped = new byte[256];
  private int length;

  /// Where the field unescaped last ends, as far as it can be the text for NULL.
  private int rawEnd;

  /// @param names and types of the columns that the fields are for
  /// @throws BraidException 58030 when the file cannot be read
  public CopyTextReader(
      FileIdentity identity, List<String> names, List<Type> types, Form form, EvalContext context) {
    this.identity = identity;
    this.names = List.copyOf(names);
    this.types = List.copyOf(types);
    this.form = form;
    this.nullText = form.nullText().getBytes(StandardCharsets.UTF_8);
    this.context = context;
    this.bytes = FileBytes.open(identity);
    this.lines = new CopyTextLines(bytes);
  }

  /// Passes over the first line.
  ///
  /// @param match whether it must have the columns' names
  /// @throws BraidException 22P04 when it has not
  public void header(boolean match) {
    // PostgreSQL takes an empty file for an empty first line here.
    boolean _ = advance();
    if (!match) {
      return;
    }
    List<@Nullable String> found = fields();
    if (found.size() != names.size()) {
      throw bad(
          "wrong number of fields in header line: got %d, expected %d"
              .formatted(found.size(), names.size()));
    }
    for (int i = 0; i < names.size(); i++) {
      String name = found.get(i);
      if (name == null) {
        throw bad(
            "column name mismatch in header line field %d: got null value (\"%s\"), expected \"%s\""
                .formatted(i + 1, form.nullText(), names.get(i)));
      }
      if (!name.equals(names.get(i))) {
        throw bad(
            "column name mismatch in header line field %d: got \"%s\", expected \"%s\""
                .formatted(i + 1, name, names.get(i)));
      }
    }
  }

  private boolean advance() {
    try {
      return lines.advance();
    } catch (BraidException e) {
      throw located(e, null);
    }
  }

  /// The next rows; null when there are none.
  ///
  /// @throws BraidException with file, line and column
  public @Nullable Batch next() {
    List<ColumnBuilder> builders = new ArrayList<>();
    types.forEach(type -> builders.add(ColumnBuilder.of(type, Batch.CAPACITY)));
    int rows = 0;
    while (rows < Batch.CAPACITY && advance()) {
      List<@Nullable String> fields = fields();
      if (fields.size() > types.size()) {
        throw bad("extra data after last expected column");
      }
      for (int i = 0; i < types.size(); i++) {
        if (i >= fields.size()) {
          throw bad("missing data for column \"%s\"".formatted(names.get(i)));
        }
        Values.append(builders.get(i), types.get(i), value(i, fields.get(i)));
      }
      rows++;
    }
    identity.requireCurrent();
    return rows == 0
        ? null
        : new Batch(builders.stream().map(ColumnBuilder::build).toArray(Column[]::new), rows);
  }

  private @Nullable Object value(int column, @Nullable String text) {
    try {
      return text == null ? null : TextInput.parse(types.get(column), text, context);
    } catch (BraidException e) {
      throw located(e, names.get(column));
    }
  }

  private List<@Nullable String> fields() {
    Problem problem = Encodings.check(lines.data(), lines.length(), form.encoding());
    if (problem != null) {
      throw located(problem.error(), null);
    }
    Utf8 line = Encodings.toUtf8(lines.data(), lines.length(), form.encoding());
    List<@Nullable String> fields = new ArrayList<>(types.size());
    int start = 0;
    while (true) {
      int end = unescape(line, start);
      boolean isNull = Arrays.equals(line.data(), start, rawEnd, nullText, 0, nullText.length);
      fields.add(isNull ? null : text());
      if (end == line.length()) {
        return fields;
      }
      start = end + 1;
    }
  }

  private String text() {
    Problem problem = Encodings.check(unescaped, length, StandardCharsets.UTF_8);
    if (problem != null) {
      throw located(problem.error(), null);
    }
    return new String(unescaped, 0, length, StandardCharsets.UTF_8);
  }

  /// Takes a field's text out of a line.
  ///
  /// @return where the field ends: at a delimiter or the line's end
  private int unescape(Utf8 line, int start) {
    byte[] data = line.data();
    if (unescaped.length < line.length() + Encodings.PADDING) {
      unescaped = new byte[line.length() + Encodings.PADDING];
    }
    length = 0;
    int at = start;
    while (at < line.length() && data[at] != form.delimiter()) {
      byte value = data[at++];
      if (value == '\\') {
        if (at == line.length()) {
          rawEnd = at - 1; // a backslash before nothing is nothing
          return at;
        }
        value = data[at++];
        int digits = numberLength(line, at, value);
        if (digits > 0) {
          int radix = value == 'x' ? 16 : 8;
          int from = radix == 16 ? at : at - 1;
          value =
              (byte)
                  Integer.parseInt(
                      new String(data, from, digits, StandardCharsets.ISO_8859_1), radix);
          at = from + digits;
        } else {
          value = letter(value);
        }
      }
      unescaped[length++] = value;
    }
    rawEnd = at;
    return at;
  }

  /// How many digits a number behind a backslash has: up to three octal ones, of which the first
  /// has been read, or up to two hexadecimal ones behind `x`.
  private static int numberLength(Utf8 line, int at, byte first) {
    boolean hex = first == 'x';
    if (!hex && Character.digit(first, 8) < 0) {
      return 0;
    }
    int from = hex ? at : at - 1;
    int digits = 0;
    while (digits < (hex ? 2 : 3)
        && from + digits < line.length()
        && Character.digit(line.data()[from + digits], hex ? 16 : 8) >= 0) {
      digits++;
    }
    return digits;
  }

  private static byte letter(byte escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      default -> escaped;
    };
  }

  private BraidException bad(String message) {
    return located(new BraidException(SqlState.BAD_COPY_FILE_FORMAT, message), null);
  }

  private BraidException located(BraidException error, @Nullable String column) {
    String place = identity.path().getFileName() + ":" + lines.number() + ": ";
    String where = column == null ? "" : "column \"" + column + "\": ";
    return new BraidException(
        error.sqlState(), place + where + error.message(), 0, error.detail(), error.hint(), error);
  }

  @Override
  public void close() {
    bytes.close();
  }
}
