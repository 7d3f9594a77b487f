package dev.braid.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `weight`, `merge` and `small_base` of a dataset. docs/survey.md describes them.
final class SurveyConfig {
  private SurveyConfig() {}

  static SurveyRules rules(ConfigNode dataset) {
    ConfigNode weight = dataset.get("weight");
    ConfigNode merge = dataset.get("merge");
    ConfigNode small = dataset.get("small_base");
    List<WeightRule> weights = new ArrayList<>();
    if (weight != null) {
      for (ConfigNode one : weight.isList() ? weight.list() : List.of(weight)) {
        WeightRule rule = weight(one);
        if (weights.stream().anyMatch(other -> other.table().equals(rule.table()))) {
          throw one.error("two weights for the table " + rule.table());
        }
        weights.add(rule);
      }
    }
    List<MergeScheme> schemes = new ArrayList<>();
    if (merge != null) {
      Set<String> standard = new HashSet<>();
      merge
          .map()
          .forEach(
              (name, node) -> {
                MergeScheme scheme = scheme(name, node);
                if (scheme.standard() && !standard.add(scheme.columnText())) {
                  throw node.error("another scheme already merges " + scheme.columnText())
                      .withHint("write default: false where it is for those who ask by name");
                }
                schemes.add(scheme);
              });
    }
    return new SurveyRules(
        weights,
        schemes,
        small == null ? SurveyRules.SMALL_BASE : small.integer(0, Integer.MAX_VALUE));
  }

  /// A column of a table.
  private record Place(@Nullable String table, String column) {
    static Place of(ConfigNode node) {
      String text = node.text().strip();
      int dot = text.lastIndexOf('.');
      Place place =
          dot < 0
              ? new Place(null, text)
              : new Place(text.substring(0, dot), text.substring(dot + 1));
      if (place.column.isEmpty() || (place.table != null && place.table.isBlank())) {
        throw node.error("expected table.column, got \"" + text + "\"");
      }
      return place;
    }
  }

  private static WeightRule weight(ConfigNode node) {
    if (!node.isMap()) {
      return weight(node, null, BigDecimal.ONE, true);
    }
    ConfigNode scale = node.get("scale");
    ConfigNode rows = node.get("rows_per_respondent");
    WeightRule rule =
        weight(
            node.require("column"),
            node.get("respondent"),
            scale == null ? BigDecimal.ONE : positive(scale),
            rows == null || isOne(rows));
    node.done();
    return rule;
  }

  private static WeightRule weight(
      ConfigNode column, @Nullable ConfigNode respondent, BigDecimal scale, boolean oneRowEach) {
    Place weight = Place.of(column);
    if (weight.table() == null) {
      throw column.error("expected table.column, got \"" + column.text() + "\"");
    }
    String key = null;
    if (respondent != null) {
      Place place = Place.of(respondent);
      if (place.table() != null && !place.table().equals(weight.table())) {
        throw respondent
            .error("must be a column of " + weight.table())
            .withHint("name the key of the table that has the weights");
      }
      key = place.column();
    }
    return new WeightRule(weight.table(), weight.column(), key, scale, oneRowEach);
  }

  private static BigDecimal positive(ConfigNode node) {
    try {
      BigDecimal number = new BigDecimal(node.text().strip());
      if (number.signum() > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw node.error("expected a number, got \"" + node.text() + "\"");
    }
    throw node.error("must be more than 0, got " + node.text());
  }

  private static boolean isOne(ConfigNode node) {
    return switch (node.text()) {
      case "one", "1" -> true;
      case "many" -> false;
      default -> throw node.error("expected one or many, got \"" + node.text() + "\"");
    };
  }

  private static MergeScheme scheme(String name, ConfigNode node) {
    if (!node.isMap()) {
      return new MergeScheme(name, null, name, ready(node), true);
    }
    if (!node.map().containsKey("classes")) {
      return new MergeScheme(name, null, name, classes(node), true);
    }
    ConfigNode column = node.get("column");
    ConfigNode standard = node.get("default");
    ConfigNode classes = node.require("classes");
    Place place = column == null ? new Place(null, name) : Place.of(column);
    MergeScheme scheme =
        new MergeScheme(
            name,
            place.table(),
            place.column(),
            classes.isMap() ? classes(classes) : ready(classes),
            standard == null || standard.bool());
    node.done();
    return scheme;
  }

  private static Map<String, List<String>> ready(ConfigNode node) {
    Map<String, List<String>> classes = MergeScheme.READY.get(node.text());
    if (classes == null) {
      throw node.error("no ready scheme is called \"" + node.text() + "\"")
          .withHint(Nearest.hint(node.text(), MergeScheme.READY.keySet()));
    }
    return classes;
  }

  private static Map<String, List<String>> classes(ConfigNode node) {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    Map<String, String> classOf = new LinkedHashMap<>();
    node.map()
        .forEach(
            (label, members) -> {
              List<String> texts =
                  members.isList()
                      ? members.list().stream().map(ConfigNode::text).toList()
                      : List.of(members.text());
              for (String member : texts) {
                String other = classOf.put(member, label);
                if (other != null && !other.equals(label)) {
                  throw members.error("\"" + member + "\" is in two classes");
                }
              }
              classes.put(label, texts);
            });
    for (String label : classes.keySet()) {
      String other = classOf.get(label);
      if (other != null && !other.equals(label)) {
        throw node.error(
            "\"%s\" is a class and a member of another, \"%s\"".formatted(label, other));
      }
    }
    if (classes.isEmpty()) {
      throw node.error("is empty");
    }
    return classes;
  }
}
