package dev.braid.server.mcp;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Where blocking work meets the SDK's reactive handlers.
final class Threads {
  private Threads() {}

  /// Does the work on a virtual thread once somebody subscribes; null ends without an answer.
  static <T> Mono<T> onVirtualThread(String name, Supplier<@Nullable T> work) {
    return Mono.create(
        sink ->
            Thread.ofVirtual()
                .name(name)
                .start(
                    () -> {
                      try {
                        sink.success(work.get());
                      } catch (RuntimeException | Error e) {
                        sink.error(e);
                      }
                    }));
  }
}
