package dev.braid.source.file.index;

import dev.braid.vector.Batch;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Blocks of all indexes of the process, the least recently used ones dropped first. Two that want
/// the same block at once may both read it.
public final class BlockCache {
  private record Key(StoredIndex index, int block) {}

  private record Kept(Batch batch, long bytes) {}

  private final LinkedHashMap<Key, Kept> blocks = new LinkedHashMap<>(64, 0.75f, true);
  private final long limit;
  private long used;

  /// @param limit in bytes
  public BlockCache(long limit) {
    this.limit = limit;
  }

  Batch get(StoredIndex index, int block, Supplier<Batch> load) {
    Key key = new Key(index, block);
    synchronized (blocks) {
      @Nullable Kept known = blocks.get(key);
      if (known != null) {
        return known.batch;
      }
    }
    Batch batch = load.get();
    keep(key, new Kept(batch, batch.memory()));
    return batch;
  }

  private void keep(Key key, Kept kept) {
    synchronized (blocks) {
      if (kept.bytes > limit || blocks.putIfAbsent(key, kept) != null) {
        return;
      }
      used += kept.bytes;
      Iterator<Map.Entry<Key, Kept>> oldest = blocks.entrySet().iterator();
      while (used > limit && oldest.hasNext()) {
        used -= oldest.next().getValue().bytes;
        oldest.remove();
      }
    }
  }

  /// Bytes kept now.
  public long used() {
    synchronized (blocks) {
      return used;
    }
  }
}
