package dev.braid.source.file.segment;

import dev.braid.source.file.FileIdentity;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Decoded segments of all files of the process, least recently used ones dropped first.
///
/// One worker decodes, others that want the same segment wait for it. A segment that is in use
/// stays alive with its readers when it is dropped here, so the budget bounds what is *kept*, and
/// readers add at most the segments of their current morsels.
public final class SegmentCache {
  /// Which segment.
  ///
  /// @param rows bounds of the ranges of rows that are decoded; empty for all rows
  public record Key(FileIdentity file, int rowGroup, int column, List<Integer> rows) {
    /// All rows.
    public Key(FileIdentity file, int rowGroup, int column) {
      this(file, rowGroup, column, List.of());
    }
  }

  private final LinkedHashMap<Key, Entry> entries = new LinkedHashMap<>(256, 0.75f, true);
  private final long limit;
  private long used;

  private static final class Entry {
    final CompletableFuture<Segment> segment = new CompletableFuture<>();
    long bytes;
  }

  /// @param limit in bytes
  public SegmentCache(long limit) {
    this.limit = limit;
  }

  /// The segment, decoded by `load` if it is not there.
  public Segment get(Key key, Supplier<Segment> load) {
    Entry entry;
    boolean first;
    synchronized (entries) {
      Entry known = entries.get(key);
      first = known == null;
      entry = known == null ? new Entry() : known;
      if (first) {
        entries.put(key, entry);
      }
    }
    if (!first) {
      try {
        return entry.segment.join();
      } catch (CompletionException e) {
        // The other worker may have been cancelled; whatever it met, this one finds out by itself.
        return load.get();
      }
    }
    try {
      Segment segment = load.get();
      entry.segment.complete(segment);
      keep(key, entry, segment.bytes());
      return segment;
    } catch (Throwable e) {
      synchronized (entries) {
        entries.remove(key, entry);
      }
      entry.segment.completeExceptionally(e);
      throw e;
    }
  }

  /// Whether the segment is there, decoded or on its way.
  public boolean contains(Key key) {
    synchronized (entries) {
      return entries.containsKey(key);
    }
  }

  private void keep(Key key, Entry entry, long bytes) {
    synchronized (entries) {
      if (entries.get(key) != entry) {
        return;
      }
      if (bytes > limit) {
        entries.remove(key);
        return;
      }
      entry.bytes = bytes;
      used += bytes;
      Iterator<Map.Entry<Key, Entry>> oldest = entries.entrySet().iterator();
      while (used > limit && oldest.hasNext()) {
        Entry candidate = oldest.next().getValue();
        if (candidate.bytes > 0) {
          used -= candidate.bytes;
          oldest.remove();
        }
      }
    }
  }

  /// Drops all segments of one state of a file.
  public void drop(FileIdentity file) {
    synchronized (entries) {
      entries
          .entrySet()
          .removeIf(
              one -> {
                boolean gone = one.getKey().file().equals(file);
                if (gone) {
                  used -= one.getValue().bytes;
                  one.getValue().bytes = 0;
                }
                return gone;
              });
    }
  }

  /// Bytes kept now.
  public long used() {
    synchronized (entries) {
      return used;
    }
  }

  public long limit() {
    return limit;
  }
}
