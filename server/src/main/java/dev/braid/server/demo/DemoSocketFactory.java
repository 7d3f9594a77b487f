package dev.braid.server.demo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// Makes connections to a demo server wait until its data is there.
///
/// pgjdbc makes one from the URL's `socketFactory` and `socketFactoryArg` (the port). So nobody who
/// uses the demo's configuration need know that the server is still starting.
public final class DemoSocketFactory extends SocketFactory {
  private static final Map<Integer, CompletableFuture<@Nullable Void>> SERVERS =
      new ConcurrentHashMap<>();

  private final int port;

  /// Called by pgjdbc.
  public DemoSocketFactory(String port) {
    this.port = Integer.parseInt(port);
  }

  static void register(int port, CompletableFuture<@Nullable Void> ready) {
    SERVERS.put(port, ready);
  }

  static void unregister(int port) {
    SERVERS.remove(port);
  }

  /// An unconnected socket, which waits when it is told to connect.
  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress address, int timeoutMs) throws IOException {
        awaitServer(timeoutMs);
        super.connect(address, timeoutMs);
      }
    };
  }

  private void awaitServer(int timeoutMs) throws IOException {
    CompletableFuture<@Nullable Void> ready = SERVERS.get(port);
    if (ready == null) {
      throw new ConnectException("the demo server has been stopped");
    }
    try {
      ready.get(timeoutMs == 0 ? Integer.MAX_VALUE : timeoutMs, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw (IOException)
          new ConnectException("the demo server did not start").initCause(e.getCause());
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("the demo server is still starting");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the demo server was starting", e);
    }
  }

  @Override
  public Socket createSocket(String host, int toPort) {
    throw new UnsupportedOperationException("only unconnected sockets");
  }

  @Override
  public Socket createSocket(String host, int toPort, InetAddress from, int fromPort) {
    throw new UnsupportedOperationException("only unconnected sockets");
  }

  @Override
  public Socket createSocket(InetAddress host, int toPort) {
    throw new UnsupportedOperationException("only unconnected sockets");
  }

  @Override
  public Socket createSocket(InetAddress host, int toPort, InetAddress from, int fromPort) {
    throw new UnsupportedOperationException("only unconnected sockets");
  }
}
