package dev.braid.exec;

/// What is done with batches on their way through a pipe. Shared by all participants; what one of
/// them needs for itself it gets from [#open].
@FunctionalInterface
public interface Step {
  BatchConsumer open(Participant participant, BatchConsumer next);
}
