package dev.braid.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static long regularFiles(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}
