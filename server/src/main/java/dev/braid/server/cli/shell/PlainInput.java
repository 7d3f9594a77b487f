package dev.braid.server.cli.shell;

import dev.braid.server.cli.Statements;
import dev.braid.server.cli.Streams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A script through a pipe: no prompt, no echo, no history. The last statement needs no semicolon.
public final class PlainInput implements ShellInput {
  private final BufferedReader lines;
  private final PrintWriter out;

  public PlainInput(Streams streams) {
    this.lines = new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8));
    this.out = streams.out();
  }

  @Override
  public @Nullable String next(String dataset) {
    StringBuilder text = new StringBuilder();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        text.append(text.isEmpty() ? "" : "\n").append(line);
        if (ShellParser.missing(text.toString()) == null) {
          return text.toString();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Statements.split(text.toString()).all().isEmpty() ? null : text.toString();
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public void interruptible(Runnable task, Runnable cancel) {
    task.run();
  }

  @Override
  public boolean interactive() {
    return false;
  }

  @Override
  public void close() {
    out.flush();
  }
}
