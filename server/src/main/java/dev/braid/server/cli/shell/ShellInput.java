package dev.braid.server.cli.shell;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// Where a shell's statements come from, and where its answers go.
public interface ShellInput extends AutoCloseable {
  /// The next backslash command, or text up to a semicolon that ends a statement; null at the end.
  /// May be blank.
  ///
  /// @param dataset shown as the prompt
  @Nullable String next(String dataset);

  /// Results.
  PrintWriter out();

  /// Runs `task`, with Ctrl-C meaning `cancel` while it runs.
  void interruptible(Runnable task, Runnable cancel);

  /// Whether a person is there, who sees greetings and prompts.
  boolean interactive();

  @Override
  void close();
}
