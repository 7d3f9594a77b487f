package dev.braid.server.cli.doctor;

import dev.braid.Braid;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.ShardsSource;
import dev.braid.server.cli.doctor.Finding.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Looks at everything that a working installation needs.
public final class Doctor {
  private static final int LEAST_JAVA = 25;

  private Doctor() {}

  public static Section java() {
    Runtime.Version version = Runtime.version();
    String text = "Java " + version + " (" + System.getProperty("java.vendor", "?") + ")";
    Finding finding =
        version.feature() >= LEAST_JAVA
            ? Finding.good(text)
            : Finding.wrong(text, "Java 25 or newer is needed");
    return new Section("Java", List.of(finding));
  }

  public static Section configuration(String where, Config config) {
    String found = where + ": datasets " + config.names();
    Finding finding =
        config.datasets().isEmpty()
            ? Finding.note(where + ": no dataset", "add one under \"datasets\"")
            : Finding.good(found);
    return new Section("Configuration", List.of(finding));
  }

  /// All at once, so that a server that is down costs its own time only.
  public static List<Section> datasets(Braid braid, List<Dataset> datasets) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Section>> examinations = new ArrayList<>();
      for (Dataset dataset : datasets) {
        examinations.add(CompletableFuture.supplyAsync(() -> examine(braid, dataset), threads));
      }
      return examinations.stream().map(CompletableFuture::join).toList();
    }
  }

  private static Section examine(Braid braid, Dataset dataset) {
    return switch (dataset.source()) {
      case PostgresSource source -> new ServerExamination(braid, dataset, source).examine();
      case ShardsSource shards -> new ShardsExamination(braid, dataset, shards).examine();
      case FolderSource folder -> new FolderExamination(braid, dataset, folder).examine();
    };
  }
}
