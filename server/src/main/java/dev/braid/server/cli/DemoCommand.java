package dev.braid.server.cli;

import static java.util.Objects.requireNonNullElse;

import dev.braid.Braid;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.PostgresSource;
import dev.braid.server.demo.DemoServer;
import dev.braid.server.demo.DemoTour;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `braid demo`: the tour, on a PostgreSQL of its own.
@Command(
    name = "demo",
    description = "Start a PostgreSQL with demo data, and show what Braid does with it.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--keep", description = "Leave the server running until Ctrl-C.")
  private boolean keep;

  private final BraidCommand braid;

  DemoCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintStream out =
        new PrintStream(new WriterStream(braid.streams().out()), true, StandardCharsets.UTF_8);
    if (!keep) {
      DemoTour.run(out);
      return ExitCode.SUCCESS;
    }
    try (DemoServer server = DemoServer.start();
        Braid datasets = Braid.open(server.config())) {
      new DemoTour(datasets, out).show();
      keep(datasets);
    }
    return ExitCode.SUCCESS;
  }

  /// Leaves a configuration for other terminals, readable by this user only: it holds the password
  /// that was made for this server.
  private void keep(Braid datasets) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("braid-demo-config-"); // 0700
    Path file = folder.resolve("braid.yaml");
    CountDownLatch end = new CountDownLatch(1);
    try (Interrupt interrupt = Interrupt.handledBy(end::countDown)) {
      Files.writeString(file, configuration(datasets));
      Streams streams = braid.streams();
      streams.out().println("The server keeps running until Ctrl-C. In another terminal:");
      streams.out().println("  braid shell -c " + file);
      streams.out().flush();
      end.await();
      assert interrupt.happened();
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static String configuration(Braid datasets) {
    StringBuilder yaml = new StringBuilder("datasets:\n");
    for (Dataset dataset : datasets.config().datasets()) {
      PostgresSource source = (PostgresSource) dataset.source();
      yaml.append(
          """
            - id: %d
              name: %s
              source: {url: '%s', user: '%s', password: '%s'}
          """
              .formatted(
                  dataset.id(),
                  dataset.name(),
                  source.jdbcUrl().replaceFirst("\\?.*", ""), // its options serve this process only
                  requireNonNullElse(source.user(), ""),
                  requireNonNullElse(source.password(), "")));
    }
    return yaml.toString();
  }
}
