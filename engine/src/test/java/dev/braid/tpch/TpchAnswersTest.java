package dev.braid.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// All 22 queries give the server's answers: with memory in plenty, and when nearly everything has
/// to go to disk.
class TpchAnswersTest {
  private static final Tpch PLENTY = new Tpch(512L << 20, 4);
  private static final Tpch SCARCE = new Tpch(64L << 20, 4);

  @BeforeAll
  static void load() {
    PLENTY.loadServer();
  }

  @AfterAll
  static void close() {
    Tpch.dropServer();
    PLENTY.close();
    SCARCE.close();
  }

  static IntStream numbers() {
    return Tpch.numbers();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void answersAsTheServer(int number) {
    String sql = Tpch.query(number);
    assertThat(PLENTY.rows(sql, Settings.DEFAULT)).isEqualTo(Tpch.serverRows(sql));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void answersAsTheServerInParallelAndLittleMemory(int number) {
    String sql = Tpch.query(number);
    Settings settings = Tpch.EAGER.with(Setting.WORK_MEM, "64kB");
    assertThat(SCARCE.rows(sql, settings)).isEqualTo(Tpch.serverRows(sql));
    assertThat(SCARCE.engine().memory().used()).isZero();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void answersAsTheServerSeriallyInLittleMemory(int number) {
    String sql = Tpch.query(number);
    Settings settings =
        Settings.DEFAULT
            .with(Setting.WORK_MEM, "64kB")
            .with(Setting.MAX_PARALLEL_WORKERS_PER_GATHER, "0");
    assertThat(SCARCE.rows(sql, settings)).isEqualTo(Tpch.serverRows(sql));
    assertThat(SCARCE.engine().memory().used()).isZero();
  }
}
