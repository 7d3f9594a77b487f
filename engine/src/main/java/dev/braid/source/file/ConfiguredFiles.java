package dev.braid.source.file;

import dev.braid.catalog.FileTable;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tables whose files the configuration names by a glob. What such a glob claims is no table by
/// its own name any more.
///
/// Each question walks the folder, as far down as the globs can reach: the files of a glob come and
/// go like those of other tables.
final class ConfiguredFiles {
  private final Path folder;
  private final Map<String, FileTable> described;
  private final Map<String, PathMatcher> globs = new TreeMap<>();
  private final int depth;

  ConfiguredFiles(Path folder, Map<String, FileTable> described) {
    this.folder = folder;
    this.described = described;
    int deepest = 0;
    for (Map.Entry<String, FileTable> entry : described.entrySet()) {
      String glob = entry.getValue().files();
      if (glob != null) {
        globs.put(entry.getKey(), FileSystems.getDefault().getPathMatcher("glob:" + glob));
        int levels = 1 + (int) glob.chars().filter(c -> c == '/' || c == '\\').count();
        deepest = Math.max(deepest, glob.contains("**") ? Integer.MAX_VALUE : levels);
      }
    }
    this.depth = deepest;
  }

  /// What the configuration says of a table; null when it says nothing.
  @Nullable FileTable describe(String name) {
    return described.get(name);
  }

  /// Whether the configuration names the files of this table.
  boolean names(String table) {
    return globs.containsKey(table);
  }

  /// Tables of which there are files now.
  List<String> tables() {
    List<Path> all = globs.isEmpty() ? List.of() : walk();
    return globs.keySet().stream()
        .filter(name -> all.stream().anyMatch(path -> matches(name, path)))
        .toList();
  }

  /// The files of a table, in the order of their paths.
  List<Path> files(String table) {
    return walk().stream().filter(path -> matches(table, path)).toList();
  }

  /// All files that some table of the configuration is made of.
  Set<Path> claimed() {
    Set<Path> claimed = new HashSet<>();
    if (!globs.isEmpty()) {
      for (Path path : walk()) {
        if (globs.keySet().stream().anyMatch(name -> matches(name, path))) {
          claimed.add(path);
        }
      }
    }
    return claimed;
  }

  /// Whether a file of this name would belong to a table of the configuration.
  boolean claims(Path file) {
    return globs.keySet().stream().anyMatch(name -> matches(name, file));
  }

  private boolean matches(String table, Path path) {
    PathMatcher glob = globs.get(table);
    return glob != null && glob.matches(folder.relativize(path));
  }

  private List<Path> walk() {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          Set.of(),
          depth,
          new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              return !path.equals(folder) && isHidden(path)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              if (!isHidden(path) && Files.isRegularFile(path)) {
                found.add(path);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "could not open folder \"" + folder + "\"", 0, e.toString(), null, e);
    }
    found.sort(null);
    return found;
  }

  private static boolean isHidden(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(".") || name.startsWith("_");
  }
}
