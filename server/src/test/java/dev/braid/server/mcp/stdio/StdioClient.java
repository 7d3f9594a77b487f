package dev.braid.server.mcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.braid.Braid;
import dev.braid.server.mcp.ServeOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client that writes and reads raw lines, to a server in this JVM.
final class StdioClient {
  private final PipedOutputStream toServer = new PipedOutputStream();
  private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
  private final List<JsonNode> notifications = new ArrayList<>();
  private final Thread server;

  StdioClient(Braid braid, ServeOptions options) throws IOException {
    PipedInputStream input = new PipedInputStream(toServer, 1 << 20);
    PipedInputStream answers = new PipedInputStream(1 << 20);
    PipedOutputStream output = new PipedOutputStream(answers);
    PrintStream log = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    server =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (output) {
                    McpStdio.run(braid, options, input, output, log);
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });
    Thread.ofVirtual().start(() -> read(answers));
  }

  private void read(PipedInputStream answers) {
    try (var lines = new BufferedReader(new InputStreamReader(answers, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        received.add(JsonMapper.shared().readTree(line));
      }
    } catch (IOException e) {
      received.add(JsonMapper.shared().createObjectNode().put("end", e.getMessage()));
    }
  }

  void initialize() throws Exception {
    send(
        """
        {"jsonrpc":"2.0","id":"init","method":"initialize","params":{"protocolVersion":"2025-11-25",
        "capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}\
        """);
    answer("init");
    send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
  }

  void send(String json) throws IOException {
    sendRaw(json.replace("\n", " "));
  }

  void sendRaw(String line) throws IOException {
    toServer.write((line + "\n").getBytes(UTF_8));
    toServer.flush();
  }

  /// The answer to a request; notifications on the way are kept.
  JsonNode answer(Object id) throws InterruptedException {
    while (true) {
      JsonNode message = received.poll(20, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no answer to " + id);
      }
      if (message.has("method")) {
        notifications.add(message);
      } else if (message.path("id").asString("").equals(String.valueOf(id))) {
        return message;
      } else {
        throw new AssertionError("expected the answer to " + id + ", got " + message);
      }
    }
  }

  /// The next message, or null when none comes within a short while.
  JsonNode next(long milliseconds) throws InterruptedException {
    return received.poll(milliseconds, TimeUnit.MILLISECONDS);
  }

  List<JsonNode> notifications() {
    return notifications;
  }

  void closeInput() throws IOException {
    toServer.close();
  }

  /// Whether the server ended by itself.
  boolean ended() throws InterruptedException {
    return server.join(java.time.Duration.ofSeconds(20));
  }

  void close() throws IOException, InterruptedException {
    closeInput();
    if (!ended()) {
      throw new AssertionError("the server did not end with its input");
    }
  }
}
