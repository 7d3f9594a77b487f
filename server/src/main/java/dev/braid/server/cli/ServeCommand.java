package dev.braid.server.cli;

import dev.braid.Braid;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.server.demo.DemoServer;
import dev.braid.server.mcp.ServeOptions;
import dev.braid.server.mcp.http.McpHttp;
import dev.braid.server.mcp.stdio.McpStdio;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `braid serve`: the MCP server.
@Command(
    name = "serve",
    description = "Serve the datasets to assistants as an MCP server.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "BRAID_TOKEN in the environment holds the bearer tokens of --http, separated by commas; an",
      "address that other machines can reach needs one. Queries are recorded on stderr, or in the",
      "file of --audit, without their values."
    })
final class ServeCommand implements Callable<Integer> {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:(?:(\\[[0-9A-Fa-f:]+\\]|[^:\\[\\]]+):)?)([0-9]{1,5})");

  @Option(
      names = {"-d", "--dataset"},
      paramLabel = "FOLDER",
      description =
          "Serve a folder of Parquet or CSV files beside the configuration's datasets; repeat for"
              + " more.")
  private List<String> folders = new ArrayList<>();

  @Option(names = "--stdio", description = "Serve the process that started this, over its pipes.")
  private boolean stdio;

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      description = "Serve Streamable HTTP at /mcp; a port alone means 127.0.0.1.")
  private @Nullable String http;

  @Option(
      names = "--allow-host",
      paramLabel = "HOST",
      description = "A name that requests may use for this server, such as that of a proxy.")
  private List<String> hosts = new ArrayList<>();

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      description = "A web origin that may ask, such as https://app.example.org.")
  private List<String> origins = new ArrayList<>();

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description = "Append the audit log to a file instead of stderr.")
  private @Nullable Path audit;

  private final BraidCommand braid;

  ServeCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (stdio == (http != null)) {
      throw new BraidException(SqlState.INVALID_PARAMETER_VALUE, "how shall Braid serve?")
          .withHint("either --stdio, or --http HOST:PORT such as --http 8080");
    }
    Logging.showAudit();
    Streams streams = braid.streams();
    ServeOptions options =
        ServeOptions.fromEnvironment(streams.environment())
            .withAllowed(Set.copyOf(hosts), Set.copyOf(origins))
            .withAudit(audit == null ? null : streams.directory().resolve(audit));
    if (http != null) {
      options = at(http, options);
    }
    try (Workspace workspace = open()) {
      folders.forEach(workspace::dataset);
      if (stdio) {
        McpStdio.run(workspace.braid(), options);
      } else {
        serveHttp(workspace.braid(), options);
      }
      return ExitCode.SUCCESS;
    }
  }

  /// The demo's server starts in the background: a client waits a second for an answer to its first
  /// message, but its first query comes later.
  private Workspace open() {
    String[] named = folders.toArray(String[]::new);
    if (!braid.demo()) {
      return braid.open(named);
    }
    DemoServer server = DemoServer.startInBackground();
    return braid.open(server.config(), server, named);
  }

  private void serveHttp(Braid datasets, ServeOptions options) throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    try (McpHttp server = McpHttp.start(datasets, options);
        Interrupt interrupt = Interrupt.handledBy(end::countDown)) {
      braid.streams().err().println(server.banner());
      braid.streams().err().flush();
      end.await();
      assert interrupt.happened();
    }
  }

  static ServeOptions at(String address, ServeOptions options) {
    Matcher matcher = ADDRESS.matcher(address);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : -1;
    if (port < 0 || port > 65_535) {
      throw new BraidException(
              SqlState.INVALID_PARAMETER_VALUE, "not an address to listen on: " + address)
          .withHint("HOST:PORT such as 127.0.0.1:8080, or a port alone");
    }
    String host = matcher.group(1) == null ? options.host() : matcher.group(1);
    return options.withAddress(host.replaceAll("[\\[\\]]", ""), port);
  }
}
