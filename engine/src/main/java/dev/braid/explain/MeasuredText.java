package dev.braid.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What EXPLAIN ANALYZE has measured beside rows and times, as lines of the text format: what
/// belongs together stands on one line.
final class MeasuredText {
  private final Map<String, Object> measured;
  private final List<String> lines = new ArrayList<>();

  private MeasuredText(Map<String, Object> measured) {
    this.measured = measured;
  }

  /// @param measured by the keys of the JSON format; is emptied
  /// @param buffers whether to show what was read
  static List<String> lines(Map<String, Object> measured, boolean buffers) {
    MeasuredText text = new MeasuredText(measured);
    text.sort();
    text.hash();
    text.groups();
    text.together("Storage", "Storage: %s  Maximum Storage: %skB", "Maximum Storage");
    text.scan(buffers);
    measured.forEach((name, value) -> text.lines.add(name + ": " + Explain.shown(value)));
    return text.lines;
  }

  /// A line of several values, where the first of them is there.
  private void together(String first, String format, String... others) {
    Object value = measured.remove(first);
    Object[] values = new Object[others.length + 1];
    values[0] = value;
    for (int i = 0; i < others.length; i++) {
      values[i + 1] = measured.remove(others[i]);
    }
    if (value != null) {
      lines.add(format.formatted(values));
    }
  }

  private void sort() {
    together("Sort Method", "Sort Method: %s  %s: %skB", "Sort Space Type", "Sort Space Used");
  }

  private void hash() {
    Object buckets = measured.remove("Hash Buckets");
    Object firstBuckets = measured.remove("Original Hash Buckets");
    Object batches = measured.remove("Hash Batches");
    Object firstBatches = measured.remove("Original Hash Batches");
    if (batches != null) {
      lines.add(
          "Buckets: %s  Batches: %s  Memory Usage: %skB"
              .formatted(
                  changed(buckets, firstBuckets),
                  changed(batches, firstBatches),
                  measured.remove("Peak Memory Usage")));
    }
  }

  private static String changed(Object value, Object first) {
    return value.equals(first) ? value.toString() : value + " (originally " + first + ")";
  }

  private void groups() {
    Object batches = measured.remove("HashAgg Batches");
    if (batches != null) {
      Object memory = measured.remove("Peak Memory Usage");
      Object disk = measured.remove("Disk Usage");
      boolean onDisk = disk instanceof Long kilobytes && kilobytes > 0;
      lines.add(
          "Batches: %s  Memory Usage: %skB".formatted(batches, memory)
              + (onDisk ? "  Disk Usage: %skB".formatted(disk) : ""));
    }
  }

  private void scan(boolean buffers) {
    Object groups = measured.remove("Row Groups");
    long skipped = number("Row Groups Skipped");
    long zones = number("Zones Skipped");
    if (groups != null && skipped + zones > 0) {
      lines.add(
          "Row Groups: %d of %s skipped by min/max".formatted(skipped, groups)
              + (zones > 0 ? "  Zones: %d skipped".formatted(zones) : ""));
    }
    boolean known = measured.containsKey("Segment Cache Hits");
    long hits = number("Segment Cache Hits");
    long misses = number("Segment Cache Misses");
    long bytes = number("Bytes Read");
    if (known && buffers) {
      lines.add(
          "Segments: hit=%d read=%d".formatted(hits, misses)
              + (bytes > 0 ? String.format(Locale.ROOT, " (%dkB)", bytes + 1023 >> 10) : ""));
    }
  }

  private long number(String name) {
    return measured.remove(name) instanceof Long number ? number : 0;
  }
}
