package dev.braid.bench.tpch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Memory of processes, as Linux counts it.
final class ProcessMemory {
  private ProcessMemory() {}

  /// The most that this process had resident (VmHWM), in bytes.
  static long peak() throws IOException {
    return field(Path.of("/proc/self/status"), "VmHWM:");
  }

  /// What a process has resident now, shared pages divided among those that share them (Pss), in
  /// bytes; 0 when it is gone.
  static long proportional(long pid) {
    try {
      return field(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:");
    } catch (IOException e) {
      return 0;
    }
  }

  private static long field(Path file, String name) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    throw new IOException(file + " has no " + name);
  }
}
