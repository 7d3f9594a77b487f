package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher `./braid`, with JDKs and a Maven that only say what they were asked to do.
final class LauncherTest {
  @TempDir private Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private Path project;
  private Path system;

  /// What the launcher did.
  private record Ran(int status, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    system = Files.createDirectories(folder.resolve("system"));
    Files.copy(Path.of("..", "braid"), project.resolve("braid"));
    executable(project.resolve("braid"));
    Files.createDirectories(project.resolve("server/target/lib"));
    Files.writeString(project.resolve("server/target/braid.jar"), "");
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("BRAID_JDK_PREFIX", system.toString());
    environment.put("PATH", tools().toString()); // the machine's own would have a java
  }

  /// A folder with the tools the launcher needs, and no java.
  private Path tools() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool :
        List.of(
            "sh",
            "dirname",
            "readlink",
            "find",
            "sed",
            "sort",
            "tr",
            "head",
            "tail",
            "mkdir",
            "rmdir",
            "rm",
            "mv",
            "ln",
            "sleep",
            "cat",
            "touch",
            "kill")) {
      for (String bin : List.of("/usr/bin", "/bin")) {
        Path real = Path.of(bin, tool);
        if (Files.exists(real) && !Files.exists(tools.resolve(tool))) {
          Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
          executable(tools.resolve(tool));
        }
      }
    }
    return tools;
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// A JDK that prints its folder and what it was asked to run.
  private static Path jdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    Path java = home.resolve("bin/java");
    Files.writeString(
        java, "#!/bin/sh\necho \"ran $(dirname \"$(dirname \"$0\")\") $*\"\nexit 7\n");
    executable(java);
    return home;
  }

  private Ran run(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = project.resolve("braid").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    String out = text(process.getInputStream());
    return new Ran(process.waitFor(), out, err.join());
  }

  private static String text(java.io.InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void javaHomeGoesFirst() throws Exception {
    Path home = jdk(folder.resolve("mine"), "25.0.1");
    jdk(system.resolve("usr/lib/jvm/jdk-26"), "26");
    environment.put("JAVA_HOME", home.toString());
    assertThat(run("query", "x y").out()).startsWith("ran " + home + " ").endsWith("query x y\n");
  }

  @Test
  void anOldJavaHomeIsPassedOverForThePath() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("old"), "17.0.15").toString());
    Path home = jdk(folder.resolve("on path"), "25");
    Path link = Files.createDirectories(folder.resolve("links")).resolve("java");
    Files.createSymbolicLink(link, home.resolve("bin/java"));
    environment.put("PATH", link.getParent() + ":" + environment.get("PATH"));
    assertThat(run().out()).startsWith("ran " + home + " ");
  }

  @Test
  void theUsersOwnJdksGoBeforeTheSystems() throws Exception {
    jdk(system.resolve("usr/lib/jvm/java-25"), "25.0.3");
    Path home = jdk(folder.resolve("home/.sdkman/candidates/java/25.0.2-tem"), "25.0.2");
    assertThat(run().out()).startsWith("ran " + home + " ");
  }

  @Test
  void theSystemsJdksAreFoundAmongOlderOnes() throws Exception {
    jdk(system.resolve("usr/lib/jvm/java-17"), "17.0.1");
    jdk(system.resolve("usr/lib/jvm/java-8"), "1.8.0_402");
    Path home = jdk(system.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
    assertThat(run().out()).startsWith("ran " + home + " ");
  }

  @Test
  void withoutAJdkItSaysWhatToInstall() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("old"), "17.0.15").toString());
    Ran ran = run("query");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("Java 25 or newer is needed; found " + folder.resolve("old") + " (Java 17)")
        .contains("apt install openjdk-25-jdk")
        .contains("set JAVA_HOME");
  }

  @Test
  void javaReadsItsArgumentsAsUtf8InTheCLocaleToo() throws Exception {
    Path java = jdk(folder.resolve("jdk"), "25");
    environment.put("JAVA_HOME", java.toString());
    Files.writeString(java.resolve("bin/java"), "#!/bin/sh\necho \"locale ${LC_ALL:-}\"\n");
    assertThat(run().out()).isEqualTo("locale C.UTF-8\n");
    environment.put("LC_ALL", "C");
    assertThat(run().out()).isEqualTo("locale C.UTF-8\n");
    environment.remove("LC_ALL");
    environment.put("LANG", "de_DE.ISO-8859-1");
    assertThat(run().out()).isEqualTo("locale \n");
  }

  @Test
  void theExitStatusIsJavas() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("jdk"), "25").toString());
    assertThat(run().status()).isEqualTo(7);
  }

  @Test
  void worksThroughASymbolicLink() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("jdk"), "25").toString());
    Path link = Files.createSymbolicLink(folder.resolve("link"), project.resolve("braid"));
    Path jar = project.resolve("server/target/braid.jar").toRealPath();
    Path launcher = project.resolve("braid");
    project = folder.resolve("elsewhere");
    Files.createDirectories(project);
    Files.createSymbolicLink(project.resolve("braid"), link);
    assertThat(launcher).exists();
    assertThat(run().out()).contains("-jar " + jar);
  }

  @Test
  void aJarThatIsMissingIsBuilt() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("jdk"), "25").toString());
    Files.delete(project.resolve("server/target/braid.jar"));
    maven("echo building; touch server/target/braid.jar");
    Ran ran = run("datasets");
    assertThat(ran.err()).contains("braid: building");
    assertThat(ran.out()).startsWith("ran ").endsWith("datasets\n").doesNotContain("building");
    assertThat(run("datasets").err()).isEmpty();
  }

  @Test
  void aNewerSourceIsBuilt() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("jdk"), "25").toString());
    maven("echo \"built by $JAVA_HOME\" >> built-by");
    Path source = Files.createDirectories(project.resolve("engine/src/main")).resolve("A.java");
    Files.writeString(source, "");
    Files.setLastModifiedTime(
        project.resolve("server/target/braid.jar"), FileTime.from(Instant.EPOCH));
    assertThat(run().err()).contains("the sources have changed");
    assertThat(run().err()).isEmpty();
    assertThat(project.resolve("built-by"))
        .content()
        .isEqualTo("built by %s\n".formatted(folder.resolve("jdk")));
  }

  @Test
  void aFailedBuildShowsItsOutputOnStderr() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("jdk"), "25").toString());
    Files.delete(project.resolve("server/target/braid.jar"));
    maven("echo broken source; exit 1");
    Ran ran = run();
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("broken source", "the build failed");
    assertThat(project.resolve("target/launcher.lock")).doesNotExist();
  }

  @Test
  void withoutMavenItSaysSo() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("jdk"), "25").toString());
    Files.delete(project.resolve("server/target/braid.jar"));
    Ran ran = run();
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("Maven is needed");
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("jdk"), "25").toString());
    Files.delete(project.resolve("server/target/braid.jar"));
    maven("echo once >> builds; touch server/target/braid.jar");
    CompletableFuture<Ran> other =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(run().out()).startsWith("ran ");
    assertThat(other.join().out()).startsWith("ran ");
    assertThat(project.resolve("builds")).content().isEqualTo("once\n");
  }

  @Test
  void aLockOfAProcessThatIsGoneIsBroken() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("jdk"), "25").toString());
    Files.delete(project.resolve("server/target/braid.jar"));
    maven("touch server/target/braid.jar");
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectories(project.resolve("target"));
    Files.createSymbolicLink(
        project.resolve("target/launcher.lock"), Path.of(Long.toString(gone.pid())));
    assertThat(run().out()).startsWith("ran ");
  }

  private void maven(String script) throws IOException {
    Path mvn = folder.resolve("tools/mvn");
    Files.writeString(mvn, "#!/bin/sh\n" + script + "\n");
    executable(mvn);
  }
}
