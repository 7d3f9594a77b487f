package dev.braid.server.report;

import static dev.braid.server.report.Answers.partialFailure;
import static dev.braid.server.report.Answers.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.BatchResult;
import dev.braid.batch.Outcome;
import dev.braid.result.Failure;
import dev.braid.source.postgres.PoolStatistics;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  @Test
  void aBatchIsWrittenInStableOrder() {
    assertThat(JsonReport.writeIndented(JsonReport.batch(partialFailure())))
        .isEqualTo(
            """
            {
              "success" : false,
              "total_queries" : 3,
              "successful" : 2,
              "failed" : 1,
              "total_execution_time_ms" : 140.0,
              "sequential_time_ms" : 256.6,
              "speedup" : 1.833,
              "results" : [ {
                "index" : 1,
                "label" : "Users",
                "dataset_id" : 1,
                "dataset_name" : "survey",
                "query" : "SELECT 1",
                "success" : true,
                "columns" : [ {
                  "name" : "id",
                  "type" : "int4"
                }, {
                  "name" : "name",
                  "type" : "text"
                }, {
                  "name" : "age",
                  "type" : "int4"
                } ],
                "rows" : [ [ 1, "John", 25 ], [ 2, "Asha", 31 ] ],
                "row_count" : 2,
                "aggregated" : false,
                "truncated" : true,
                "truncation" : {
                  "reason" : "raw_rows",
                  "limit" : 2,
                  "message" : "Only the first 2 rows are shown; aggregate or filter to see all."
                },
                "execution_time_ms" : 120.0,
                "wait_time_ms" : 0.25,
                "cancelled" : false
              }, {
                "index" : 2,
                "label" : "Invalid",
                "dataset_id" : 1,
                "dataset_name" : "survey",
                "query" : "SELECT * FROM invalid_table",
                "success" : false,
                "execution_time_ms" : 1.2,
                "wait_time_ms" : 0.0,
                "cancelled" : false,
                "error" : {
                  "sqlstate" : "42P01",
                  "message" : "relation \\"invalid_table\\" does not exist",
                  "position" : 15
                }
              }, {
                "index" : 3,
                "label" : "Genders",
                "dataset_id" : 1,
                "dataset_name" : "survey",
                "query" : "SELECT 1",
                "success" : true,
                "columns" : [ {
                  "name" : "gender",
                  "type" : "text"
                }, {
                  "name" : "count",
                  "type" : "int8"
                } ],
                "rows" : [ [ "Female", 1234 ], [ "Male", 2456 ] ],
                "row_count" : 2,
                "aggregated" : true,
                "truncated" : false,
                "execution_time_ms" : 135.4,
                "wait_time_ms" : 0.25,
                "cancelled" : false
              } ]
            }
            """);
  }

  @Test
  void valuesAreExact() {
    List<Object> row =
        Arrays.asList(
            new BigDecimal("1E+3"),
            new BigDecimal("0.10000000000000000000000000001"),
            9007199254740993L,
            0.1,
            0.1f,
            Double.NaN,
            Float.NEGATIVE_INFINITY,
            "NaN",
            true,
            null);
    String columns =
        "a numeric, b numeric, c int8, d float8, e float4, f float8, g float4, h numeric, i bool,"
            + " j text";
    assertThat(JsonReport.write(JsonReport.result(raw(columns, row))))
        .contains(
            "\"rows\":[[1000,0.10000000000000000000000000001,9007199254740993,0.1,0.1,\"NaN\","
                + "\"-Infinity\",\"NaN\",true,null]]");
  }

  @Test
  void whatDoesNotApplyIsAbsent() {
    Failure error = new Failure("42704", "Dataset not found or inactive: x", 0, null, "known: 1");
    Outcome outcome = new Outcome(1, "Query 1", "SELECT 1", null, "x", null, error, 0, 0, true);
    assertThat(JsonReport.outcome(outcome))
        .doesNotContainKeys("dataset_id", "columns", "rows", "row_count", "truncated")
        .containsEntry("cancelled", true);
    assertThat(JsonReport.write(JsonReport.outcome(outcome)))
        .endsWith(
            "\"error\":{\"sqlstate\":\"42704\",\"message\":\"Dataset not found or inactive: x\","
                + "\"hint\":\"known: 1\"}}");
  }

  @Test
  void aWholeSuccessSaysSo() {
    BatchResult batch =
        new BatchResult(List.of(Answers.success(1, "A", raw("a int4"), 10)), 10.00049);
    assertThat(JsonReport.batch(batch))
        .containsEntry("success", true)
        .containsEntry("total_execution_time_ms", 10.0);
  }

  @Test
  void statisticsKeepTheirNames() {
    PoolStatistics pool =
        new PoolStatistics(
            1, "survey", "postgresql://x:***@h/d", 2, 10, 6, 5, 0, 5, 0, 1, 0, 42, 0.0123, 1.5, 2);
    assertThat(JsonReport.write(JsonReport.statistics(pool)))
        .isEqualTo(
            """
            {"dataset_id":1,"dataset_name":"survey","safe_url":"postgresql://x:***@h/d","min":2,\
            "max":10,"created":6,"idle":5,"active":0,"total":5,"waiting":0,"discarded":1,\
            "timeouts":0,"acquired":42,"acquire_p50_ms":0.012,"acquire_p99_ms":1.5,\
            "acquire_max_ms":2.0}\
            """);
  }
}
