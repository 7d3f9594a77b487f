package dev.braid.server.mcp.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A response that, once it is a stream of events, is written to at intervals.
///
/// HTTP/1.1 tells a server that a client has gone only when a write fails, and while queries run
/// there is nothing to write. So a comment (a line that begins with a colon, which every reader of
/// event streams skips) goes out now and then; the second one after the client has gone fails. It
/// also keeps proxies from closing a silent connection.
final class EventResponse extends HttpServletResponseWrapper {
  private static final byte[] COMMENT = ": \n\n".getBytes(StandardCharsets.UTF_8);

  private final Duration interval;
  private final Runnable onGone;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ReentrantLock writing = new ReentrantLock();
  private final Consumer<String> onSession;
  private @Nullable PrintWriter writer;

  /// @param onGone called once when the client has gone
  /// @param onSession called with a new session's id, before the client learns it
  EventResponse(
      HttpServletResponse response,
      Duration interval,
      Runnable onGone,
      Consumer<String> onSession) {
    super(response);
    this.interval = interval;
    this.onGone = onGone;
    this.onSession = onSession;
  }

  @Override
  public void setHeader(String name, String value) {
    if (name.equalsIgnoreCase(McpServlet.SESSION)) {
      onSession.accept(value);
    }
    super.setHeader(name, value);
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null && getStatus() >= 400) {
      writer = new PrintWriter(new Refusal.OfSdk((HttpServletResponse) getResponse()));
    } else if (writer == null) {
      Events events = new Events(getResponse().getOutputStream());
      writer = new PrintWriter(events);
      String type = getContentType();
      if (type != null && type.startsWith("text/event-stream")) {
        setHeader("X-Accel-Buffering", "no");
        Thread.ofVirtual().name("mcp-heartbeat").start(() -> beat(events));
      }
    }
    return writer;
  }

  /// No more comments once this returns: the container is about to give the connection to another
  /// request.
  void stop() {
    writing.lock();
    try {
      stopped.countDown();
    } finally {
      writing.unlock();
    }
  }

  private void beat(Events events) {
    try {
      while (!stopped.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
        events.comment();
      }
    } catch (IOException e) {
      if (stopped.getCount() > 0) {
        onGone.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes whole events only. The SDK writes an event in several parts and then flushes; a comment
  /// must not come between them.
  private final class Events extends Writer {
    private final OutputStream output;
    private final StringBuilder event = new StringBuilder();

    Events(OutputStream output) {
      this.output = output;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
      writing.lock();
      try {
        event.append(characters, offset, length);
      } finally {
        writing.unlock();
      }
    }

    @Override
    public void flush() throws IOException {
      writing.lock();
      try {
        output.write(event.toString().getBytes(StandardCharsets.UTF_8));
        event.setLength(0);
        output.flush();
      } finally {
        writing.unlock();
      }
    }

    void comment() throws IOException {
      writing.lock();
      try {
        if (stopped.getCount() > 0) {
          output.write(COMMENT);
          output.flush();
        }
      } finally {
        writing.unlock();
      }
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
