package dev.braid.plan;

import static dev.braid.plan.PlanLab.eager;
import static dev.braid.plan.PlanLab.serial;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys of a small inner side filter the scans below the outer side, through every kind of node
/// that they pass, and never take away a row that counts.
class KeyFilterPlansTest {
  private static final String[] HASH = {"enable_nestloop=off", "enable_mergejoin=off"};

  @AutoClose private static final PlanLab lab = new PlanLab();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT b.id, s.tag FROM pl_big b JOIN pl_small s ON b.grp = s.k",
        "SELECT b.id FROM pl_big b WHERE b.grp IN (SELECT k FROM pl_small WHERE tag > 't3')",
        "SELECT b.id FROM pl_big b WHERE b.grp NOT IN (SELECT k FROM pl_small WHERE k > 3)",
        "SELECT g.grp, g.n, s.tag FROM (SELECT grp, count(*) AS n, sum(val) FROM pl_big GROUP BY"
            + " grp) g JOIN pl_small s ON g.grp = s.k WHERE s.tag = 't1'",
        "SELECT g.grp, g.n, s.tag FROM (SELECT grp, ten, count(*) AS n FROM pl_big GROUP BY"
            + " ROLLUP (grp, ten)) g JOIN pl_small s ON g.grp = s.k WHERE s.tag = 't1'",
        "SELECT u.x, s.tag FROM (SELECT grp AS x FROM pl_big UNION ALL SELECT ten FROM pl_mid UNION"
            + " ALL SELECT k + 1 FROM pl_small) u JOIN pl_small s ON u.x = s.k",
        "SELECT b.id, m.tag, s.tag FROM pl_big b LEFT JOIN pl_mid m ON m.big_id = b.id JOIN"
            + " pl_small s ON s.k = b.ten WHERE s.tag = 't2'",
        "SELECT b.id, m.tag, s.tag FROM pl_big b LEFT JOIN pl_mid m ON m.big_id = b.id JOIN"
            + " pl_small s ON s.k = m.ten WHERE s.tag = 't2'",
        "SELECT m.id, b.name, s.tag FROM pl_big b RIGHT JOIN pl_mid m ON m.big_id = b.id JOIN"
            + " pl_small s ON s.k = b.ten",
        "SELECT m.id, b.name, s.tag FROM pl_big b FULL JOIN pl_mid m ON m.ten = b.grp AND b.id <"
            + " 300 JOIN pl_small s ON s.k = b.ten AND s.k = m.ten",
        "SELECT b.id, s.tag FROM (SELECT id, ten FROM pl_big b WHERE EXISTS (SELECT 1 FROM pl_mid m"
            + " WHERE m.ten = b.ten AND m.id < 9)) b JOIN pl_small s ON b.ten = s.k",
        "SELECT b.id, s.tag FROM (SELECT id, ten FROM pl_big b WHERE NOT EXISTS (SELECT 1 FROM"
            + " pl_mid m WHERE m.ten = b.ten AND m.id < 9)) b JOIN pl_small s ON b.ten = s.k",
        "SELECT a.id, b.id FROM pl_mid a JOIN pl_mid b ON a.ten = b.ten JOIN pl_small s ON s.k ="
            + " a.ten WHERE a.id < 40 AND b.id < 40 AND s.tag = 't1'",
        "SELECT s.tag, (SELECT sum(val) FROM pl_big b WHERE b.grp = s.k) FROM pl_small s",
        "SELECT b.id FROM (SELECT DISTINCT ON (grp) grp, id FROM pl_big ORDER BY grp, id) b JOIN"
            + " pl_small s ON s.k = b.grp",
        "SELECT b.id, b.r FROM (SELECT id, grp, rank() OVER (ORDER BY id) r FROM pl_big) b JOIN"
            + " pl_small s ON s.k = b.grp",
        "SELECT b.id FROM (SELECT id, grp FROM pl_big ORDER BY id LIMIT 50) b JOIN pl_small s ON"
            + " s.k = b.grp",
        "WITH b AS MATERIALIZED (SELECT id, grp FROM pl_big) SELECT x.id, (SELECT count(*) FROM b)"
            + " FROM b x JOIN pl_small s ON s.k = x.grp WHERE s.tag = 't1'",
      })
  void theAnswerIsTheServers(String query) {
    lab.check(query, serial(HASH));
    lab.check(query, eager(HASH));
  }
}
