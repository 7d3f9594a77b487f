package dev.braid.exec;

import dev.braid.expr.EvalContext;
import java.util.IdentityHashMap;
import java.util.function.Supplier;

/// One of those that drain a pipe: the leader or a worker. Used by one thread at a time.
public final class Participant {
  private final int number;
  private final Execution execution;
  private final IdentityHashMap<Object, Object> locals = new IdentityHashMap<>();
  private int morsel;

  Participant(int number, Execution execution) {
    this.number = number;
    this.execution = execution;
  }

  /// From 0, which is the leader, to the number of planned workers.
  public int number() {
    return number;
  }

  public Execution execution() {
    return execution;
  }

  public EvalContext eval() {
    return execution.eval();
  }

  /// What a source or sink keeps for this participant: made when first asked for.
  @SuppressWarnings("unchecked")
  public <T> T local(Object owner, Supplier<T> maker) {
    Object found = locals.get(owner);
    if (found == null) {
      found = maker.get();
      locals.put(owner, found);
    }
    return (T) found;
  }

  /// The morsel being run.
  public int morsel() {
    return morsel;
  }

  void begin(int number) {
    morsel = number;
  }
}
