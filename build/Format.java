import com.google.googlejavaformat.java.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Formats every Java source of the project with google-java-format, or checks that it is
/// formatted.
///
/// Run by the build in the project's folder: `--check` fails and names the files, `--write`
/// rewrites them.
public final class Format {
  public static void main(String[] args) throws Exception {
    boolean write = args.length == 1 && args[0].equals("--write");
    if (!write && !(args.length == 1 && args[0].equals("--check"))) {
      throw new IllegalArgumentException("usage: Format --check | --write");
    }
    List<Path> unformatted = new ArrayList<>();
    for (String root : List.of("build", "engine/src", "server/src", "bench/src")) {
      for (Path file : sources(Path.of(root))) {
        String before = Files.readString(file);
        String after = new Formatter().formatSourceAndFixImports(before);
        if (!after.equals(before)) {
          unformatted.add(file);
          if (write) {
            Files.writeString(file, after);
          }
        }
      }
    }
    if (write) {
      System.out.println("formatted " + unformatted.size() + " files");
    } else if (!unformatted.isEmpty()) {
      unformatted.forEach(file -> System.err.println("not formatted: " + file));
      System.err.println("run: mvn -N -q process-sources -Dformat");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
