package dev.braid.local;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program that runs one statement over a writable folder, to be started as a process of its own
/// and killed.
final class OneStatement {
  private OneStatement() {}

  /// @param arguments folder and statement
  public static void main(String[] arguments) {
    try (Folder folder = Folder.writable(Path.of(arguments[0]))) {
      System.out.println(folder.tag(arguments[1]));
    }
  }

  /// Starts it.
  static Process start(Path folder, String sql) {
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx512m",
              "-cp",
              classPath(),
              OneStatement.class.getName(),
              folder.toString(),
              sql)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Of this JVM's tests, however they were started.
  private static String classPath() {
    List<String> entries = new ArrayList<>();
    if (OneStatement.class.getClassLoader() instanceof URLClassLoader loader) {
      for (URL url : loader.getURLs()) {
        entries.add(Path.of(java.net.URI.create(url.toString())).toString());
      }
    }
    entries.add(System.getProperty("java.class.path"));
    return String.join(System.getProperty("path.separator"), entries);
  }
}
