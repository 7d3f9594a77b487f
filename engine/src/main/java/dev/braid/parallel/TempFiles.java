package dev.braid.parallel;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Files of one query for what does not fit into memory. They are gone when this is closed.
///
/// They lie in a folder of the process, beside a lock file that the process holds. Whoever starts
/// later takes away folders whose lock nobody holds: those of processes that died. A lock says more
/// than a process id, which may come from another container.
public final class TempFiles implements AutoCloseable {
  private static @Nullable Home home;

  private final Path parent;
  private final MemoryBudget budget;
  private final List<TempFile> files = new ArrayList<>();

  /// The folder of this process; lives as long as it does.
  private record Home(Path parent, Path folder, FileLock lock) {}

  /// Files below `java.io.tmpdir`.
  ///
  /// @param budget is told what is written
  public TempFiles(MemoryBudget budget) {
    this(
        Path.of(System.getProperty("java.io.tmpdir"), "braid-" + System.getProperty("user.name")),
        budget);
  }

  /// @param parent a folder that processes share; made when needed
  /// @param budget is told what is written
  public TempFiles(Path parent, MemoryBudget budget) {
    this.parent = parent;
    this.budget = budget;
  }

  /// A new, empty file.
  public synchronized TempFile create() {
    try {
      Path folder = folder(parent);
      TempFile file = new TempFile(folder.resolve(UUID.randomUUID().toString()), budget);
      files.add(file);
      return file;
    } catch (IOException e) {
      throw failed("create", e);
    }
  }

  static BraidException failed(String what, IOException e) {
    return new BraidException(
        SqlState.IO_ERROR,
        "could not %s a temporary file: %s".formatted(what, e),
        0,
        null,
        null,
        e);
  }

  private static synchronized Path folder(Path parent) throws IOException {
    if (home != null && home.parent.equals(parent) && Files.isDirectory(home.folder)) {
      return home.folder;
    }
    Files.createDirectories(parent);
    removeLeftovers(parent);
    home = newHome(parent);
    return home.folder;
  }

  private static Home newHome(Path parent) throws IOException {
    while (true) {
      String name = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
      Path lockFile = parent.resolve(name + ".lock");
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      Path folder = Files.createDirectory(parent.resolve(name));
      // Somebody may have taken the file for a leftover before it was locked.
      if (lock != null && Files.exists(lockFile)) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder, lockFile)));
        return new Home(parent, folder, lock);
      }
      channel.close();
    }
  }

  /// Takes away what processes left behind that are no more. What cannot be removed stays.
  static void removeLeftovers(Path parent) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, "*.lock")) {
      entries.forEach(found::add);
    }
    for (Path lockFile : found) {
      try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock != null) {
          String name = lockFile.getFileName().toString();
          remove(parent.resolve(name.substring(0, name.length() - 5)), lockFile);
        }
      } catch (OverlappingFileLockException | NoSuchFileException e) {
        // Its owner lives, or has just removed it.
      }
    }
  }

  private static void remove(Path folder, Path lockFile) {
    try {
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
          for (Path file : files) {
            Files.deleteIfExists(file);
          }
        }
        Files.delete(folder);
      }
      Files.deleteIfExists(lockFile);
    } catch (IOException e) {
      // The next process to start tries again.
      return;
    }
  }

  @Override
  public synchronized void close() {
    files.forEach(TempFile::close);
    files.clear();
  }
}
