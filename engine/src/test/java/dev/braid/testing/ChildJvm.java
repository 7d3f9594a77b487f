package dev.braid.testing;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Programs of the tests in JVMs of their own.
public final class ChildJvm {
  private ChildJvm() {}

  /// A JVM about to start, with the tests' class path.
  ///
  /// @param options of the JVM, such as `-Xmx256m`
  public static ProcessBuilder of(Class<?> program, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Duser.timezone=UTC", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", classPath(), program.getName()));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command);
  }

  /// Of whatever has loaded this class: a test runner may have a class loader of its own.
  private static String classPath() {
    if (ChildJvm.class.getClassLoader() instanceof URLClassLoader loader) {
      return String.join(
          java.io.File.pathSeparator, Arrays.stream(loader.getURLs()).map(URL::getPath).toList());
    }
    return System.getProperty("java.class.path");
  }
}
