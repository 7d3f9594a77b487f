package dev.braid.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps one prepared data directory (about 250 MB), so that the next demo of the day starts in a
/// second.
///
/// An entry is named after all it depends on: the scripts, the platform and the day its dates count
/// from. It appears by a rename, so it is whole or not there; it is written when a server that made
/// its data has been stopped. An older entry is removed then.
///
/// The folder is `braid` in the user's cache folder; the system property `braid.demo.cache` names
/// another, or `none`.
final class DemoCache {
  private static final String PREFIX = "demo-";

  private final @Nullable Path folder;

  private DemoCache(@Nullable Path folder) {
    this.folder = folder;
  }

  static DemoCache none() {
    return new DemoCache(null);
  }

  static DemoCache in(Path folder) {
    return new DemoCache(folder);
  }

  static DemoCache ofUser() {
    String chosen = System.getProperty("braid.demo.cache");
    if (chosen != null) {
      return chosen.equals("none") ? none() : in(Path.of(chosen));
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return in(caches.resolve("braid"));
  }

  /// Copies today's entry into an existing empty directory; false when there is none.
  boolean restore(Path directory) throws IOException {
    if (folder == null || !Files.isDirectory(entry(folder))) {
      return false;
    }
    copy(entry(folder), directory);
    return true;
  }

  /// Takes over the data directory of a stopped server. That there is no room for it, or no right
  /// to write, only costs time at the next start.
  void store(Path directory) {
    if (folder == null || Files.exists(directory.resolve("postmaster.pid"))) {
      return;
    }
    try {
      Files.createDirectories(folder);
      clear();
      // It would make the next server's directory look like one that was left behind long ago.
      Files.deleteIfExists(directory.resolve("epg-lock"));
      move(directory, folder);
    } catch (IOException e) {
      // See above.
    }
  }

  private static void move(Path directory, Path folder) throws IOException {
    try {
      Files.move(directory, entry(folder), StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      // The temp folder is on another file system.
      Path partial = Files.createTempDirectory(folder, "partial-");
      try {
        copy(directory, partial);
        Files.move(partial, entry(folder), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        delete(partial);
      }
    }
  }

  /// Removes all entries.
  void clear() {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.getFileName().toString().startsWith(PREFIX))
          .forEach(DemoCache::delete);
    } catch (IOException e) {
      // What cannot be listed holds nothing to remove.
    }
  }

  private static Path entry(Path folder) {
    return folder.resolve(PREFIX + LocalDate.now(ZoneOffset.UTC) + "-" + version());
  }

  private static String version() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String property : List.of("os.name", "os.arch")) {
        digest.update(
            System.getProperty(property).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      }
      for (String script : DemoData.SCRIPTS) {
        digest.update(DemoData.script(script).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes)
              throws IOException {
            if (!source.equals(from)) {
              Files.copy(
                  source, to.resolve(from.relativize(source)), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path source, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                source, to.resolve(from.relativize(source)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Removes a directory and what it holds, as far as possible.
  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // Left to the temp folder's own cleaning.
    }
  }
}
