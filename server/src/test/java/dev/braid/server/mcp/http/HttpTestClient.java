package dev.braid.server.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client that writes raw requests: with any `Host`, and able to hang up at any moment.
final class HttpTestClient {
  /// An answer read to its end.
  record Answer(int status, Map<String, String> headers, String body) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The JSON-RPC message of an event stream or a JSON body.
    JsonNode message() {
      for (String line : body.lines().toList()) {
        if (line.startsWith("data:") || line.startsWith("{")) {
          return JsonMapper.shared().readTree(line.startsWith("{") ? line : line.substring(5));
        }
      }
      throw new AssertionError("no message in: " + body);
    }

    /// All messages of an event stream.
    List<JsonNode> messages() {
      List<JsonNode> messages = new ArrayList<>();
      for (String line : body.lines().toList()) {
        if (line.startsWith("data:")) {
          messages.add(JsonMapper.shared().readTree(line.substring(5)));
        }
      }
      return messages;
    }
  }

  private final int port;
  private final Map<String, String> headers = new LinkedHashMap<>();

  HttpTestClient(int port) {
    this.port = port;
    headers.put("Host", "127.0.0.1:" + port);
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
  }

  HttpTestClient with(String name, String value) {
    HttpTestClient other = new HttpTestClient(port);
    other.headers.putAll(headers);
    other.headers.put(name, value);
    return other;
  }

  /// This client with a session of its own.
  HttpTestClient initialized() throws IOException {
    Answer answer =
        post(
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{
            "protocolVersion":"2025-11-25","capabilities":{},
            "clientInfo":{"name":"raw","version":"1"}}}\
            """);
    if (answer.status() != 200) {
      throw new AssertionError("initialize: " + answer);
    }
    HttpTestClient session = with("Mcp-Session-Id", answer.header("mcp-session-id").orElseThrow());
    session.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return session;
  }

  Answer post(String json) throws IOException {
    return send("POST", "/mcp", json);
  }

  Answer get(String path) throws IOException {
    return send("GET", path, "");
  }

  Answer send(String method, String path, String body) throws IOException {
    try (Socket socket = open(method, path, body)) {
      return read(socket);
    }
  }

  /// Sends a request and leaves its answer unread.
  Socket open(String method, String path, String body) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
    byte[] bytes = body.getBytes(UTF_8);
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + bytes.length + "\r\nConnection: close\r\n\r\n");
    socket.getOutputStream().write(head.toString().getBytes(UTF_8));
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return socket;
  }

  static Answer read(Socket socket) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    String statusLine = reader.readLine();
    if (statusLine == null) {
      throw new IOException("hung up");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    StringBuilder body = new StringBuilder();
    // Chunk sizes stay in the text as lines of their own; the readers above skip them.
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      body.append(line).append('\n');
    }
    return new Answer(Integer.parseInt(statusLine.split(" ")[1]), headers, body.toString());
  }
}
