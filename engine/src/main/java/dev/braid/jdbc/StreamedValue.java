package dev.braid.jdbc;

import dev.braid.error.SqlState;
import dev.braid.source.TypedParameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Parameters that come as streams; they are read at once, into memory.
final class StreamedValue {
  private StreamedValue() {}

  /// @param length bytes to read, -1 for all
  static @Nullable Object bytes(@Nullable InputStream stream, long length) throws SQLException {
    return stream == null ? null : new TypedParameter("bytea", read(stream, length));
  }

  static @Nullable Object bytes(@Nullable Blob blob) throws SQLException {
    return blob == null ? null : bytes(blob.getBinaryStream(), -1);
  }

  /// @param length bytes to read, -1 for all
  static @Nullable Object text(@Nullable InputStream stream, long length, Charset charset)
      throws SQLException {
    return stream == null ? null : new String(read(stream, length), charset);
  }

  static @Nullable Object text(@Nullable Clob clob) throws SQLException {
    return clob == null ? null : text(clob.getCharacterStream(), -1);
  }

  private static byte[] read(InputStream stream, long length) throws SQLException {
    try {
      return length < 0 ? stream.readAllBytes() : stream.readNBytes(Math.toIntExact(length));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// @param length characters to read, -1 for all
  static @Nullable Object text(@Nullable Reader reader, long length) throws SQLException {
    if (reader == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[8192];
    try {
      while (length < 0 || text.length() < length) {
        int wanted =
            (int) (length < 0 ? buffer.length : Math.min(buffer.length, length - text.length()));
        int read = reader.read(buffer, 0, wanted);
        if (read < 0) {
          break;
        }
        text.append(buffer, 0, read);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return text.toString();
  }

  private static SQLException unreadable(IOException e) {
    return new SQLException(
        "the parameter's stream cannot be read: " + e.getMessage(), SqlState.IO_ERROR, e);
  }
}
