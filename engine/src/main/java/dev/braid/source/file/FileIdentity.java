package dev.braid.source.file;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Which file, in which state: what must be the same for two reads to see the same bytes.
///
/// A file rewritten in place within one tick of the file system's clock, to the same length, is not
/// noticed.
///
/// @param path absolute
/// @param size bytes
/// @param modified nanoseconds since 1970
/// @param key the file system's own number of the file (inode), or empty where it has none
public record FileIdentity(Path path, long size, long modified, String key) {
  /// The file as it is now.
  ///
  /// @throws BraidException 58030 when it cannot be read
  public static FileIdentity of(Path path) {
    try {
      return read(path.toAbsolutePath().normalize());
    } catch (NoSuchFileException e) {
      throw new BraidException(
          SqlState.IO_ERROR,
          "could not open file \"" + path + "\": it does not exist",
          0,
          null,
          null,
          e);
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "could not open file \"" + path + "\"", 0, e.toString(), null, e);
    }
  }

  private static FileIdentity read(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    @Nullable Object key = attributes.fileKey();
    return new FileIdentity(
        path,
        attributes.size(),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        key == null ? "" : key.toString());
  }

  public boolean isCurrent() {
    try {
      return equals(read(path));
    } catch (IOException e) {
      return false;
    }
  }

  /// @throws BraidException 55000 when the file has changed or is gone
  public void requireCurrent() {
    if (!isCurrent()) {
      throw changed();
    }
  }

  /// For readers who hold the file mapped: that it still is what it was, or another file has taken
  /// its name and it is untouched. What is mapped stays on disk when its name goes, and its number
  /// is not given to another file meanwhile.
  ///
  /// @throws BraidException 55000 when the file has been written to
  public void requireIntact() {
    try {
      FileIdentity now = read(path);
      if (!equals(now) && (key.isEmpty() || key.equals(now.key))) {
        throw changed();
      }
    } catch (NoSuchFileException e) {
      if (key.isEmpty()) {
        throw changed();
      }
    } catch (IOException e) {
      throw changed();
    }
  }

  private BraidException changed() {
    return new BraidException(
            SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
            "file \"" + path + "\" has changed while it was read")
        .withHint("run the query again");
  }
}
