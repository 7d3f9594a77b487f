package dev.braid.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.catalog.ConfigFile;
import dev.braid.result.Result;
import dev.braid.result.SurveyNote.Base;
import dev.braid.testing.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/// What must hold for any panel.
class SurveyPropertiesTest {
  private static final String FIGURES =
      """
      COUNT(*) AS a, COUNT(x) AS b, SUM(x) AS c, AVG(x) AS d, MIN(x) AS e, MAX(y) AS f, COUNT(DISTINCT id) AS people,
      stddev_pop(x) AS h, var_pop(y) AS i, covar_pop(x, y) AS j, percentile_disc(0.3) WITHIN GROUP (ORDER BY x) AS k,
      mode() WITHIN GROUP (ORDER BY y) AS l, COUNT(*) FILTER (WHERE y > 0) AS m, SUM(CASE WHEN g = 'p' THEN y END) AS n
      """;

  /// These depend on the number of respondents, by definition.
  private static final String OF_SAMPLES =
      """
      , stddev(x) AS o, variance(y) AS p, percentile_cont(0.3) WITHIN GROUP (ORDER BY x) AS q, corr(x, y) AS r
      """;

  private static Braid braid;

  record Member(String g, @Nullable Integer x, int y, int weight) {}

  @BeforeContainer
  static void open() {
    TestPostgres.execute(
        "DROP TABLE IF EXISTS drawn; CREATE TABLE drawn (id int, g text, x int, y int, w numeric)");
    String dataset =
        """
          - id: %d
            name: %s
            source: postgresql://%s:%s@localhost:%d/postgres
            limits: {raw_rows: 1000}
        """;
    String config = "datasets:\n";
    for (int i = 1; i <= 2; i++) {
      config +=
          dataset.formatted(
                  i,
                  i == 1 ? "weighted" : "merged",
                  TestPostgres.READER,
                  TestPostgres.READER_PASSWORD,
                  TestPostgres.port())
              + (i == 1
                  ? "    weight: {column: drawn.w, respondent: id}\n"
                  : "    merge: {g: {pq: [p, q]}}\n");
    }
    braid = Braid.open(ConfigFile.parse(config, "test", Map.of()));
  }

  @AfterContainer
  static void close() {
    braid.close();
  }

  @Provide
  Arbitrary<List<Member>> members() {
    return Combinators.combine(
            Arbitraries.of("p", "q", "r"),
            Arbitraries.integers().between(-50, 50).injectNull(0.2),
            Arbitraries.integers().between(-3, 3),
            Arbitraries.integers().between(1, 9))
        .as(Member::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }

  private static void fill(List<String> rows) {
    TestPostgres.execute("TRUNCATE drawn; INSERT INTO drawn VALUES " + String.join(", ", rows));
  }

  private static String row(int id, Member member, String weight) {
    return "(%d, '%s', %s, %d, %s)".formatted(id, member.g(), member.x(), member.y(), weight);
  }

  private static Result ask(String dataset, SurveyOptions options, String sql) {
    Outcome outcome =
        braid.batch().add(Query.of(dataset, sql)).survey(options).run().outcomes().getFirst();
    return outcome.orThrow();
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void weightsOfOneChangeNothing(@ForAll("members") List<Member> members) {
    List<String> rows = new ArrayList<>();
    members.forEach(member -> rows.add(row(rows.size(), member, "1")));
    fill(rows);
    for (String sql : statements(FIGURES + OF_SAMPLES)) {
      Result weighted = ask("weighted", SurveyOptions.DEFAULT, sql);
      assertThat(Objects.requireNonNull(weighted.survey()).weighted()).isTrue();
      assertThat(Answers.difference(ask("weighted", SurveyOptions.NONE, sql), weighted)).isNull();
      assertThat(weighted.survey().bases())
          .allSatisfy(
              base -> {
                assertThat(base.effective()).isEqualTo(base.respondents());
                assertThat(base.designEffect()).isEqualTo(1);
              });
    }
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void halvesOfARespondentChangeNothingButTheirNumber(@ForAll("members") List<Member> members) {
    List<String> whole = new ArrayList<>();
    List<String> halves = new ArrayList<>();
    int id = 0;
    for (Member member : members) {
      whole.add(row(id, member, Integer.toString(member.weight())));
      halves.add(row(id++, member, member.weight() / 2.0 + ""));
      halves.add(row(id++, member, member.weight() / 2.0 + ""));
    }
    for (String sql : statements(FIGURES)) {
      fill(whole);
      Result before = ask("weighted", SurveyOptions.DEFAULT, sql);
      fill(halves);
      Result after = ask("weighted", SurveyOptions.DEFAULT, sql);
      assertThat(Answers.difference(before, after)).isNull();
      List<Base> first = Objects.requireNonNull(before.survey()).bases();
      List<Base> second = Objects.requireNonNull(after.survey()).bases();
      for (int i = 0; i < first.size(); i++) {
        assertThat(second.get(i).respondents()).isEqualTo(2 * first.get(i).respondents());
        assertThat(second.get(i).weight()).isEqualTo(first.get(i).weight());
      }
    }
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void theScaleOfWeightsMultipliesTotalsOnly(@ForAll("members") List<Member> members) {
    String means =
        "SELECT AVG(x) AS a, stddev(x) AS b, percentile_cont(0.4) WITHIN GROUP (ORDER BY x) AS c,"
            + " corr(x, y) AS d, COUNT(x) * 1.0 / COUNT(*) AS e FROM drawn";
    List<String> rows = new ArrayList<>();
    members.forEach(member -> rows.add(row(rows.size(), member, member.weight() + "")));
    fill(rows);
    Result before = ask("weighted", SurveyOptions.DEFAULT, means);
    TestPostgres.execute("UPDATE drawn SET w = w * 8");
    assertThat(Answers.difference(before, ask("weighted", SurveyOptions.DEFAULT, means))).isNull();
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void mergingIsGroupingByTheMergedColumn(@ForAll("members") List<Member> members) {
    List<String> rows = new ArrayList<>();
    members.forEach(member -> rows.add(row(rows.size(), member, "1")));
    fill(rows);
    for (String sql : statements(FIGURES.replace("'p'", "'pq'"))) {
      String merged =
          sql.replace(
              "drawn",
              "(SELECT id, CASE WHEN g = 'r' THEN g ELSE 'pq' END AS g, x, y FROM drawn) AS drawn");
      assertThat(
              Answers.difference(
                  ask("merged", SurveyOptions.NONE, merged),
                  ask("merged", SurveyOptions.DEFAULT, sql)))
          .isNull();
    }
  }

  private static List<String> statements(String figures) {
    return List.of(
        "SELECT " + figures + " FROM drawn",
        "SELECT g, " + figures + " FROM drawn GROUP BY g ORDER BY g",
        "SELECT g, y, " + figures + " FROM drawn GROUP BY ROLLUP (g, y) ORDER BY g, y",
        "SELECT g, "
            + figures
            + " FROM (SELECT * FROM drawn WHERE y <> 0) AS t GROUP BY g ORDER BY g");
  }
}
