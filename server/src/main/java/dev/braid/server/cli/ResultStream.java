package dev.braid.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/// The process's stdout or stderr. A reader that has gone (`| head -1`) has what it wanted, and is
/// written to no more; any other failure, such as a full disk, is one.
final class ResultStream extends FileOutputStream {
  private boolean unread;

  ResultStream(FileDescriptor file) {
    super(file);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (unread) {
      return;
    }
    try {
      super.write(bytes, offset, length);
    } catch (IOException e) {
      unread = String.valueOf(e.getMessage()).contains("Broken pipe");
      if (!unread) {
        throw e;
      }
    }
  }
}
