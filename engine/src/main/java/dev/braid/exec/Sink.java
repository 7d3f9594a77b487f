package dev.braid.exec;

/// Where a pipe ends: a node that needs all of its input.
public interface Sink {
  /// One participant's part. Called at most once for each of them, before its first morsel;
  /// [Participant#morsel] tells which morsel a batch came from.
  BatchConsumer open(Participant participant);

  /// All participants are done. Called once, by the leader.
  void finish(Execution execution);
}
