package dev.braid.source.file;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// One change of existing tables at a time in a folder: whoever makes a new file out of an old one
/// must not lose what another adds meanwhile. It keeps threads and processes apart; readers never
/// ask for it.
public final class FolderLock implements AutoCloseable {
  /// Where Braid keeps what is its own in a folder of tables.
  static final String OWN = ".braid";

  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final ReentrantLock threads;
  private final FileChannel channel;

  private FolderLock(ReentrantLock threads, FileChannel channel) {
    this.threads = threads;
    this.channel = channel;
  }

  /// Waits for the lock.
  ///
  /// @throws BraidException 57014 when cancelled, 58030 where nothing can be written
  @SuppressWarnings("UnusedVariable")
  public static FolderLock take(Path folder, Cancellation cancellation) {
    ReentrantLock threads = LOCKS.computeIfAbsent(real(folder), _ -> new ReentrantLock());
    boolean taken = false;
    try (Cancellation.Registration _ = cancellation.interruptOnCancel()) {
      threads.lockInterruptibly();
      FileChannel channel = null;
      try {
        Path own = own(folder);
        channel =
            FileChannel.open(
                own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock processes = channel.lock();
        taken = true;
        return new FolderLock(threads, channel);
      } finally {
        if (!taken) {
          if (channel != null) {
            channel.close();
          }
          threads.unlock();
        }
      }
    } catch (InterruptedException | IOException e) {
      cancellation.check();
      throw new BraidException(
          SqlState.IO_ERROR, "could not lock folder \"" + folder + "\"", 0, e.toString(), null, e);
    }
  }

  /// However it is written: one process cannot lock a file twice.
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "could not open folder \"" + folder + "\"", 0, e.toString(), null, e);
    }
  }

  /// Makes the place for what is Braid's own, if there is none.
  public static Path own(Path folder) throws IOException {
    return Files.createDirectories(folder.resolve(OWN));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "could not unlock a folder", 0, e.toString(), null, e);
    } finally {
      threads.unlock();
    }
  }
}
