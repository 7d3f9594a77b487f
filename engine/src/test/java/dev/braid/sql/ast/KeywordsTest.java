package dev.braid.sql.ast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.TestPostgres;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeywordsTest {
  private static final Map<Keywords.Category, String> CODES =
      Map.of(
          Keywords.Category.UNRESERVED, "U",
          Keywords.Category.COLUMN_NAME, "C",
          Keywords.Category.TYPE_OR_FUNCTION_NAME, "T",
          Keywords.Category.RESERVED, "R");

  @Test
  void areThoseOfTheServer() {
    List<String> theirs =
        Arrays.asList(
            TestPostgres.ask(
                    "SELECT string_agg(word || ' ' || catcode::text || ' ' || barelabel, ',')"
                        + " FROM pg_get_keywords()")
                .split(","));
    List<String> ours =
        Keywords.all().stream()
            .map(w -> w + " " + CODES.get(Keywords.category(w)) + " " + Keywords.isBareLabel(w))
            .toList();
    assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
  }
}
