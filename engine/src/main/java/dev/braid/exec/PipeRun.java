package dev.braid.exec;

import dev.braid.parallel.Workers;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One draining of a pipe by the leader and by workers.
///
/// Morsels are handed out in ascending order, whoever asks. An error of any participant stops all;
/// the leader throws the first one when everybody has left.
final class PipeRun implements Workers.Job {
  /// What a participant sends its batches to.
  interface End {
    BatchConsumer open(Participant participant);
  }

  private final Execution execution;
  private final Pipe pipe;
  private final Set<Integer> launched;
  private final End end;
  private final int morsels;
  private final AtomicInteger next = new AtomicInteger();
  private final Participant[] participants;
  private final @Nullable BatchConsumer[] consumers;
  private volatile boolean stopped;
  private volatile @Nullable Throwable error;

  /// @param launched takes the numbers of the workers that come
  PipeRun(Execution execution, Pipe pipe, int workers, Set<Integer> launched, End end) {
    this.execution = execution;
    this.pipe = pipe;
    this.launched = launched;
    this.end = end;
    this.morsels = pipe.source().morsels();
    this.participants = new Participant[workers + 1];
    this.consumers = new @Nullable BatchConsumer[workers + 1];
    for (int i = 0; i <= workers; i++) {
      participants[i] = new Participant(i, execution);
    }
  }

  int morsels() {
    return morsels;
  }

  /// Nobody starts another morsel.
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /// Runs the next morsel as the given participant.
  ///
  /// @return whether there may be more
  @Override
  public boolean turn(int slot) {
    if (stopped) {
      return false;
    }
    int morsel = next.getAndIncrement();
    if (morsel >= morsels) {
      return false;
    }
    try {
      execution.cancellation().check();
      Participant participant = participants[slot];
      participant.begin(morsel);
      BatchConsumer consumer = consumers[slot];
      if (consumer == null) {
        consumer = pipe.open(participant, end.open(participant));
        consumers[slot] = consumer;
        if (slot > 0) {
          launched.add(slot);
        }
      }
      pipe.source().run(morsel, participant, consumer);
      consumer.endMorsel();
      return !stopped;
    } catch (Throwable e) {
      fail(e);
      return false;
    }
  }

  private synchronized void fail(Throwable e) {
    if (error == null) {
      error = e;
    }
    stopped = true;
  }

  /// Throws what a participant failed with, after all have left.
  void rethrow() {
    switch (error) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
