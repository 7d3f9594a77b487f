package dev.braid.server.mcp.tool;

import dev.braid.BatchBuilder;
import dev.braid.batch.BatchListener;
import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.batch.RunningBatch;
import dev.braid.error.BraidException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Runs a batch for a call: tells its progress, records its queries, and stops it on the servers
/// when the call is cancelled.
///
/// Outcomes travel through a queue to the call's own thread. The threads of the queries never wait
/// for a client that is slow to read its progress.
final class Execution implements BatchListener {
  private record Finished(Outcome outcome, int finished, int total) {}

  /// Empty once the batch has ended.
  private final BlockingQueue<Optional<Finished>> events = new LinkedBlockingQueue<>();

  private final Call call;

  private Execution(Call call) {
    this.call = call;
  }

  @Override
  public void completed(Outcome outcome, int finished, int total) {
    events.add(Optional.of(new Finished(outcome, finished, total)));
  }

  static BatchResult run(BatchBuilder batch, Call call) {
    call.cancellation().check();
    Execution execution = new Execution(call);
    return execution.follow(batch.listener(execution).start());
  }

  private BatchResult follow(RunningBatch batch) {
    var _ = batch.result().whenComplete((result, failure) -> events.add(Optional.empty()));
    try (var _ = call.cancellation().onCancel(() -> batch.cancel(reason()))) {
      Optional<Finished> event = events.take();
      while (event.isPresent()) {
        tell(event.get());
        event = events.take();
      }
    } catch (InterruptedException e) {
      batch.cancel("interrupted");
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // An answer that cannot be recorded must not be given.
      batch.cancel("the audit log cannot be written");
      throw e;
    }
    return batch.await();
  }

  private void tell(Finished event) {
    Outcome outcome = event.outcome();
    call.audit().record(call, outcome);
    String end = outcome.success() ? "done" : "failed";
    call.progress().report(event.finished(), event.total(), outcome.label() + ": " + end);
  }

  private String reason() {
    BraidException stop = call.cancellation().error();
    return stop == null ? "cancelled" : stop.message();
  }
}
