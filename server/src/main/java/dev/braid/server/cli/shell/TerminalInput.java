package dev.braid.server.cli.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/// A person at a terminal: editing, history, completion, several lines to a statement.
public final class TerminalInput implements ShellInput {
  private final Terminal terminal;
  private final LineReader reader;

  /// @param history where lines are kept from one shell to the next; null for nowhere
  public TerminalInput(Terminal terminal, Completer completer, @Nullable Path history) {
    this.terminal = terminal;
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("braid")
            .parser(new ShellParser())
            .completer(completer)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // `!` is SQL, not history
            .option(LineReader.Option.CASE_INSENSITIVE, true);
    if (history != null) {
      builder.variable(LineReader.HISTORY_FILE, history);
    }
    this.reader = builder.build();
  }

  @Override
  public @Nullable String next(String dataset) {
    reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, escaped(dataset) + "%M> ");
    while (true) {
      try {
        return reader.readLine(dataset + "=> ");
      } catch (UserInterruptException e) {
        // Ctrl-C while typing: begin anew.
      } catch (EndOfFileException e) {
        return null;
      }
    }
  }

  private static String escaped(String text) {
    return text.replace("%", "%%");
  }

  @Override
  public PrintWriter out() {
    return terminal.writer();
  }

  @Override
  public void interruptible(Runnable task, Runnable cancel) {
    Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, _ -> cancel.run());
    try {
      task.run();
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
    }
  }

  @Override
  public boolean interactive() {
    return true;
  }

  @Override
  public void close() {
    try {
      reader.getHistory().save();
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
