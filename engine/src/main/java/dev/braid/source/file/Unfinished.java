package dev.braid.source.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A file on its way: written under a hidden name beside its target, which it takes when it is
/// complete and on disk. Readers see all of it or nothing, whenever its writer dies.
///
/// The hidden file is locked for as long as it is written. Operating systems drop a lock when its
/// process ends, however that happens, so a hidden file that can be locked has no writer any more
/// ([#removeLeftovers]). Some systems drop a process's locks when it closes any channel to the
/// file; files of this process are therefore known by name and not tried.
public final class Unfinished implements AutoCloseable {
  private static final String MARK = ".tmp-";
  private static final Set<Path> LIVE = ConcurrentHashMap.newKeySet();

  private final Path target;
  private final Path hidden;
  private final FileChannel channel;
  private boolean over;

  private Unfinished(Path target, Path hidden, FileChannel channel) {
    this.target = target;
    this.hidden = hidden;
    this.channel = channel;
  }

  /// Starts a file that is to be called `target`.
  public static Unfinished create(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path hidden = absolute.resolveSibling("." + absolute.getFileName() + MARK + UUID.randomUUID());
    LIVE.add(hidden);
    boolean created = false;
    try {
      FileChannel channel =
          FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock(channel);
      created = true;
      return new Unfinished(absolute, hidden, channel);
    } finally {
      if (!created) {
        LIVE.remove(hidden);
      }
    }
  }

  /// Some network file systems have no locks; there leftovers stay.
  private static void lock(FileChannel channel) {
    try {
      FileLock _ = channel.tryLock();
    } catch (IOException | UnsupportedOperationException e) {
      return;
    }
  }

  /// Where its bytes are until it is complete.
  public Path hidden() {
    return hidden;
  }

  public FileChannel channel() {
    return channel;
  }

  /// Completes the file, in place of another of its name.
  public void publish() throws IOException {
    end();
    Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    over();
  }

  /// Completes the file unless there is one of its name.
  ///
  /// @throws FileAlreadyExistsException when there is; the file is then gone
  public void publishNew() throws IOException {
    end();
    try {
      try {
        Files.createLink(target, hidden);
      } catch (UnsupportedOperationException e) {
        // No hard links here: two processes could still collide between these two steps.
        if (Files.exists(target)) {
          throw new FileAlreadyExistsException(target.toString());
        }
        Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Files.deleteIfExists(hidden);
      LIVE.remove(hidden);
      over = true;
    }
    syncFolder(target);
  }

  private void end() throws IOException {
    channel.force(true);
    channel.close();
  }

  private void over() throws IOException {
    over = true;
    LIVE.remove(hidden);
    syncFolder(target);
  }

  /// Makes a file's new name, or its going, last. Windows cannot open a folder, and needs no such
  /// thing.
  public static void syncFolder(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null && !System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
        opened.force(true);
      }
    }
  }

  /// Removes what was not published.
  @Override
  public void close() throws IOException {
    if (!over) {
      over = true;
      channel.close();
      Files.deleteIfExists(hidden);
      LIVE.remove(hidden);
    }
  }

  /// Removes what dead writers have left in a folder.
  public static void removeLeftovers(Path folder) throws IOException {
    List<Path> found;
    try (Stream<Path> entries = Files.list(folder)) {
      found = entries.filter(Unfinished::isHidden).toList();
    }
    for (Path path : found) {
      Path absolute = path.toAbsolutePath().normalize();
      if (!LIVE.contains(absolute) && isAbandoned(absolute)) {
        Files.deleteIfExists(absolute);
      }
    }
  }

  private static boolean isHidden(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") && name.contains(MARK) && Files.isRegularFile(path);
  }

  private static boolean isAbandoned(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (IOException | OverlappingFileLockException | UnsupportedOperationException e) {
      return false;
    }
  }
}
