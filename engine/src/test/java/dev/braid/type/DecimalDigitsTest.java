package dev.braid.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DecimalDigitsTest {
  @Test
  void areThoseOfBigDecimal() {
    Random random = new Random(7);
    LongStream numbers =
        LongStream.concat(
            LongStream.of(0, 1, -1, 9, 10, -10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE),
            LongStream.generate(() -> random.nextLong() >> random.nextInt(64)).limit(2000));
    numbers.forEach(
        number -> {
          for (int scale : new int[] {0, 1, 2, 5, 18, 19, 20, 40}) {
            byte[] text = new byte[DecimalDigits.longest(scale)];
            int first = DecimalDigits.write(number, scale, text);
            assertThat(new String(text, first, text.length - first, StandardCharsets.US_ASCII))
                .isEqualTo(BigDecimal.valueOf(number, scale).toPlainString());
          }
        });
  }
}
