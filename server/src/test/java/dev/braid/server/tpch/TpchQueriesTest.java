package dev.braid.server.tpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.result.Column;
import dev.braid.result.Result;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TpchQueriesTest {
  @Test
  void numbersAreListsAndRanges() {
    assertThat(TpchQueries.numbers("")).hasSize(22).startsWith(1).endsWith(22);
    assertThat(TpchQueries.numbers("9-11, 6,10")).containsExactly(6, 9, 10, 11);
    for (String wrong : new String[] {"0", "23", "x", "3-1", "1-2-3", "1,,2"}) {
      assertThatThrownBy(() -> TpchQueries.numbers(wrong)).isInstanceOf(BraidException.class);
    }
  }

  @Test
  void theEleventhDependsOnTheScaleFactor() {
    assertThat(TpchQueries.text(11, BigDecimal.ONE)).contains("* 0.0001\n");
    assertThat(TpchQueries.text(11, new BigDecimal("0.01"))).contains("* 0.01\n");
    assertThat(TpchQueries.text(11, new BigDecimal("100"))).contains("* 0.000001\n");
  }

  @Test
  void oneDigitMakesAnAnswerWrong() {
    BigDecimal scaleFactor = new BigDecimal("0.010");
    // The generator's own reference answer to the sixth query at this scale factor.
    assertThat(TpchAnswers.check(scaleFactor, 6, revenue("1193053.2253"))).isTrue();
    assertThat(TpchAnswers.check(scaleFactor, 6, revenue("1193053.2254"))).isFalse();
    assertThat(TpchAnswers.check(scaleFactor, 6, revenue("1193053.22530"))).isFalse();
    assertThat(TpchAnswers.check(new BigDecimal("3"), 6, revenue("1"))).isNull();
  }

  private static Result revenue(String value) {
    return new Result(
        List.of(new Column("revenue", "numeric")),
        List.of(List.of(new BigDecimal(value))),
        true,
        null,
        0);
  }

  @Test
  void dataAreInTheUsersCacheFolder() {
    assertThat(TpchData.cache(Map.of("XDG_CACHE_HOME", "/c"))).hasToString("/c/braid");
    assertThat(TpchData.cache(Map.of()).toString()).endsWith(".cache/braid");
    assertThat(TpchData.folder(TpchData.cache(Map.of()), new BigDecimal("1.0")).toString())
        .endsWith("tpch-sf1");
  }
}
