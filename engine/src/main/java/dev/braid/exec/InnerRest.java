package dev.braid.exec;

/// Inner rows that a join puts out by themselves once all outer rows have been seen: those without
/// partner, or of a semi join turned around those with one.
final class InnerRest {
  private static final int MORSEL = 16_384;

  private final JoinShape shape;
  private final JoinBuild build;
  private final JoinOutput output;

  InnerRest(JoinShape shape, JoinBuild build) {
    this.shape = shape;
    this.build = build;
    this.output = new JoinOutput(shape, build.rows);
  }

  /// The probe's rows and then those.
  Pipe after(Execution execution, Pipe probe) {
    if (!probe.parallel()) {
      return Pipe.of(inTurn(probe), false);
    }
    RowStore pairs =
        new RowStore(execution, shape.outputTypes(), HashAggregation.hashMemory(execution));
    execution.drain(probe, pairs);
    Source first = pairs.source();
    int before = first.morsels();
    int rest = (build.size() + MORSEL - 1) / MORSEL;
    Source both =
        new Source() {
          @Override
          public int morsels() {
            return before + rest;
          }

          @Override
          public void run(int morsel, Participant participant, BatchConsumer out) {
            if (morsel < before) {
              first.run(morsel, participant, out);
            } else {
              boolean _ = send(morsel - before, participant, out);
            }
          }
        };
    return Pipe.of(both, true);
  }

  /// One participant needs no store: the inner rows follow when its pipe has ended.
  private Source inTurn(Pipe probe) {
    return new Source() {
      @Override
      public int morsels() {
        return 1;
      }

      @Override
      public void run(int morsel, Participant participant, BatchConsumer out) {
        Passing passing = new Passing(out);
        participant.execution().send(probe, passing);
        for (int i = 0; passing.more && i * MORSEL < build.size(); i++) {
          passing.more = send(i, participant, out);
        }
      }
    };
  }

  /// Passes batches on and remembers whether more are wanted.
  private static final class Passing implements BatchConsumer {
    private final BatchConsumer out;
    private boolean more = true;

    Passing(BatchConsumer out) {
      this.out = out;
    }

    @Override
    public boolean accept(dev.braid.vector.Batch batch) {
      more = more && out.accept(batch);
      return more;
    }

    @Override
    public void endMorsel() {}
  }

  private boolean send(int morsel, Participant participant, BatchConsumer out) {
    int from = morsel * MORSEL;
    int to = Math.min(build.size(), from + MORSEL);
    int[] rows = build.rows(from, to, shape.node.type() == JoinType.RIGHT_SEMI);
    return Batches.send(output.inner(rows), participant.execution().batchSize(), out);
  }
}
