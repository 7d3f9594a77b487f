package dev.braid.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Temporary files hold what is written and leave nothing behind.
class TempFilesTest {
  @Test
  void appendsAndReadsAnywhere(@TempDir Path parent) throws IOException {
    try (TempFiles files = new TempFiles(parent, new MemoryBudget(1 << 20, null))) {
      TempFile file = files.create();
      assertThat(file.append(ByteBuffer.wrap(new byte[] {1, 2, 3}))).isZero();
      assertThat(file.append(ByteBuffer.wrap(new byte[] {4, 5}))).isEqualTo(3);
      assertThat(file.read(2, 2)).isEqualTo(ByteBuffer.wrap(new byte[] {3, 4}));
      assertThat(regularFiles(parent)).isEqualTo(2);
    }
    assertThat(regularFiles(parent)).as("only the lock is left").isEqualTo(1);
  }

  @Test
  void leftoversOfDeadProcessesGoAndThoseOfLivingStay(@TempDir Path parent) throws IOException {
    Path dead = Files.createDirectory(parent.resolve("1-dead"));
    Files.createFile(dead.resolve("rows"));
    Files.createFile(parent.resolve("1-dead.lock"));
    try (TempFiles files = new TempFiles(parent, new MemoryBudget(1 << 20, null))) {
      TempFile file = files.create();
      file.append(ByteBuffer.allocate(1));
      assertThat(dead).doesNotExist();
      TempFiles.removeLeftovers(parent);
      assertThat(file.read(0, 1).remaining()).isEqualTo(1);
      assertThat(regularFiles(parent)).isEqualTo(2);
    }
  }

  @Test
  void filesOfAKilledProcessGoWhenTheNextOneStarts(@TempDir Path parent) throws Exception {
    Process process = ChildJvm.of(Spilling.class, List.of(), parent.toString()).start();
    try {
      assertThat(process.getInputStream().read()).isEqualTo('w');
      assertThat(regularFiles(parent)).as("the lock and a file").isEqualTo(2);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(regularFiles(parent)).as("left behind").isEqualTo(2);
    try (TempFiles files = new TempFiles(parent, new MemoryBudget(1 << 20, null))) {
      TempFile _ = files.create();
      assertThat(regularFiles(parent)).as("the own lock and file").isEqualTo(2);
      assertThat(folders(parent)).containsExactly(ProcessHandle.current().pid());
    }
  }

  private static List<Long> folders(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory)
          .map(folder -> Long.parseLong(folder.getFileName().toString().replaceAll("-.*", "")))
          .toList();
    }
  }

  /// A process that writes a temporary file and then waits to be killed.
  static final class Spilling {
    private Spilling() {}

    public static void main(String[] args) throws IOException {
      try (TempFiles files = new TempFiles(Path.of(args[0]), new MemoryBudget(1 << 20, null))) {
        long _ = files.create().append(ByteBuffer.allocate(100));
        System.out.print('w');
        System.out.flush();
        int _ = System.in.read();
      }
    }
  }

  private static long regularFiles(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}
