package dev.braid.server.cli.doctor;

import dev.braid.Braid;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.PostgresSource;
import dev.braid.catalog.ShardsSource;
import dev.braid.error.BraidException;
import dev.braid.server.cli.doctor.Finding.Section;
import java.util.ArrayList;
import java.util.List;

/// Looks at every shard of a dataset, and at whether they agree.
final class ShardsExamination {
  private final Braid braid;
  private final Dataset dataset;
  private final ShardsSource source;

  ShardsExamination(Braid braid, Dataset dataset, ShardsSource source) {
    this.braid = braid;
    this.dataset = dataset;
    this.source = source;
  }

  Section examine() {
    List<Finding> findings = new ArrayList<>();
    boolean well = true;
    for (PostgresSource shard : source.shards()) {
      for (Finding finding : new ServerExamination(braid, dataset, shard).examine().findings()) {
        well &= finding.level() != Finding.Level.WRONG;
        findings.add(
            new Finding(finding.level(), shard.safe() + ": " + finding.message(), finding.mend()));
      }
    }
    if (well) {
      findings.add(agreement());
    }
    return new Section(
        dataset.id() + " " + dataset.name() + "  " + source.shards().size() + " shards", findings);
  }

  private Finding agreement() {
    try {
      int tables = braid.schema(Integer.toString(dataset.id())).tables().size();
      return Finding.good("the shards agree on " + tables + " tables");
    } catch (BraidException e) {
      return Finding.wrong(e.message() + " (" + e.sqlState() + ")", e.hint());
    }
  }
}
