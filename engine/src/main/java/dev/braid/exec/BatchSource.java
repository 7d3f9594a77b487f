package dev.braid.exec;

import dev.braid.vector.Batch;

/// Rows that are all there, in one morsel.
record BatchSource(Batch rows) implements Source {
  @Override
  public int morsels() {
    return rows.size() == 0 ? 0 : 1;
  }

  @Override
  public void run(int morsel, Participant participant, BatchConsumer out) {
    boolean _ = Batches.send(rows, participant.execution().batchSize(), out);
  }
}
