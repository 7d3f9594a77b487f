package dev.braid.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The plans of the 22 queries, as `EXPLAIN (COSTS OFF)` shows them, beside the tests' resources.
/// Run with `-Dbraid.rewrite=true` to write them.
class TpchPlansTest {
  private static final Path PLANS = Path.of("src", "test", "resources", "tpch", "plans");
  private static final Tpch TPCH = new Tpch(512L << 20, 2);

  @AfterAll
  static void close() {
    TPCH.close();
  }

  static IntStream numbers() {
    return Tpch.numbers();
  }

  private static List<String> plan(int number) {
    return TPCH.explain("COSTS OFF", Tpch.query(number), Tpch.SCALED);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void planIsAsItIsWrittenDown(int number) throws IOException {
    Path file = PLANS.resolve("q" + number + ".txt");
    String plan = String.join("\n", plan(number)) + "\n";
    if (Boolean.getBoolean("braid.rewrite")) {
      Files.createDirectories(PLANS);
      Files.writeString(file, plan);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(file + "; -Dbraid.rewrite=true writes it")
        .isEqualTo(plan);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void planHasAPartThatRunsInParallel(int number) {
    assertThat(plan(number)).anyMatch(line -> line.strip().matches("(->  )?Gather( Merge)?"));
  }
}
