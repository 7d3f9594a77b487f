package dev.braid.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// An open stream of batches: a source and the steps behind it.
///
/// @param parallel whether any number of participants may run it; else the leader does alone
public record Pipe(Source source, List<Step> steps, boolean parallel) {
  public Pipe {
    steps = List.copyOf(steps);
  }

  public static Pipe of(Source source, boolean parallel) {
    return new Pipe(source, List.of(), parallel);
  }

  /// The rows that one piece of work sends, by the leader alone.
  static Pipe serial(BiConsumer<Participant, BatchConsumer> rows) {
    return of(
        new Source() {
          @Override
          public int morsels() {
            return 1;
          }

          @Override
          public void run(int morsel, Participant participant, BatchConsumer out) {
            rows.accept(participant, out);
          }
        },
        false);
  }

  /// A pipe without rows.
  public static Pipe empty() {
    return of(
        new Source() {
          @Override
          public int morsels() {
            return 0;
          }

          @Override
          public void run(int morsel, Participant participant, BatchConsumer out) {}
        },
        false);
  }

  /// The pipe with one more step.
  public Pipe then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Pipe(source, longer, parallel);
  }

  /// The way of one participant's batches, from the source's end.
  BatchConsumer open(Participant participant, BatchConsumer end) {
    BatchConsumer consumer = end;
    for (int i = steps.size() - 1; i >= 0; i--) {
      consumer = steps.get(i).open(participant, consumer);
    }
    return consumer;
  }
}
