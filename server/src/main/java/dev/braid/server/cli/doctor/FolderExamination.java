package dev.braid.server.cli.doctor;

import static dev.braid.server.cli.doctor.Finding.good;
import static dev.braid.server.cli.doctor.Finding.note;
import static dev.braid.server.cli.doctor.Finding.wrong;

import dev.braid.Braid;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Schema;
import dev.braid.error.BraidException;
import dev.braid.server.cli.doctor.Finding.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Whether a folder is there and its files can be read as tables. Files are opened, not read to
/// their ends.
final class FolderExamination {
  private final Braid braid;
  private final Dataset dataset;
  private final FolderSource source;
  private final List<Finding> findings = new ArrayList<>();

  FolderExamination(Braid braid, Dataset dataset, FolderSource source) {
    this.braid = braid;
    this.dataset = dataset;
    this.source = source;
  }

  Section examine() {
    Path folder = source.folder();
    if (!Files.exists(folder)) {
      findings.add(wrong("there is no such folder", "make it, or mend the dataset's source"));
    } else if (!Files.isDirectory(folder)) {
      findings.add(
          wrong("it is no folder", "name the folder of the files, each of which is a table"));
    } else if (!Files.isReadable(folder)) {
      findings.add(wrong("the folder may not be read", "give this user the right to read it"));
    } else {
      try {
        tables(braid.schema(dataset.name()));
      } catch (BraidException e) {
        findings.add(wrong(e.message(), e.hint()));
      }
    }
    return new Section(dataset.id() + " " + dataset.name() + "  " + source.safe(), findings);
  }

  private void tables(Schema schema) {
    if (schema.tables().isEmpty()) {
      findings.add(
          note("no table", "put files such as orders.parquet or orders.csv into the folder"));
      return;
    }
    int opened = 0;
    long bytes = 0;
    List<Finding> bad = new ArrayList<>();
    for (Schema.Table table : schema.tables()) {
      if (table.unreadable()) {
        bad.add(
            wrong(
                "table \"%s\": %s"
                    .formatted(
                        table.name(),
                        Objects.requireNonNullElse(table.description(), "unreadable")),
                "mend the file, move it away, or begin its name with \"_\""));
      } else {
        opened++;
        bytes += table.bytes();
      }
    }
    if (opened > 0) {
      findings.add(
          good(
              String.format(
                  Locale.ROOT,
                  "%d %s, %,d kB",
                  opened,
                  opened == 1 ? "table" : "tables",
                  (bytes + 1023) / 1024)));
    }
    findings.addAll(bad);
  }
}
