package dev.braid.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What EXPLAIN ANALYZE has measured beside rows and times, as lines of the text format: what
/// belongs together stands on one line.
final class MeasuredText {
  private static final List<String> OTHER_CAUSES =
      List.of("Bloom Filter", "Page Index", "Dictionary");

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
    text.storage();
    text.scan(buffers);
    measured.forEach((name, value) -> text.lines.add(name + ": " + Explain.shown(value)));
    return text.lines;
  }

  private boolean has(String name) {
    return measured.containsKey(name);
  }

  private String take(String name) {
    Object value = measured.remove(name);
    return value == null ? "?" : value.toString();
  }

  private void sort() {
    if (has("Sort Method")) {
      lines.add(
          "Sort Method: %s  %s: %skB"
              .formatted(take("Sort Method"), take("Sort Space Type"), take("Sort Space Used")));
    }
  }

  private void hash() {
    if (has("Hash Batches")) {
      lines.add(
          "Buckets: %s  Batches: %s  Memory Usage: %skB"
              .formatted(
                  changed(take("Hash Buckets"), take("Original Hash Buckets")),
                  changed(take("Hash Batches"), take("Original Hash Batches")),
                  take("Peak Memory Usage")));
    }
  }

  private static String changed(String value, String first) {
    return value.equals(first) ? value : value + " (originally " + first + ")";
  }

  private void groups() {
    if (has("HashAgg Batches")) {
      String disk = take("Disk Usage");
      lines.add(
          "Batches: %s  Memory Usage: %skB"
                  .formatted(take("HashAgg Batches"), take("Peak Memory Usage"))
              + (disk.equals("0") ? "" : "  Disk Usage: %skB".formatted(disk)));
    }
  }

  private void storage() {
    if (has("Storage")) {
      lines.add(
          "Storage: %s  Maximum Storage: %skB".formatted(take("Storage"), take("Maximum Storage")));
    }
  }

  private void scan(boolean buffers) {
    Object groups = measured.remove("Row Groups");
    long skipped = number("Row Groups Skipped");
    StringBuilder others = new StringBuilder();
    for (String cause : OTHER_CAUSES) {
      long count = number("Row Groups Skipped by " + cause);
      others.append(
          count == 0 ? "" : ", %d by %s".formatted(count, cause.toLowerCase(Locale.ROOT)));
    }
    long rows = number("Rows Skipped by Page Index");
    others.append(rows == 0 ? "" : "  Rows: %d skipped by page index".formatted(rows));
    long zones = number("Zones Skipped");
    others.append(zones == 0 ? "" : "  Zones: %d skipped".formatted(zones));
    if (groups != null && (skipped > 0 || !others.isEmpty())) {
      lines.add("Row Groups: %d of %s skipped by min/max".formatted(skipped, groups) + others);
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
