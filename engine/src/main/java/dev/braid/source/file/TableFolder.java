package dev.braid.source.file;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of a table that is a folder, and how one takes the place of many at once.
///
/// File systems rename one file at a time. A hidden note therefore says beforehand which file is
/// going to replace which others: as long as that file is not there the note means nothing, from
/// the moment it is there the others are passed over. Listing a folder is no snapshot either, so it
/// is listed until two listings, and the notes before them, are the same.
final class TableFolder {
  private static final String NOTE = ".replaced";

  private TableFolder() {}

  /// What lies in the folder and is not hidden or replaced, in the order of names.
  static List<Path> list(Path folder) {
    List<String> note = note(folder);
    List<Path> listed = listAll(folder);
    while (true) {
      List<String> noteAgain = note(folder);
      List<Path> again = listAll(folder);
      if (note.equals(noteAgain) && listed.equals(again)) {
        return effective(folder, note, listed);
      }
      note = noteAgain;
      listed = again;
    }
  }

  private static List<Path> effective(Path folder, List<String> note, List<Path> listed) {
    if (note.isEmpty() || !listed.contains(folder.resolve(note.getFirst()))) {
      return listed;
    }
    Set<String> replaced = Set.copyOf(note.subList(1, note.size()));
    return listed.stream()
        .filter(path -> !replaced.contains(path.getFileName().toString()))
        .toList();
  }

  static List<Path> listAll(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(
              path -> {
                String name = path.getFileName().toString();
                return !name.startsWith(".") && !name.startsWith("_");
              })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "could not open folder \"" + folder + "\"", 0, e.toString(), null, e);
    }
  }

  /// The new file's name and those of the replaced ones; empty when there is no note.
  private static List<String> note(Path folder) {
    try {
      return Files.readAllLines(folder.resolve(NOTE));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "could not open folder \"" + folder + "\"", 0, e.toString(), null, e);
    }
  }

  /// Lets one new file replace others.
  ///
  /// @param publish gives the new file its name
  static void replace(Path folder, Path by, List<Path> files, Runnable publish) throws IOException {
    StringBuilder note = new StringBuilder(by.getFileName().toString()).append('\n');
    files.forEach(file -> note.append(file.getFileName()).append('\n'));
    write(folder.resolve(NOTE), note.toString());
    publish.run();
    finish(folder);
  }

  /// Writes a small file whole or not at all.
  static void write(Path file, String text) throws IOException {
    try (Unfinished unfinished = Unfinished.create(file)) {
      ByteBuffer bytes = java.nio.charset.StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        unfinished.channel().write(bytes);
      }
      unfinished.publish();
    }
  }

  /// Takes replaced files away; also those of a writer that died before it came to that.
  static void finish(Path folder) throws IOException {
    List<String> note = note(folder);
    if (note.isEmpty()) {
      return;
    }
    if (Files.exists(folder.resolve(note.getFirst()))) {
      for (String name : note.subList(1, note.size())) {
        @Nullable Path plain = Path.of(name).getFileName();
        if (plain != null) {
          Files.deleteIfExists(folder.resolve(plain));
        }
      }
      Unfinished.syncFolder(folder.resolve(NOTE));
    }
    Files.deleteIfExists(folder.resolve(NOTE));
  }
}
