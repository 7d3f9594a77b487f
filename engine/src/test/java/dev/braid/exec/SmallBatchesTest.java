package dev.braid.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Small batches come as larger ones, with the same rows in the same order.
class SmallBatchesTest {
  private static final NodeInfo INFO =
      TestRows.of(List.of(Type.INT4, Type.TEXT), List.of(), false).info();

  /// Keeps what comes, and wants no more after so many rows.
  private static final class Kept implements BatchConsumer {
    final List<Integer> sizes = new ArrayList<>();
    final List<@Nullable Object> values = new ArrayList<>();
    private final int most;
    int morsels;

    Kept(int most) {
      this.most = most;
    }

    @Override
    public boolean accept(Batch batch) {
      sizes.add(batch.size());
      for (int row = 0; row < batch.size(); row++) {
        values.add(Values.get(batch.column(0), row, Type.INT4));
        values.add(Values.get(batch.column(1), row, Type.TEXT));
      }
      return values.size() < 2L * most;
    }

    @Override
    public void endMorsel() {
      morsels++;
    }
  }

  private static Batch batch(int from, int size, String text) {
    List<@Nullable Object> numbers = new ArrayList<>();
    List<@Nullable Object> texts = new ArrayList<>();
    for (int i = from; i < from + size; i++) {
      numbers.add(i);
      texts.add(i % 3 == 0 ? null : text + i);
    }
    return new Batch(
        new Column[] {Values.column(Type.INT4, numbers), Values.column(Type.TEXT, texts)}, size);
  }

  private static List<@Nullable Object> values(int size, String text) {
    List<@Nullable Object> values = new ArrayList<>();
    IntStream.range(0, size)
        .forEach(
            i -> {
              values.add(i);
              values.add(i % 3 == 0 ? null : text + i);
            });
    return values;
  }

  @Test
  void rowsOneByOneComeTogether() {
    Kept kept = new Kept(Integer.MAX_VALUE);
    BatchConsumer small = SmallBatches.of(INFO, 2048, kept);
    for (int i = 0; i < 1000; i++) {
      assertThat(small.accept(batch(i, 1, "t"))).isTrue();
    }
    small.endMorsel();
    assertThat(kept.sizes).allMatch(size -> size <= 256).hasSizeLessThan(10);
    assertThat(kept.values).isEqualTo(values(1000, "t"));
    assertThat(kept.morsels).isEqualTo(1);
  }

  @Test
  void aLargeBatchKeepsItsPlace() {
    Kept kept = new Kept(Integer.MAX_VALUE);
    BatchConsumer small = SmallBatches.of(INFO, 2048, kept);
    assertThat(small.accept(batch(0, 3, "t"))).isTrue();
    assertThat(small.accept(batch(3, 500, "t"))).isTrue();
    assertThat(small.accept(batch(503, 2, "t"))).isTrue();
    small.endMorsel();
    assertThat(kept.sizes).containsExactly(3, 500, 2);
    assertThat(kept.values).isEqualTo(values(505, "t"));
  }

  @Test
  void longStringsArePassedOn() {
    Kept kept = new Kept(Integer.MAX_VALUE);
    String text = "x".repeat(20_000);
    BatchConsumer small = SmallBatches.of(INFO, 2048, kept);
    assertThat(small.accept(batch(0, 2, text))).isTrue();
    assertThat(kept.sizes).containsExactly(2);
  }

  @Test
  void whoHasEnoughIsAskedNoMore() {
    Kept kept = new Kept(1);
    BatchConsumer small = SmallBatches.of(INFO, 2048, kept);
    boolean more = true;
    for (int i = 0; i < 1000; i++) {
      more = small.accept(batch(i, 1, "t"));
    }
    small.endMorsel();
    assertThat(more).isFalse();
    assertThat(kept.sizes).hasSize(1);
  }

  @Test
  void noBatchIsLargerThanAllowed() {
    Kept kept = new Kept(Integer.MAX_VALUE);
    BatchConsumer small = SmallBatches.of(INFO, 3, kept);
    IntStream.range(0, 10).forEach(i -> small.accept(batch(i, 1, "t")));
    assertThat(kept.sizes).containsOnly(1);
  }
}
