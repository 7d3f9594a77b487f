package dev.braid.server.mcp.stdio;

import dev.braid.Braid;
import dev.braid.server.mcp.Banner;
import dev.braid.server.mcp.BraidMcp;
import dev.braid.server.mcp.Calls;
import dev.braid.server.mcp.ServeOptions;
import dev.braid.server.mcp.tool.AuditLog;
import dev.braid.server.mcp.tool.Toolbox;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;

/// Serves one client over standard input and output.
public final class McpStdio {
  /// After the end of input: for answers that are nearly there, then for the servers to hear of the
  /// cancellation.
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

  private McpStdio() {}

  /// Serves this process's own streams until the input ends.
  ///
  /// Whatever else prints to `System.out` meanwhile goes to stderr: one stray line would break the
  /// protocol.
  public static void run(Braid braid, ServeOptions options) throws IOException {
    PrintStream printed = System.out;
    System.setOut(System.err);
    try {
      run(braid, options, System.in, new FileOutputStream(FileDescriptor.out), System.err);
    } finally {
      System.setOut(printed);
    }
  }

  /// Serves any pair of streams until the input ends; `log` gets the banner.
  public static void run(
      Braid braid, ServeOptions options, InputStream input, OutputStream output, PrintStream log)
      throws IOException {
    Calls calls = new Calls();
    Thread hook = new Thread(() -> end(calls, "the server is stopping", options.grace()));
    Runtime.getRuntime().addShutdownHook(hook);
    try (AuditLog audit = BraidMcp.audit(options)) {
      StdioTransport transport =
          new StdioTransport(input, output, options.maxRequestBytes(), calls);
      BraidMcp.start(braid, audit, transport);
      // Beside the first message, not before it: the client waits for that one's answer.
      Thread.ofVirtual().name("mcp-banner").start(() -> log.println(banner(braid)));
      transport.serve();
      if (!await(calls, LAST_ANSWERS)) {
        end(calls, "the client closed its connection", options.grace());
      }
    } finally {
      removeHook(hook);
    }
  }

  private static String banner(Braid braid) {
    return Banner.of(braid, new Toolbox(braid), "stdio", "the process that started this");
  }

  private static void end(Calls calls, String reason, Duration grace) {
    calls.cancelAll(reason);
    await(calls, grace);
  }

  private static boolean await(Calls calls, Duration limit) {
    try {
      return calls.await(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is already stopping, and the hook with it.
    }
  }
}
