package dev.braid.source.postgres.remote;

import dev.braid.catalog.table.Servers;
import dev.braid.error.BraidException;
import dev.braid.parallel.Cancellation;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tasks of one scan of a run.
final class ServersScan implements Servers.Scan {
  final ServersRun run;
  final List<Type> types;

  /// Cancels the scan's tasks on their servers.
  final Cancellation halt = new Cancellation();

  private final List<ServerTask> tasks = new ArrayList<>();
  private final Set<Integer> checked = new HashSet<>();
  private boolean stopped;
  private @Nullable BraidException failure;

  ServersScan(ServersRun run, List<Type> types) {
    this.run = run;
    this.types = List.copyOf(types);
  }

  /// @param missing whether its server is left out: then it is over already
  void add(ServerTask task, boolean missing) {
    tasks.add(task);
    Answer answer = task.answer();
    if (missing) {
      task.halt();
    } else if (answer != null) {
      task.answered(answer);
    } else {
      task.share.add(task);
    }
  }

  @Override
  public @Nullable Batch next(int task) {
    run.lock.lock();
    try {
      return tasks.get(task).take();
    } finally {
      run.lock.unlock();
    }
  }

  @Override
  public void stop() {
    run.lock.lock();
    try {
      if (!stopped) {
        stopped = true;
        tasks.forEach(task -> task.share.remove(task));
        halt();
      }
    } finally {
      run.lock.unlock();
    }
  }

  /// Wakes whoever waits and ends what runs; what has not begun is over. Under the lock.
  void halt() {
    halt.cancel("the rows are not wanted any more");
    tasks.forEach(ServerTask::halt);
  }

  /// Ends this scan alone: with an error of its values, which may never be asked for. Under the
  /// lock.
  void fail(BraidException error) {
    if (failure == null) {
      failure = error;
      tasks.forEach(task -> task.share.remove(task));
      halt();
    }
  }

  /// @throws BraidException of whichever task failed first. Under the lock.
  void checkFailure() {
    run.checkFailure();
    if (failure != null) {
      throw ServersRun.copy(failure);
    }
  }

  /// Whether nobody wants rows of it. Under the lock.
  boolean isOver() {
    return stopped || failure != null || run.isOver();
  }

  /// Whether the caller is the first to send something of this scan to the server. Under the lock.
  boolean checks(int server) {
    return checked.add(server);
  }

  @Override
  public Servers.Progress progress(int task) {
    run.lock.lock();
    try {
      return tasks.get(task).progress();
    } finally {
      run.lock.unlock();
    }
  }
}
