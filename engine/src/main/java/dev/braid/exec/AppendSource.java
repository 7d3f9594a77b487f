package dev.braid.exec;

import dev.braid.vector.Batch;
import java.util.ArrayList;
import java.util.List;

/// The morsels of several pipes, one pipe's after another's. A pipe that is not parallel is one
/// morsel, so that only one participant runs it.
final class AppendSource implements Source {
  private final List<Pipe> pipes;
  private final List<Integer> firsts = new ArrayList<>();
  private final int morsels;

  AppendSource(List<Pipe> pipes, boolean parallel) {
    this.pipes = pipes;
    int first = 0;
    for (Pipe pipe : pipes) {
      firsts.add(first);
      int own = pipe.source().morsels();
      first += parallel && !pipe.parallel() ? Math.min(1, own) : own;
    }
    this.morsels = first;
  }

  @Override
  public int morsels() {
    return morsels;
  }

  @Override
  public void run(int morsel, Participant participant, BatchConsumer out) {
    int child = pipes.size() - 1;
    while (firsts.get(child) > morsel) {
      child--;
    }
    Pipe pipe = pipes.get(child);
    int end = child + 1 < pipes.size() ? firsts.get(child + 1) : morsels;
    boolean whole = end - firsts.get(child) < pipe.source().morsels();
    Through through = participant.local(pipe, () -> new Through()).to(out);
    BatchConsumer entry = participant.local(through, () -> pipe.open(participant, through));
    int from = whole ? 0 : morsel - firsts.get(child);
    int to = whole ? pipe.source().morsels() : from + 1;
    for (int i = from; i < to && through.more; i++) {
      pipe.source().run(i, participant, entry);
      entry.endMorsel();
    }
  }

  /// The end of a child's steps: rows go on, ends of morsels do not, since the append's own morsel
  /// is ended by whoever runs it.
  private static final class Through implements BatchConsumer {
    private BatchConsumer out = this;
    private boolean more = true;

    Through to(BatchConsumer consumer) {
      out = consumer;
      return this;
    }

    @Override
    public boolean accept(Batch batch) {
      more = out.accept(batch);
      return more;
    }

    @Override
    public void endMorsel() {}
  }
}
