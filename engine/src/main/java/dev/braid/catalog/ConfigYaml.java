package dev.braid.catalog;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// YAML text to a tree of [ConfigNode]s with lines, `${NAME}` and `${NAME:-default}` filled in from
/// the environment.
final class ConfigYaml {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?\\}");

  private final String file;
  private final Map<String, String> environment;

  private ConfigYaml(String file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  static ConfigNode parse(String text, String file, Map<String, String> environment) {
    ConfigYaml yaml = new ConfigYaml(file, environment);
    try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        throw new BraidException(SqlState.CONFIG_FILE_ERROR, file + ": the file is empty");
      }
      ConfigNode root = yaml.node(parser, "");
      if (parser.nextToken() != null) {
        throw new BraidException(
            SqlState.CONFIG_FILE_ERROR,
            "%s:%d: only one document is read"
                .formatted(file, parser.currentTokenLocation().getLineNr()));
      }
      return root;
    } catch (JacksonException e) {
      YamlProblem problem = YamlProblem.of(e);
      throw new BraidException(
          SqlState.CONFIG_FILE_ERROR,
          file + ":" + problem.line() + ": not YAML: " + problem.reason());
    }
  }

  private ConfigNode node(JsonParser parser, String path) {
    int line = parser.currentTokenLocation().getLineNr();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, ConfigNode> map = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        int keyLine = parser.currentTokenLocation().getLineNr();
        parser.nextToken();
        ConfigNode child = node(parser, path.isEmpty() ? key : path + "." + key);
        if (map.putIfAbsent(key, child) != null) {
          throw new ConfigNode(file, keyLine, path, null).error("\"" + key + "\" stands twice");
        }
      }
      return new ConfigNode(file, line, path, map);
    }
    if (token == JsonToken.START_ARRAY) {
      List<ConfigNode> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(node(parser, path + "[" + list.size() + "]"));
      }
      return new ConfigNode(file, line, path, list);
    }
    if (token == JsonToken.VALUE_NULL) {
      return new ConfigNode(file, line, path, null);
    }
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw new ConfigNode(file, line, path, null).error("an alias (*name) is not resolved");
    }
    return new ConfigNode(
        file, line, path, interpolate(parser.getString(), new ConfigNode(file, line, path, null)));
  }

  private String interpolate(String text, ConfigNode where) {
    Matcher variable = VARIABLE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (variable.find()) {
      String value = environment.get(variable.group(1));
      if (value == null || (value.isEmpty() && variable.group(2) != null)) {
        value = variable.group(3);
      }
      if (value == null) {
        throw where
            .error("the environment has no " + variable.group(1))
            .withHint("set it, or write ${" + variable.group(1) + ":-default}");
      }
      variable.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return variable.appendTail(filled).toString();
  }
}
