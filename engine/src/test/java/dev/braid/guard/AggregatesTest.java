package dev.braid.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.TestPostgres;
import org.junit.jupiter.api.Test;

class AggregatesTest {
  @Test
  void areThoseOfPostgres() {
    String names =
        TestPostgres.ask(
            """
            SELECT string_agg(DISTINCT proname, ',')
            FROM pg_proc
            WHERE prokind = 'a' AND pronamespace = 'pg_catalog'::regnamespace
            """);
    assertThat(Aggregates.NAMES).containsExactlyInAnyOrder(names.split(","));
  }
}
