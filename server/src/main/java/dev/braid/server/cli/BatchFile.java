package dev.braid.server.cli;

import dev.braid.batch.BatchOptions;
import dev.braid.batch.Query;
import dev.braid.catalog.Nearest;
import dev.braid.catalog.YamlProblem;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.survey.SurveyOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The queries of a file, in the shape of the tool `execute_multi_query`. A file that is a list is
/// taken as its `queries`.
record BatchFile(List<Query> queries, BatchOptions options) {
  private static final Set<String> KEYS =
      Set.of(
          "queries",
          "consistent",
          "deadline_ms",
          "allow_partial",
          "apply_weights",
          "apply_merging");
  private static final Set<String> QUERY_KEYS =
      Set.of("dataset_id", "query", "label", "parameters");

  /// @param name what errors call the text
  /// @throws BraidException F0000 when the text is not such a file, naming query and key
  static BatchFile parse(String text, String name) {
    try {
      return of(tree(text, name.endsWith(".json")), name);
    } catch (JacksonException e) {
      YamlProblem problem = YamlProblem.of(e);
      throw wrong(name + ":" + problem.line(), "neither YAML nor JSON: " + problem.reason());
    }
  }

  /// YAML knows JSON too, but not JSON that is indented with tabs.
  private static JsonNode tree(String text, boolean json) {
    String start = text.strip();
    if (json || start.startsWith("{") || start.startsWith("[")) {
      try {
        return strict(JsonMapper.builder()).readTree(text);
      } catch (JacksonException e) {
        if (json) {
          throw e;
        }
      }
    }
    return strict(YAMLMapper.builder()).readTree(text);
  }

  private static ObjectMapper strict(MapperBuilder<?, ?> builder) {
    return builder
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  private static BatchFile of(JsonNode root, String name) {
    if (root.isArray()) {
      return new BatchFile(queries(root, name), BatchOptions.DEFAULT);
    }
    if (!root.isObject()) {
      throw wrong(name, "expected a list of queries under \"queries\"");
    }
    checkKeys(root, KEYS, name);
    JsonNode queries = root.path("queries");
    if (!queries.isArray()) {
      throw wrong(name, "\"queries\" must be a list");
    }
    BatchOptions options = BatchOptions.DEFAULT;
    options = options.withConsistent(flag(root, "consistent", name));
    options = options.withAllowPartial(flag(root, "allow_partial", name));
    JsonNode deadline = root.path("deadline_ms");
    if (!deadline.isMissingNode()) {
      if (!deadline.isIntegralNumber()
          || !deadline.canConvertToLong()
          || deadline.longValue() < 1) {
        throw wrong(name, "\"deadline_ms\" must be a whole number of at least 1");
      }
      options = options.withDeadline(Duration.ofMillis(deadline.longValue()));
    }
    return new BatchFile(queries(queries, name), options.withSurvey(survey(root, name)));
  }

  private static SurveyOptions survey(JsonNode root, String name) {
    SurveyOptions options = SurveyOptions.DEFAULT;
    JsonNode weights = root.path("apply_weights");
    if (!weights.isMissingNode()) {
      if (!weights.isBoolean()) {
        throw wrong(name, "\"apply_weights\" must be true or false");
      }
      options = options.withWeights(weights.booleanValue());
    }
    JsonNode merging = root.path("apply_merging");
    if (merging.isMissingNode()) {
      return options;
    }
    if (merging.isBoolean()) {
      return options.withMerging(merging.booleanValue());
    }
    List<String> schemes = new ArrayList<>();
    for (JsonNode scheme : merging.isArray() ? merging : List.of(merging)) {
      if (!scheme.isString()) {
        throw wrong(name, "\"apply_merging\" must be true, false, or names of schemes");
      }
      schemes.add(scheme.stringValue());
    }
    return options.withSchemes(schemes);
  }

  private static boolean flag(JsonNode root, String key, String name) {
    JsonNode value = root.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong(name, "\"" + key + "\" must be true or false");
    }
    return value.booleanValue(false);
  }

  private static List<Query> queries(JsonNode list, String name) {
    if (list.isEmpty()) {
      throw wrong(name, "At least 1 query required");
    }
    List<Query> queries = new ArrayList<>();
    for (JsonNode node : list) {
      queries.add(query(node, name + ": Query " + (queries.size() + 1)));
    }
    return queries;
  }

  // The check does not see the @Nullable of a compact constructor's parameter in a class file.
  @SuppressWarnings("NullAway")
  private static Query query(JsonNode node, String where) {
    if (node.isObject()) {
      checkKeys(node, QUERY_KEYS, where);
    }
    JsonNode dataset = node.path("dataset_id");
    JsonNode sql = node.path("query");
    if (!(dataset.isIntegralNumber() || dataset.isString()) || !sql.isString()) {
      throw wrong(where, "must have 'dataset_id' and 'query' fields");
    }
    JsonNode label = node.path("label");
    if (!label.isMissingNode() && !label.isNull() && !label.isValueNode()) {
      throw wrong(where, "\"label\" must be a text");
    }
    return new Query(
        dataset.asString(),
        sql.stringValue(),
        label.isMissingNode() || label.isNull() ? null : label.asString(),
        parameters(node.path("parameters"), where));
  }

  private static List<@Nullable Object> parameters(JsonNode list, String where) {
    List<@Nullable Object> parameters = new ArrayList<>();
    if (list.isMissingNode() || list.isNull()) {
      return parameters;
    }
    if (!list.isArray()) {
      throw wrong(where, "\"parameters\" must be a list");
    }
    for (JsonNode value : list) {
      if (!value.isValueNode()) {
        throw wrong(where, "\"parameters\" may hold texts, numbers, true, false and null");
      }
      parameters.add(value(value));
    }
    return parameters;
  }

  private static @Nullable Object value(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> null;
      case BOOLEAN -> value.booleanValue();
      case NUMBER ->
          value.canConvertToLong() && value.isIntegralNumber()
              ? (Object) value.longValue()
              : value.decimalValue();
      default -> value.asString();
    };
  }

  private static void checkKeys(JsonNode node, Set<String> known, String where) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        throw wrong(where, "unknown key \"" + entry.getKey() + "\"")
            .withHint(Nearest.hint(entry.getKey(), known));
      }
    }
  }

  private static BraidException wrong(String where, String message) {
    return new BraidException(SqlState.CONFIG_FILE_ERROR, where + ": " + message);
  }
}
