package dev.braid.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// All 22 queries give the server's answers: with memory in plenty, and when nearly everything has
/// to go to disk.
class TpchAnswersTest {
  private static final Tpch PLENTY = new Tpch(512L << 20, 4);
  private static final Tpch SCARCE = new Tpch(64L << 20, 4);

  /// A scale factor at which one megabyte is little.
  private static final double LARGER = 0.1;

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
  void answersAsTheReference(int number) {
    String reference = Tpch.resource("/io/trino/tpch/queries/q" + number + ".result");
    List<String> expected = reference.lines().filter(line -> !line.startsWith("--")).toList();
    List<String> actual = PLENTY.rows(Tpch.query(number), Tpch.SCALED);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      List<String> values = List.of(expected.get(i).split("\\|"));
      List<String> ours = List.of(actual.get(i).split("\\|"));
      assertThat(ours).as(actual.get(i)).hasSameSizeAs(values);
      for (int column = 0; column < values.size(); column++) {
        assertThat(rounded(ours.get(column), values.get(column).strip()))
            .as("row %d of %s", i, actual.get(i))
            .isEqualTo(values.get(column).strip());
      }
    }
  }

  /// A number as the reference has it, which gives fewer digits; other values without the blanks
  /// that the reference has lost.
  private static String rounded(String value, String reference) {
    if (!reference.matches("-?[0-9]+(\\.[0-9]+)?") || !value.matches("-?[0-9]+(\\.[0-9]+)?")) {
      return value.strip();
    }
    BigDecimal wanted = new BigDecimal(reference);
    BigDecimal number = new BigDecimal(value).setScale(wanted.scale(), RoundingMode.HALF_UP);
    return number.compareTo(wanted) == 0 ? reference : value;
  }

  @Test
  void nodesGoToDiskAtOneMegabyte() {
    Settings settings = Tpch.EAGER.with(Setting.WORK_MEM, "1MB");
    List<Integer> spilling = new ArrayList<>();
    try (Tpch plenty = new Tpch(512L << 20, 4, LARGER);
        Tpch scarce = new Tpch(64L << 20, 4, LARGER)) {
      Tpch.numbers()
          .forEach(
              number -> {
                long before = scarce.engine().memory().spilled();
                String sql = Tpch.query(number);
                assertThat(scarce.rows(sql, settings))
                    .as("query %d", number)
                    .isEqualTo(plenty.rows(sql, Tpch.EAGER));
                if (scarce.engine().memory().spilled() > before) {
                  spilling.add(number);
                }
              });
      assertThat(scarce.engine().memory().used()).isZero();
    }
    assertThat(spilling).as("queries that went to disk").hasSizeGreaterThan(1);
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
