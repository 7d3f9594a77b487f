package dev.braid.server.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/// Turns the first Ctrl-C (or a polite kill) into an action, so that statements are cancelled on
/// their servers: a server does not notice a client that is gone before its statement ends. A
/// second Ctrl-C ends the process at once.
final class Interrupt implements AutoCloseable {
  private static final String[] SIGNALS = {"INT", "TERM"};

  private final AtomicBoolean happened = new AtomicBoolean();
  private final Object[] before = new Object[SIGNALS.length];
  private final Runnable action;

  private Interrupt(Runnable action) {
    this.action = action;
  }

  static Interrupt handledBy(Runnable action) {
    Interrupt interrupt = new Interrupt(action);
    for (int i = 0; i < SIGNALS.length; i++) {
      interrupt.before[i] = Signals.register(SIGNALS[i], interrupt::happen);
    }
    return interrupt;
  }

  boolean happened() {
    return happened.get();
  }

  private void happen() {
    if (!happened.compareAndSet(false, true)) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
    action.run();
  }

  @Override
  public void close() {
    for (int i = 0; i < SIGNALS.length; i++) {
      Signals.unregister(SIGNALS[i], before[i]);
    }
  }
}
