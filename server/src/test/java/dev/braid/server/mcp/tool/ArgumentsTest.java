package dev.braid.server.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Braid;
import dev.braid.server.mcp.McpFixture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static Braid braid;
  private static ToolTests tools;

  @BeforeAll
  static void open() {
    braid = Braid.open(McpFixture.config());
    tools = new ToolTests(braid);
  }

  @AfterAll
  static void close() {
    braid.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "query_dataset; {}; 'dataset_id' is required",
        "query_dataset; {\"dataset_id\": 1}; 'query' is required",
        "query_dataset; {\"dataset_id\": 1, \"query\": \"  \"}; 'query' must be text and not blank",
        "query_dataset; {\"dataset_id\": [1], \"query\": \"SELECT 1\"}; 'dataset_id' must be a"
            + " dataset",
        "query_dataset; {\"dataset_id\": 1.5, \"query\": \"SELECT 1\"}; 'dataset_id' must be a"
            + " dataset",
        "query_dataset; {\"dataset_id\": 9, \"query\": \"SELECT 1\"}; Dataset not found or"
            + " inactive: 9",
        "query_dataset; {\"dataset_id\": 1, \"sql\": \"SELECT 1\"}; Unknown argument \"sql\"",
        "query_dataset; {\"dataset_id\": 1, \"quary\": \"SELECT 1\"}; did you mean \"query\"?",
        "query_dataset; {\"dataset_id\": 1, \"query\": \"SELECT 1\", \"parameters\": [[1]]};"
            + " numbers",
        "query_dataset; {\"dataset_id\": 1, \"query\": \"SELECT 1\", \"parameters\": 1}; must be a"
            + " list",
        "list_available_datasets; {\"all\": true}; it takes no arguments",
        "get_dataset_sample; {\"dataset_id\": 1, \"table_name\": \"mcp_users\", \"limit\": 101};"
            + " from 1 to 100",
        "get_dataset_sample; {\"dataset_id\": 1, \"table_name\": \"mcp_users\", \"limit\": 0}; from"
            + " 1 to 100",
        "get_dataset_sample; {\"dataset_id\": 1, \"table_name\": \"mcp_users\", \"limit\": \"x\"};"
            + " from 1 to 100",
        "get_context; {\"level\": 4}; from 0 to 3",
        "get_context; {\"level\": 2}; 'dataset_id' is required from level 2",
        "get_context; {\"level\": 3, \"dataset_id\": 1}; 'table_name' is required from level 3",
        "get_context; {\"level\": 3, \"dataset_id\": 1, \"table_name\": \"mcp_user\"}; did you mean"
            + " \"mcp_users\"?",
        "execute_multi_query; {}; At least 1 query required",
        "execute_multi_query; {\"queries\": []}; At least 1 query required",
        "execute_multi_query; {\"queries\": \"SELECT 1\"}; 'queries' must be a list",
        "execute_multi_query; {\"queries\": [{\"dataset_id\": 1}]}; Query 1: must have 'dataset_id'"
            + " and 'query' fields",
        "execute_multi_query; {\"queries\": [\"SELECT 1\"]}; Query 1: must be an object",
        "execute_multi_query; {\"queries\": [{\"dataset_id\": 1, \"query\": \"SELECT 1\","
            + " \"lable\": \"x\"}]}; did you mean \"label\"?",
        "execute_multi_query; {\"queries\": [{\"dataset_id\": 1, \"query\": \"SELECT 1\"}],"
            + " \"deadline_ms\": 0}; from 1 to",
        "execute_multi_query; {\"queries\": [{\"dataset_id\": 1, \"query\": \"SELECT 1\"}],"
            + " \"consistent\": \"yes\"}; must be true or false",
      })
  void whatIsWrongIsSaid(String tool, String arguments, String message) {
    Answer answer = tools.call(tool, arguments);
    assertThat(answer.error()).isTrue();
    assertThat(answer.text()).contains("# Error\n", message).contains("**SQLSTATE**: ");
    assertThat(answer.structured()).isNull();
  }

  @Test
  void moreQueriesThanAllowedAreRefused() {
    String queries =
        IntStream.range(0, 31)
            .mapToObj(i -> "{\"dataset_id\": 1, \"query\": \"SELECT 1\"}")
            .collect(Collectors.joining(","));
    Answer answer = tools.call("execute_multi_query", "{\"queries\": [" + queries + "]}");
    assertThat(answer.text())
        .contains("Maximum 30 queries allowed per request")
        .contains("Multi-query execution with 31 queries")
        .contains("22023");
  }

  @Test
  void aDatasetMayBeNamedInManyWays() {
    for (String id : new String[] {"1", "1.0", "\"1\"", "\"test\"", "\"TEST\"", "\" test \""}) {
      Answer answer =
          tools.call("query_dataset", "{\"dataset_id\": " + id + ", \"query\": \"SELECT 1\"}");
      assertThat(answer.error()).as(id).isFalse();
    }
  }
}
