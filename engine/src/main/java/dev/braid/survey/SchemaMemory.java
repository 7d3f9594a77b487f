package dev.braid.survey;

import dev.braid.catalog.Schema;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The tables of datasets as they were a short while ago: a rewrite needs names and types only, and
/// a server should not be asked for them with every statement. A statement that a change meanwhile
/// breaks runs as it was written.
public final class SchemaMemory {
  private static final long BELIEVED_NANOS = Duration.ofSeconds(30).toNanos();

  private record Known(Schema schema, long nanos) {}

  private final Map<Integer, Known> known = new ConcurrentHashMap<>();

  /// @param ask asks the dataset
  public Schema of(int dataset, Supplier<Schema> ask) {
    Known last = known.get(dataset);
    if (last != null && System.nanoTime() - last.nanos < BELIEVED_NANOS) {
      return last.schema;
    }
    Schema schema = ask.get();
    known.put(dataset, new Known(schema, System.nanoTime()));
    return schema;
  }
}
