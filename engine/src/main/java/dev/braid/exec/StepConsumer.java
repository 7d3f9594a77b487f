package dev.braid.exec;

/// A step's part in one participant: takes batches and passes others on.
public abstract class StepConsumer implements BatchConsumer {
  protected final BatchConsumer next;

  protected StepConsumer(BatchConsumer next) {
    this.next = next;
  }

  @Override
  public void endMorsel() {
    next.endMorsel();
  }
}
