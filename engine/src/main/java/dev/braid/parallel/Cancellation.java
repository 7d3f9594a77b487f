package dev.braid.parallel;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One request to stop, shared by everything that works for the same answer.
///
/// Whoever is about to block registers how it can be woken. Actions run under this object's lock,
/// so that after [Registration#close] an action has either finished or will never run; they must
/// therefore be quick (interrupt a thread, start one) and must not block.
public final class Cancellation {
  private final Set<Registration> registrations = new LinkedHashSet<>();
  private @Nullable String reason;

  /// Asks to stop. Only the first reason counts.
  public synchronized void cancel(String why) {
    if (reason != null) {
      return;
    }
    reason = why;
    for (Registration registration : registrations) {
      registration.run();
    }
    registrations.clear();
  }

  public synchronized boolean isCancelled() {
    return reason != null;
  }

  /// @throws BraidException 57014 with the reason, when a stop has been asked for
  public void check() {
    BraidException error = error();
    if (error != null) {
      throw error;
    }
  }

  /// What a cancelled piece of work reports, or null while nobody has asked to stop.
  public synchronized @Nullable BraidException error() {
    return reason == null ? null : new BraidException(SqlState.QUERY_CANCELED, reason);
  }

  /// Runs the action when a stop is asked for, at once when it has been, until the registration is
  /// closed.
  public Registration onCancel(Runnable action) {
    return register(new Registration(action, null));
  }

  private synchronized Registration register(Registration registration) {
    if (reason != null) {
      registration.run();
    } else {
      registrations.add(registration);
    }
    return registration;
  }

  /// Interrupts the calling thread on cancellation, until closed. Closing takes back an interrupt
  /// that came too late to wake anything: a stray one would close the next socket that a virtual
  /// thread reads from.
  public Registration interruptOnCancel() {
    Thread thread = Thread.currentThread();
    return register(new Registration(thread::interrupt, thread));
  }

  /// An action's place in the list.
  public final class Registration implements AutoCloseable {
    private final Runnable action;
    private final @Nullable Thread interrupted;
    private boolean ran;

    private Registration(Runnable action, @Nullable Thread interrupted) {
      this.action = action;
      this.interrupted = interrupted;
    }

    private void run() {
      ran = true;
      action.run();
    }

    @Override
    public void close() {
      synchronized (Cancellation.this) {
        registrations.remove(this);
        if (ran && Thread.currentThread().equals(interrupted)) {
          boolean _ = Thread.interrupted();
        }
      }
    }
  }
}
