package dev.braid.server.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// What a command reads from and writes to.
///
/// @param out results, nothing else
/// @param err progress, errors, advice
/// @param terminal which of the streams are a terminal
/// @param environment the environment's variables
/// @param directory where relative paths start
public record Streams(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Terminals terminal,
    Map<String, String> environment,
    Path directory) {

  /// Which of the process's streams are a terminal.
  public record Terminals(boolean in, boolean out, boolean err) {
    public static final Terminals NONE = new Terminals(false, false, false);

    /// The launcher tells by a property, such as `-Dbraid.terminal=01` for stdin and stdout: asking
    /// from Java would load a terminal library. Without the launcher all three are taken to be what
    /// Java's console is.
    @SuppressWarnings("SystemConsoleNull") // Java 25 returns null again where there is no terminal
    static Terminals detect() {
      String told = System.getProperty("braid.terminal");
      if (told == null) {
        Console console = System.console();
        boolean is = console != null && console.isTerminal();
        return new Terminals(is, is, is);
      }
      return new Terminals(told.contains("0"), told.contains("1"), told.contains("2"));
    }
  }

  /// The process's own. Results are UTF-8 whatever the locale, except on a terminal that asked for
  /// something else.
  static Streams ofProcess() {
    Terminals terminal = Terminals.detect();
    return new Streams(
        System.in,
        writer(FileDescriptor.out, terminal.out() ? "stdout.encoding" : ""),
        writer(FileDescriptor.err, terminal.err() ? "stderr.encoding" : ""),
        terminal,
        System.getenv(),
        Path.of(""));
  }

  /// Whether stdout shows colours: a terminal that has them and a user who wants them
  /// (https://no-color.org).
  boolean colours() {
    return terminal.out()
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /// All of a stream's text.
  ///
  /// @throws CharacterCodingException when it is not UTF-8: a statement must not reach a server
  ///   with other characters than were written
  static String text(InputStream in) throws IOException {
    byte[] bytes = in.readAllBytes();
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static PrintWriter writer(FileDescriptor file, String encodingProperty) {
    // A C locale says US-ASCII, and its terminals are UTF-8 all the same.
    String name = encodingProperty.isEmpty() ? null : System.getProperty(encodingProperty);
    Charset charset =
        name == null || name.startsWith("ANSI") || name.equals("US-ASCII")
            ? StandardCharsets.UTF_8
            : Charset.forName(name, StandardCharsets.UTF_8);
    return new PrintWriter(new OutputStreamWriter(new ResultStream(file), charset), false);
  }
}
