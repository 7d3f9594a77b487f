package dev.braid.server.mcp.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// A token bucket for every client: a minute's worth may come at once, then as fast as it refills.
final class RateLimit {
  /// Beyond this many clients those that owe nothing are forgotten.
  private static final int MANY = 10_000;

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final int perMinute;
  private final LongSupplier nanoTime;

  RateLimit(int perMinute, LongSupplier nanoTime) {
    this.perMinute = perMinute;
    this.nanoTime = nanoTime;
  }

  /// Takes one. 0, or the seconds after which the next try may succeed.
  long take(String client) {
    if (buckets.size() > MANY) {
      buckets.values().removeIf(Bucket::isFull);
    }
    return buckets.computeIfAbsent(client, name -> new Bucket()).take();
  }

  private final class Bucket {
    private double left = perMinute;
    private long refilled = nanoTime.getAsLong();

    synchronized long take() {
      refill();
      if (left >= 1) {
        left--;
        return 0;
      }
      return Math.max(1, (long) Math.ceil((1 - left) * 60 / perMinute));
    }

    synchronized boolean isFull() {
      refill();
      return left >= perMinute;
    }

    private void refill() {
      long now = nanoTime.getAsLong();
      left = Math.min(perMinute, left + (now - refilled) / 60e9 * perMinute);
      refilled = now;
    }
  }
}
