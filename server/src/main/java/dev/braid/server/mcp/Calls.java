package dev.braid.server.mcp;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The requests under way, so that they can be cancelled by id.
///
/// The SDK (2.1.0) knows no `notifications/cancelled`: it logs "no handler registered" and drops
/// the message. So the transports keep this list and catch that message before the SDK sees it.
public final class Calls {
  /// Where a request stands in the list.
  ///
  /// @param scope whose ids these are: the process for stdio, principal and session for HTTP. One
  ///   client can never name another's request
  /// @param id as in JSON: text or a whole number. `1` and `"1"` differ
  public record Key(String scope, Object id) {
    /// JSON's numbers arrive as Integer or Long, by their size.
    public Key {
      id = id instanceof Number number ? (Object) number.longValue() : id;
    }
  }

  private final Map<Key, Inbound> underWay = new ConcurrentHashMap<>();

  /// Adds a request. False when one with this id is under way.
  public boolean open(Key key, Inbound inbound) {
    return underWay.putIfAbsent(key, inbound) == null;
  }

  public synchronized void close(Key key) {
    underWay.remove(key);
    notifyAll();
  }

  /// Stops a request. One that is unknown or has ended is ignored, as the protocol asks.
  public void cancel(Key key, String reason) {
    Inbound inbound = underWay.get(key);
    if (inbound != null) {
      inbound.cancellation().cancel(reason);
    }
  }

  /// Stops the requests of one scope.
  public void cancelAll(String scope, String reason) {
    underWay.forEach(
        (key, inbound) -> {
          if (key.scope().equals(scope)) {
            inbound.cancellation().cancel(reason);
          }
        });
  }

  public void cancelAll(String reason) {
    underWay.values().forEach(inbound -> inbound.cancellation().cancel(reason));
  }

  public int size() {
    return underWay.size();
  }

  /// Waits until no request is under way. False when some still are at the limit.
  public synchronized boolean await(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!underWay.isEmpty()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
