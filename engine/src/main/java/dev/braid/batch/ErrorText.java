package dev.braid.batch;

import dev.braid.result.Failure;
import dev.braid.source.ByteBudget;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Error texts count against a batch's bytes too: a server can be made to quote whole values in
/// them.
final class ErrorText {
  /// What an error may always say, budget or not.
  private static final int ALWAYS = 200;

  private ErrorText() {}

  static Failure within(Failure failure, ByteBudget bytes) {
    long size = size(failure.message()) + size(failure.detail()) + size(failure.hint());
    if (size <= ALWAYS || bytes.tryTake(size)) {
      return failure;
    }
    String message = failure.message();
    return new Failure(
        failure.sqlState(),
        message.length() <= ALWAYS ? message : message.substring(0, ALWAYS) + "...",
        failure.position(),
        null,
        null);
  }

  private static long size(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }
}
