package dev.braid.catalog;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All of a configuration: datasets in order of their ids, and what a batch may use.
public record Config(List<Dataset> datasets, BatchLimits batch) {
  public Config {
    datasets = List.copyOf(datasets);
  }

  /// The dataset with this id or name, or null. A name that is a number is taken as an id first.
  public @Nullable Dataset find(String idOrName) {
    for (Dataset dataset : datasets) {
      if (idOrName.equals(Integer.toString(dataset.id()))) {
        return dataset;
      }
    }
    for (Dataset dataset : datasets) {
      if (dataset.name().equalsIgnoreCase(idOrName)) {
        return dataset;
      }
    }
    return null;
  }

  /// The dataset with this id or name.
  ///
  /// @throws BraidException 42704 when there is none
  public Dataset dataset(String idOrName) {
    Dataset dataset = find(idOrName);
    if (dataset == null) {
      throw new BraidException(
              SqlState.UNDEFINED_OBJECT, "Dataset not found or inactive: " + idOrName)
          .withHint("known datasets: " + names());
    }
    return dataset;
  }

  /// `1 (survey), 2 (events)`.
  public String names() {
    if (datasets.isEmpty()) {
      return "none";
    }
    StringBuilder names = new StringBuilder();
    for (Dataset dataset : datasets) {
      names.append(names.isEmpty() ? "" : ", ");
      names.append(dataset.id()).append(" (").append(dataset.name()).append(')');
    }
    return names.toString();
  }
}
