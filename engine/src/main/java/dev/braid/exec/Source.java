package dev.braid.exec;

/// Where a pipe's batches come from. Shared by all participants.
public interface Source {
  /// Into how many pieces the rows are cut. The cut depends on the data alone, not on who reads it.
  int morsels();

  /// Sends the rows of one morsel, in batches of at most [Execution#batchSize] rows. It returns
  /// early when the consumer wants no more. The caller ends the morsel.
  void run(int morsel, Participant participant, BatchConsumer out);
}
