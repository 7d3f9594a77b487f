package dev.braid.server.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Ends the process by the C library's `_exit`, without the JVM's farewell.
///
/// Whether it leaves by `System.exit`, `halt` or the end of `main`, the JVM waits 300 ms for
/// threads in native code to come out of it, and the poller that serves virtual threads' sockets
/// never does (measured: a query's answer was printed after 340 ms, the process ended after 660).
/// Shutdown hooks do not run, so this is for commands that have none; output must have been
/// flushed.
final class QuickExit {
  private QuickExit() {}

  /// Does not return. Where the function cannot be called, this is `System.exit`.
  static void exit(int status) {
    MethodHandle exit = handle();
    if (exit != null) {
      try {
        exit.invokeExact(status);
      } catch (Throwable e) { // declared so by MethodHandle; _exit itself does not come back
        System.exit(status);
      }
    }
    System.exit(status);
  }

  /// Null where native access is denied or there is no such function.
  @SuppressWarnings("restricted") // the launcher enables native access
  static @Nullable MethodHandle handle() {
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find("_exit")
          .map(
              address ->
                  linker.downcallHandle(address, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)))
          .orElse(null);
    } catch (UnsupportedOperationException | IllegalCallerException e) {
      return null;
    }
  }
}
