package dev.braid.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Settings;
import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.parallel.MemoryBudget;
import dev.braid.parallel.TempFiles;
import dev.braid.parallel.Workers;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import dev.braid.vector.Batch;
import dev.braid.vector.BytesColumn;
import dev.braid.vector.Column;
import dev.braid.vector.LongColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Rows that share one long string take little memory until they are copied, so only a few of them
/// are copied at once.
class LongStringsTest {
  private static final int ROWS = 300;

  private static final NodeInfo INFO =
      TestRows.of(List.of(Type.INT8, Type.TEXT), List.of(), false).info();
  private static final SortKeys KEYS =
      new SortKeys(List.of(new SortKey(1, false, false), new SortKey(0, false, false)), INFO);

  /// A run of the numbers `first`, `first + 2` ..., each beside the same string.
  ///
  /// @param length of the string in bytes
  private static SortedRun run(int first, int length) {
    long[] numbers = LongStream.range(0, ROWS).map(i -> first + 2 * i).toArray();
    byte[] text = new byte[length];
    Arrays.fill(text, (byte) 'x');
    int[] lengths = new int[ROWS];
    Arrays.fill(lengths, length);
    Column number = new LongColumn(numbers, ROWS, null);
    Column strings = new BytesColumn(text, new int[ROWS], lengths, ROWS, null);
    int[] order = IntStream.range(0, ROWS).toArray();
    return new SortedRun(new Batch(new Column[] {number, strings, number}, ROWS), order, ROWS);
  }

  /// The merge of two runs.
  private static Pipe merged(int length) {
    List<SortedRun.Reader> runs =
        List.of(run(1, length).read(0, ROWS, KEYS), run(2, length).read(0, ROWS, KEYS));
    List<Type> types = List.of(Type.INT8, Type.TEXT);
    return Pipe.serial(
        (participant, out) -> {
          new SortMerge(runs, KEYS, types, -1).send(2048, participant, out);
        });
  }

  @Test
  void aMergePutsThemOutInShortBatches() {
    EvalContext eval = new EvalContext(Zone.UTC, 0, "user", "database", new Cancellation());
    MemoryBudget memory = new MemoryBudget(1L << 40, null);
    List<Long> numbers = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    try (Workers threads = new Workers(0);
        Execution execution = new Execution(Settings.DEFAULT, eval, threads, memory, null)) {
      execution.send(
          merged(5_000_000),
          new BatchConsumer() {
            @Override
            public boolean accept(Batch batch) {
              sizes.add(batch.size());
              IntStream.range(0, batch.size())
                  .forEach(row -> numbers.add(batch.column(0).getLong(row)));
              return true;
            }

            @Override
            public void endMorsel() {}
          });
    }
    assertThat(sizes).containsOnly(2);
    assertThat(numbers)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 2 * ROWS).boxed().toList());
  }

  @Test
  void aSortedRunIsWrittenInShortPieces() {
    try (TempFiles files = new TempFiles(new MemoryBudget(1L << 40, null))) {
      SortedRun run = run(1, 1_000_000).write(files.create());
      SortedRun.Reader reader = run.read(0, ROWS, KEYS);
      for (long number = 1; number <= 2 * ROWS; number += 2) {
        assertThat(reader.batch().size()).isLessThanOrEqualTo(9);
        assertThat(reader.batch().column(0).getLong(reader.row())).isEqualTo(number);
        reader.next();
      }
      assertThat(reader.atEnd()).isTrue();
    }
  }
}
