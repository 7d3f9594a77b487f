package dev.braid.server.report;

import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Limits;
import dev.braid.result.Truncation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The closing advice of a batch's answer, with the limits that really applied.
final class MarkdownTips {
  private MarkdownTips() {}

  static String of(BatchResult batch, @Nullable Config config) {
    String raw = limit(batch, config, Limits::rawRows, Truncation.Reason.RAW_ROWS);
    String groups = limit(batch, config, Limits::aggregatedRows, Truncation.Reason.AGGREGATED_ROWS);
    return "**Tips**:\n- Raw queries are limited to "
        + (raw == null ? "a few rows" : raw)
        + "\n- Use GROUP BY for aggregated data"
        + (groups == null ? "" : " (up to " + groups + ")")
        + weights(batch);
  }

  private static String weights(BatchResult batch) {
    boolean weighted =
        batch.outcomes().stream()
            .anyMatch(
                outcome ->
                    outcome.result() != null
                        && outcome.result().survey() != null
                        && outcome.result().survey().weighted());
    return weighted
        ? "\n- Answers are weighted already: do not multiply by the weight; the base n counts"
            + " respondents\n"
        : "\n- Where a table has a weight column, include it for accurate population estimates:"
            + " SUM(weight), not COUNT(\\*)\n";
  }

  /// `5 rows`, or `5 rows (survey), 20 rows (events)` where the datasets differ. A caller may have
  /// asked for less than the configuration allows, so a limit that really cut something is taken
  /// before the configured one.
  private static @Nullable String limit(
      BatchResult batch,
      @Nullable Config config,
      ToIntFunction<Limits> configured,
      Truncation.Reason reason) {
    TreeSet<Long> limits = new TreeSet<>();
    for (Outcome outcome : batch.outcomes()) {
      Truncation cut = outcome.result() == null ? null : outcome.result().truncated();
      if (cut != null && cut.reason() == reason) {
        limits.add(cut.limit());
      }
    }
    if (!limits.isEmpty()) {
      return rows(limits.first());
    }
    List<Dataset> asked = asked(batch, config);
    for (Dataset dataset : asked) {
      limits.add((long) configured.applyAsInt(dataset.limits()));
    }
    if (limits.size() <= 1) {
      return limits.isEmpty() ? null : rows(limits.first());
    }
    return asked.stream()
        .map(dataset -> limit(dataset, configured))
        .collect(Collectors.joining(", "));
  }

  private static String limit(Dataset dataset, ToIntFunction<Limits> configured) {
    int rows = configured.applyAsInt(dataset.limits());
    return rows(rows) + " (" + MarkdownText.inline(dataset.name()) + ")";
  }

  private static List<Dataset> asked(BatchResult batch, @Nullable Config config) {
    if (config == null) {
      return List.of();
    }
    TreeSet<Dataset> asked = new TreeSet<>(Comparator.comparingInt(Dataset::id));
    for (Outcome outcome : batch.outcomes()) {
      Dataset dataset = config.find(outcome.datasetName());
      if (dataset != null) {
        asked.add(dataset);
      }
    }
    return List.copyOf(asked);
  }

  private static String rows(long count) {
    return String.format(Locale.ROOT, count == 1 ? "%,d row" : "%,d rows", count);
  }
}
