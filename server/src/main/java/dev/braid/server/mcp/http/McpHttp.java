package dev.braid.server.mcp.http;

import dev.braid.Braid;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.server.mcp.Banner;
import dev.braid.server.mcp.BraidMcp;
import dev.braid.server.mcp.Calls;
import dev.braid.server.mcp.ServeOptions;
import dev.braid.server.mcp.tool.AuditLog;
import dev.braid.server.mcp.tool.Toolbox;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Serves many clients over Streamable HTTP, at `/mcp`, with `/healthz` and `/stats` beside it.
public final class McpHttp implements AutoCloseable {
  private static final String ENDPOINT = "/mcp";
  private static final Duration CANCELLING = Duration.ofSeconds(2);

  private final Braid braid;
  private final ServeOptions options;
  private final AuditLog audit;
  private final Calls calls = new Calls();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final HttpServletStreamableServerTransportProvider transport;
  private final McpAsyncServer mcp;
  private final Server server;
  private final ServerConnector connector;

  private McpHttp(Braid braid, ServeOptions options) throws IOException {
    this.braid = braid;
    this.options = options;
    this.audit = BraidMcp.audit(options);
    this.transport =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(BraidMcp.JSON)
            .mcpEndpoint(ENDPOINT)
            .contextExtractor(McpServlet::context)
            .build();
    this.mcp = BraidMcp.start(braid, audit, transport);
    this.server = new Server(threads());
    this.connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));
    connector.setHost(options.host());
    connector.setPort(options.port());
    server.addConnector(connector);
    server.setHandler(handler());
  }

  /// Starts to listen.
  ///
  /// @throws BraidException F0000 when the address is not a loopback and there is no token, 58030
  ///   when it cannot be listened on
  public static McpHttp start(Braid braid, ServeOptions options) {
    requireTokenBeyondLoopback(options);
    try {
      McpHttp http = new McpHttp(braid, options);
      http.server.start();
      return http;
    } catch (Exception e) { // Jetty declares nothing narrower.
      throw new BraidException(
          SqlState.IO_ERROR,
          "cannot listen on " + options.host() + ":" + options.port() + ": " + e.getMessage(),
          0,
          null,
          "is another server using the port?",
          e);
    }
  }

  /// Serves until the process is told to stop (SIGTERM, Ctrl-C), then closes as [#close] does.
  ///
  /// @param log gets the banner
  public static void run(Braid braid, ServeOptions options, PrintStream log)
      throws InterruptedException {
    McpHttp http = start(braid, options);
    Runtime.getRuntime().addShutdownHook(new Thread(http::close, "mcp-http-close"));
    log.println(http.banner());
    http.server.join();
  }

  private static void requireTokenBeyondLoopback(ServeOptions options) {
    try {
      if (options.tokens().isEmpty()
          && !InetAddress.getByName(options.host()).isLoopbackAddress()) {
        throw new BraidException(
                SqlState.CONFIG_FILE_ERROR,
                "refusing to listen on " + options.host() + " without a token")
            .withHint("set BRAID_TOKEN (openssl rand -hex 32 makes one), or listen on 127.0.0.1");
      }
    } catch (UnknownHostException e) {
      throw new BraidException(
          SqlState.CONFIG_FILE_ERROR, "unknown host: " + options.host(), 0, null, null, e);
    }
  }

  /// Jetty's few threads accept and select; requests run on virtual ones.
  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(8);
    threads.setName("mcp-http");
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return threads;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    return configuration;
  }

  private ServletContextHandler handler() {
    ServletContextHandler context = new ServletContextHandler("/");
    Gate gate = new Gate(options, closing);
    for (String path : new String[] {ENDPOINT, "/stats"}) {
      FilterHolder filter = new FilterHolder(gate);
      filter.setAsyncSupported(true);
      context.addFilter(filter, path, EnumSet.of(DispatcherType.REQUEST));
    }
    ServletHolder servlet = new ServletHolder(new McpServlet(transport, options, calls));
    servlet.setAsyncSupported(true);
    context.addServlet(servlet, ENDPOINT);
    context.addServlet(new ServletHolder(new StatsServlet(braid, calls)), "/stats");
    context.addServlet(new ServletHolder(new HealthServlet(closing)), "/healthz");
    return context;
  }

  public int port() {
    return connector.getLocalPort();
  }

  /// Where clients connect to.
  public String url() {
    return "http://" + AllowList.inUrl(options.host()) + ":" + port() + ENDPOINT;
  }

  /// What to show on stderr.
  public String banner() {
    String access =
        options.tokens().isEmpty()
            ? "everyone on this machine, without a token"
            : "bearer token (" + options.tokens() + ")";
    return Banner.of(braid, new Toolbox(braid), url(), access);
  }

  /// Lets requests under way end, then cancels them, and stops.
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    try {
      if (!calls.await(options.grace())) {
        calls.cancelAll("the server is stopping");
        calls.await(CANCELLING);
      }
      mcp.closeGracefully().block(CANCELLING);
      server.stop();
      audit.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) { // Jetty declares nothing narrower.
      throw new BraidException(
          SqlState.IO_ERROR,
          "the server did not stop cleanly: " + e.getMessage(),
          0,
          null,
          null,
          e);
    }
  }
}
