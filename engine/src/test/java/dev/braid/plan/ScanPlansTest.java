package dev.braid.plan;

import static dev.braid.plan.PlanLab.eager;
import static dev.braid.plan.PlanLab.serial;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Every way to read a table is planned where settings or costs ask for it, and gives the server's
/// answer.
class ScanPlansTest {
  @AutoClose private static final PlanLab lab = new PlanLab();

  @Test
  void seqScan() {
    lab.check("SELECT * FROM pl_big WHERE name < 'n3'", serial(), "Seq Scan on pl_big");
  }

  @Test
  void parallelSeqScan() {
    lab.check(
        "SELECT * FROM pl_big WHERE name < 'n3'", eager(), "Gather", "Parallel Seq Scan on pl_big");
  }

  @Test
  void indexScanFindsOneRow() {
    lab.check(
        "SELECT id, name FROM pl_big WHERE id = 77", serial(), "Index Scan using big_id on pl_big");
    assertThat(lab.explain("SELECT id, name FROM pl_big WHERE id = 77", serial()))
        .contains("Index Cond: (id = 77)");
  }

  @Test
  void indexScanWithRangeListNullAndFilter() {
    String[] off = {"enable_seqscan=off", "enable_bitmapscan=off"};
    for (String condition :
        new String[] {
          "grp = 3",
          "grp IN (3, 4, 29, 3)",
          "grp = 3 AND val > 50",
          "grp = 3 AND val BETWEEN 20 AND 40 AND name > 'n2'",
          "grp IS NULL",
          "grp IS NULL AND val IS NULL",
          "grp IS NOT NULL AND val = 5",
          "grp > 27",
          "grp <= 2",
          "grp > 5 AND grp < 4",
        }) {
      lab.check("SELECT * FROM pl_big WHERE " + condition, serial(off), "Index Scan");
    }
  }

  @Test
  void indexOnlyScan() {
    lab.check(
        "SELECT val, grp FROM pl_big WHERE grp = 7",
        serial(),
        "Index Only Scan using big_grp on pl_big");
  }

  @Test
  void indexOnlyScanIsAnIndexScanWhereSwitchedOff() {
    assertThat(
            lab.nodes(
                "SELECT val, grp FROM pl_big WHERE grp = 7",
                serial("enable_indexonlyscan=off", "enable_bitmapscan=off", "enable_seqscan=off")))
        .containsExactly("Index Scan using big_grp on pl_big");
  }

  @Test
  void orderComesFromAnIndexInBothDirections() {
    lab.check(
        "SELECT id, name FROM pl_big ORDER BY id LIMIT 5",
        serial(),
        "Limit",
        "Index Scan using big_id on pl_big");
    lab.check(
        "SELECT id, name FROM pl_big ORDER BY id DESC LIMIT 5",
        serial(),
        "Limit",
        "Index Scan Backward using big_id on pl_big");
    lab.check(
        "SELECT val FROM pl_big ORDER BY val DESC",
        serial("enable_sort=off"),
        "Index Only Scan using big_val on pl_big");
    lab.check(
        "SELECT val FROM pl_big ORDER BY val",
        serial("enable_sort=off"),
        "Index Only Scan Backward using big_val on pl_big");
  }

  @Test
  void nullsInTheOtherPlaceAreSorted() {
    lab.check(
        "SELECT val FROM pl_big ORDER BY val DESC NULLS LAST", serial("enable_sort=off"), "Sort");
  }

  @Test
  void keyWithOneValueDoesNotCountInAnOrder() {
    String[] off = {"enable_sort=off", "enable_bitmapscan=off", "enable_seqscan=off"};
    lab.check("SELECT val FROM pl_big WHERE grp = 4 ORDER BY val", serial(off), "Index Only Scan");
    lab.check(
        "SELECT grp, val FROM pl_big WHERE grp = 4 ORDER BY grp, val",
        serial(off),
        "Index Only Scan");
    assertThat(lab.nodes("SELECT val FROM pl_big WHERE grp = 4 ORDER BY val", serial(off)))
        .hasSize(1);
  }

  @Test
  void bitmapHeapScan() {
    lab.check(
        "SELECT * FROM pl_big WHERE grp = 5 AND name <> 'n4'",
        serial("enable_seqscan=off", "enable_indexscan=off"),
        "Bitmap Heap Scan on pl_big",
        "Bitmap Index Scan on big_grp");
  }

  @Test
  void bitmapAnd() {
    lab.check(
        "SELECT * FROM pl_big WHERE grp = 5 AND ten = 3",
        serial("random_page_cost=4", "enable_indexscan=off", "enable_seqscan=off"),
        "Bitmap Heap Scan on pl_big",
        "BitmapAnd",
        "Bitmap Index Scan",
        "Bitmap Index Scan");
  }

  @Test
  void bitmapOr() {
    lab.check(
        "SELECT * FROM pl_big WHERE id < 40 OR grp = 3 AND val = 9 OR ten IS NULL AND grp = 1",
        serial("enable_seqscan=off"),
        "Bitmap Heap Scan on pl_big",
        "BitmapOr",
        "Bitmap Index Scan on big_id",
        "Bitmap Index Scan",
        "Bitmap Index Scan");
    lab.check(
        "SELECT * FROM pl_big WHERE (id < 40 AND name > 'n2' OR grp = 3) AND ten > 4",
        serial("enable_seqscan=off"),
        "Bitmap Heap Scan on pl_big");
  }

  @Test
  void parallelIndexScan() {
    lab.check(
        "SELECT id, name FROM pl_big WHERE id > 100 AND name < 'n2'",
        eager("enable_seqscan=off", "enable_bitmapscan=off"),
        "Gather",
        "Parallel Index Scan using big_id on pl_big");
  }

  @Test
  void parallelIndexOnlyScan() {
    lab.check(
        "SELECT count(*) FROM pl_big WHERE id > 100",
        eager("enable_seqscan=off", "enable_bitmapscan=off"),
        "Finalize Aggregate",
        "Gather",
        "Partial Aggregate",
        "Parallel Index Only Scan using big_id on pl_big");
  }

  @Test
  void parallelBitmapHeapScan() {
    lab.check(
        "SELECT * FROM pl_big WHERE grp < 12 AND name > 'n3'",
        eager("enable_seqscan=off", "enable_indexscan=off", "enable_indexonlyscan=off"),
        "Gather",
        "Parallel Bitmap Heap Scan on pl_big",
        "Bitmap Index Scan on big_grp");
  }

  @Test
  void whatIsSwitchedOffIsUsedForWantOfAnotherWay() {
    assertThat(lab.explain("SELECT * FROM pl_small", serial("enable_seqscan=off")))
        .isEqualTo("Seq Scan on pl_small\n  Disabled: true");
  }
}
