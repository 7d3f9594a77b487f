package dev.braid.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.catalog.ConfigFile;
import dev.braid.result.Result;
import dev.braid.result.SurveyNote.Base;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Weighted figures that anybody can check by hand.
class SmallTablesTest {
  private static Braid braid;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    // Weights 1, 2, 3, 4; incomes 10, 20, 30 and none; five visits of three people.
    Files.writeString(
        folder.resolve("people.csv"), "id,sex,income,w\n1,f,10,1\n2,f,20,2\n3,m,30,3\n4,m,,4\n");
    Files.writeString(folder.resolve("visits.csv"), "id,minutes\n1,5\n1,7\n2,10\n3,1\n3,3\n");
    braid =
        Braid.open(
            ConfigFile.parse(
                """
                datasets:
                  - id: 1
                    name: town
                    source: {folder: "%s"}
                    small_base: 2
                    weight: {column: people.w, respondent: people.id}
                  - id: 2
                    name: keyless
                    source: {folder: "%s"}
                    weight: people.w
                """
                    .formatted(folder.toAbsolutePath(), folder.toAbsolutePath()),
                "test",
                Map.of()));
  }

  @AfterAll
  static void close() {
    braid.close();
  }

  private static List<Double> row(String sql) {
    List<Double> numbers = new ArrayList<>();
    for (Object value : braid.query("town", sql).rows().getFirst()) {
      numbers.add(value == null ? Double.NaN : Double.parseDouble(value.toString()));
    }
    return numbers;
  }

  @Test
  void countsAndSums() {
    assertThat(row("SELECT COUNT(*), COUNT(income), SUM(income), AVG(income) FROM people"))
        // 1+2+3+4; 1+2+3; 10+40+90; 140/6
        .containsExactly(10.0, 6.0, 140.0, 140.0 / 6);
  }

  @Test
  void varianceOfThePopulationAndOfASample() {
    // Mean 23 1/3; 1*(13 1/3)² + 2*(3 1/3)² + 3*(6 2/3)² = 333 1/3; over 6; times 3/2.
    List<Double> row = row("SELECT var_pop(income), var_samp(income) FROM people");
    assertThat(row.get(0)).isCloseTo(1000.0 / 18, within());
    assertThat(row.get(1)).isCloseTo(1000.0 / 12, within());
  }

  @Test
  void percentilesByCumulativeWeight() {
    // Of 6: 10 up to 1, 20 up to 3, 30 up to 6. Half is 3; the mean weight is 2, so the median
    // goes from 2 to 4: half 20, half 30.
    assertThat(
            row(
                "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY income),"
                    + " percentile_cont(0.5) WITHIN GROUP (ORDER BY income) FROM people"))
        .containsExactly(20.0, 25.0);
  }

  @Test
  void joinsWeighTheirRowsAndPeopleOnce() {
    // Visits 1+1+2+3+3; people 1+2+3; minutes 5+7+20+3+9.
    Result answer =
        braid.query(
            "town",
            "SELECT COUNT(*), COUNT(DISTINCT p.id), SUM(minutes)"
                + " FROM people p JOIN visits v ON v.id = p.id");
    assertThat(answer.rows().getFirst().stream().map(value -> Double.valueOf("" + value)))
        .containsExactly(10.0, 6.0, 44.0);
    // n 3, sum of weights 6, of squares 14.
    assertThat(Objects.requireNonNull(answer.survey()).bases())
        .containsExactly(new Base(3, 6, 14, 5));
  }

  @Test
  void kishsEffectiveBaseAndDesignEffect() {
    Result answer =
        braid.query("town", "SELECT sex, COUNT(*) FROM people GROUP BY sex ORDER BY sex");
    List<Base> bases = Objects.requireNonNull(answer.survey()).bases();
    // f: (1+2)²/(1+4) = 1.8; m: (3+4)²/(9+16) = 1.96
    assertThat(bases.get(0).effective()).isCloseTo(1.8, within());
    assertThat(bases.get(1).effective()).isCloseTo(1.96, within());
    assertThat(bases.get(0).designEffect()).isCloseTo(2 / 1.8, within());
    assertThat(answer.survey().smallRows()).containsExactly(1, 2);
  }

  @Test
  void aLookUpByPrimaryKeyIsNotKnownInFilesAndCountsPeopleOnceAnyway() {
    Result answer =
        braid.query("town", "SELECT COUNT(*) FROM visits v JOIN people p USING (id) WHERE id < 3");
    assertThat(Objects.requireNonNull(answer.survey()).bases())
        .containsExactly(new Base(2, 3, 5, 3));
  }

  @Test
  void withoutAKeyTheJoinIsWarnedOf() {
    Result answer =
        braid.query(
            "keyless",
            "SELECT COUNT(*), COUNT(DISTINCT p.id) FROM people p JOIN visits v ON v.id = p.id");
    assertThat(answer.rows().getFirst().stream().map(value -> Double.valueOf("" + value)))
        .containsExactly(10.0, 3.0);
    assertThat(Objects.requireNonNull(answer.survey()).warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .startsWith("The join of people with visits may repeat respondents"))
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .contains(
                        "counts values, and is not weighted; if it is meant to count people"));
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }
}
