package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Which file a COPY may name: one within the dataset's folder, wherever links in between lead, and
/// none that is hidden.
final class CopyPath {
  private CopyPath() {}

  /// A file to be read.
  static Path toRead(Path folder, String written) {
    Path path = within(folder, written);
    try {
      if (!Files.isRegularFile(path)) {
        throw new NoSuchFileException(written);
      }
      return checked(folder, path.toRealPath(), written);
    } catch (IOException e) {
      throw failed(written, "reading", e);
    }
  }

  /// A file to be made or replaced; its folder must be there.
  static Path toWrite(Path folder, String written) {
    Path path = within(folder, written);
    try {
      Path parent = path.getParent();
      Path real =
          (parent == null ? path : parent.toRealPath().resolve(path.getFileName())).normalize();
      if (Files.isDirectory(real)) {
        throw new BraidException(
            SqlState.WRONG_OBJECT_TYPE, "\"%s\" is a directory".formatted(written));
      }
      return checked(folder, real, written);
    } catch (IOException e) {
      throw failed(written, "writing", e);
    }
  }

  private static Path within(Path folder, String written) {
    try {
      Path root = folder.toAbsolutePath().normalize();
      Path path = root.resolve(written).normalize();
      if (written.isEmpty() || path.equals(root) || !path.startsWith(root)) {
        throw outside(written);
      }
      return path;
    } catch (InvalidPathException e) {
      throw new BraidException(
          SqlState.INVALID_NAME, "not a path: \"%s\"".formatted(written), 0, null, null, e);
    }
  }

  private static Path checked(Path folder, Path real, String written) throws IOException {
    Path root = folder.toRealPath();
    if (!real.startsWith(root)) {
      throw outside(written);
    }
    for (Path part : root.relativize(real)) {
      if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
        throw new BraidException(
            SqlState.INSUFFICIENT_PRIVILEGE,
            "COPY with hidden files is not permitted: \"%s\"".formatted(written));
      }
    }
    return real;
  }

  private static BraidException outside(String written) {
    return new BraidException(
            SqlState.INSUFFICIENT_PRIVILEGE,
            "COPY outside of the dataset's folder is not permitted: \"%s\"".formatted(written))
        .withHint("name a file relative to the dataset's folder");
  }

  private static BraidException failed(String written, String what, IOException e) {
    boolean missing = e instanceof NoSuchFileException;
    return new BraidException(
        missing ? SqlState.UNDEFINED_FILE : SqlState.IO_ERROR,
        "could not open file \"%s\" for %s%s"
            .formatted(written, what, missing ? ": No such file or directory" : ""),
        0,
        missing ? null : e.toString(),
        null,
        e);
  }
}
