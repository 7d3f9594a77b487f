package dev.braid.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same rows in the same order, whatever the number of workers, threads and rows of a batch.
class TpchMatrixTest {
  private static final Tpch MANY = new Tpch(512L << 20, 4);
  private static final Tpch ONE = new Tpch(512L << 20, 1);
  private static final Tpch NONE = new Tpch(512L << 20, 0);

  @AfterAll
  static void close() {
    MANY.close();
    ONE.close();
    NONE.close();
  }

  static IntStream numbers() {
    return Tpch.numbers();
  }

  private static Settings eager(int workers, int batchSize) {
    return Tpch.EAGER
        .with(Setting.MAX_PARALLEL_WORKERS_PER_GATHER, Integer.toString(workers))
        .with(Setting.BRAID_BATCH_SIZE, Integer.toString(batchSize));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void rowsDoNotDependOnWorkersAndBatches(int number) {
    String sql = Tpch.query(number);
    List<String> expected = MANY.rows(sql, eager(0, 2048));
    for (int workers : new int[] {0, 1, 4}) {
      for (int batchSize : new int[] {1, 3, 2048}) {
        assertThat(MANY.rows(sql, eager(workers, batchSize)))
            .as("%d workers, batches of %d", workers, batchSize)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void rowsDoNotDependOnHowManyWorkersCome(int number) {
    String sql = Tpch.query(number);
    List<String> expected = MANY.rows(sql, eager(4, 2048));
    assertThat(ONE.rows(sql, eager(4, 2048))).as("one thread").isEqualTo(expected);
    assertThat(NONE.rows(sql, eager(4, 2048))).as("no thread").isEqualTo(expected);
  }
}
