package dev.braid.server.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final AtomicLong now = new AtomicLong();
  private final RateLimit limit = new RateLimit(60, now::get);

  @Test
  void aMinutesWorthMayComeAtOnceAndThenOneASecond() {
    for (int i = 0; i < 60; i++) {
      assertThat(limit.take("a")).isZero();
    }
    assertThat(limit.take("a")).isEqualTo(1);
    now.addAndGet(1_000_000_000L);
    assertThat(limit.take("a")).isZero();
    assertThat(limit.take("a")).isEqualTo(1);
  }

  @Test
  void clientsDoNotShare() {
    for (int i = 0; i < 60; i++) {
      limit.take("a");
    }
    assertThat(limit.take("a")).isPositive();
    assertThat(limit.take("b")).isZero();
  }
}
