package dev.braid.explain;

import dev.braid.exec.Aggregate;
import dev.braid.exec.Append;
import dev.braid.exec.Estimate;
import dev.braid.exec.Gather;
import dev.braid.exec.GatherMerge;
import dev.braid.exec.Instrumentation;
import dev.braid.exec.PlanNode;
import dev.braid.exec.WithNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan as PostgreSQL's FORMAT JSON has it.
final class ExplainJson {
  private final ExplainOptions options;
  private final @Nullable Instrumentation instrumentation;
  private final WindowNames windows;
  private final StringBuilder out = new StringBuilder();
  private int initials;

  ExplainJson(PlanNode plan, ExplainOptions options, @Nullable Instrumentation instrumentation) {
    this.options = options;
    this.instrumentation = instrumentation;
    this.windows = new WindowNames(plan);
  }

  String write(PlanNode plan, double planningMs, double executionMs) {
    out.append("[\n  {\n    \"Plan\": ");
    node(NodeView.of(plan), 4, Map.of());
    if (options.summary()) {
      number(4, "Planning Time", planningMs);
      if (options.analyze()) {
        key(4, "Triggers");
        out.append("[]");
        number(4, "Execution Time", executionMs);
      }
    }
    return out.append("\n  }\n]").toString();
  }

  /// @param place what the node is to its parent
  private void node(NodeView view, int indent, Map<String, Object> place) {
    out.append("{\n").append(" ".repeat(indent + 2)).append("\"Node Type\": ");
    NodeKind kind = NodeKind.of(view.node());
    string(kind.type());
    int inner = indent + 2;
    place.forEach((name, value) -> entry(inner, name, value));
    boolean ofJoin = kind.facts().containsKey("Join Type");
    if (!ofJoin && kind.facts().containsKey("Strategy")) {
      facts(inner, kind);
    }
    entry(inner, "Parallel Aware", kind.aware());
    entry(inner, "Async Capable", false);
    if (ofJoin || !kind.facts().containsKey("Strategy")) {
      facts(inner, kind);
    }
    Estimate estimate = view.outermost().info().estimate();
    if (options.costs()) {
      number(inner, "Startup Cost", estimate.startupCost());
      number(inner, "Total Cost", estimate.totalCost());
      entry(inner, "Plan Rows", Math.max(1, Math.round(estimate.rows())));
      entry(inner, "Plan Width", estimate.width());
    }
    if (instrumentation != null) {
      actual(instrumentation.of(view.outermost()), inner);
    }
    entry(inner, "Disabled", view.node().info().estimate().disabled());
    if (options.verbose()) {
      entry(inner, "Output", Explain.outputs(view));
    }
    properties(inner, view);
    if (instrumentation != null) {
      measured(view, instrumentation, inner);
    }
    plans(inner, view);
    out.append("\n").append(" ".repeat(indent)).append("}");
  }

  private void facts(int indent, NodeKind kind) {
    kind.facts()
        .forEach(
            (name, value) -> {
              if (options.verbose() || !name.equals("Schema")) {
                entry(indent, name, value);
              }
            });
  }

  /// Properties of one name, such as the keys of grouping sets, are one list.
  private void properties(int indent, NodeView view) {
    Map<String, List<Object>> byName = new LinkedHashMap<>();
    for (PlanNode.Property property : windows.properties(view)) {
      byName.computeIfAbsent(property.name(), _ -> new ArrayList<>()).add(property.value());
    }
    byName.forEach(
        (name, values) ->
            entry(
                indent,
                name,
                values.size() == 1
                    ? values.getFirst()
                    : values.stream().map(Explain::shown).toList()));
    if (view.node() instanceof Aggregate aggregate && isHashed(aggregate)) {
      entry(indent, "Planned Partitions", 0); // partitions are made when they are needed
    }
    if (view.node() instanceof Gather || view.node() instanceof GatherMerge) {
      entry(indent, "Single Copy", false);
    }
  }

  private static boolean isHashed(Aggregate aggregate) {
    return aggregate.strategy() == Aggregate.Strategy.HASHED
        || aggregate.strategy() == Aggregate.Strategy.MIXED;
  }

  private void actual(Instrumentation.Counts counts, int indent) {
    long total = counts.rows().values().stream().mapToLong(Long::longValue).sum();
    long loops = counts.rows().isEmpty() ? 0 : counts.loops();
    if (options.timing()) {
      number(indent, "Actual Startup Time", counts.firstRowMs());
      number(indent, "Actual Total Time", counts.totalMs());
    }
    number(indent, "Actual Rows", loops == 0 ? 0 : (double) total / loops);
    entry(indent, "Actual Loops", loops);
  }

  private void measured(NodeView view, Instrumentation measured, int indent) {
    if (view.filters()) {
      entry(indent, "Rows Removed by Filter", Explain.removed(view, measured));
    }
    measured.of(view.node()).extra().forEach((name, value) -> entry(indent, name, value));
    if (options.verbose()) {
      workers(measured.of(view.outermost()), indent);
    }
  }

  private void workers(Instrumentation.Counts counts, int indent) {
    boolean first = true;
    for (Map.Entry<Integer, Instrumentation.Counts.Share> part : counts.shares().entrySet()) {
      if (part.getKey() == 0) {
        continue;
      }
      if (first) {
        key(indent, "Workers");
      }
      Instrumentation.Counts.Share share = part.getValue();
      out.append(first ? "[\n" : ",\n").append(" ".repeat(indent + 2)).append("{\n");
      out.append(" ".repeat(indent + 4)).append("\"Worker Number\": ").append(part.getKey() - 1);
      if (options.timing()) {
        number(indent + 4, "Actual Startup Time", share.firstMs());
        number(indent + 4, "Actual Total Time", share.lastMs());
      }
      number(indent + 4, "Actual Rows", (double) share.rows() / share.loops());
      entry(indent + 4, "Actual Loops", share.loops());
      out.append("\n").append(" ".repeat(indent + 2)).append("}");
      first = false;
    }
    if (!first) {
      out.append("\n").append(" ".repeat(indent)).append("]");
    }
  }

  private void plans(int indent, NodeView view) {
    String before = "";
    for (WithNode.Definition query : view.queries()) {
      before = plan(indent, before);
      Map<String, Object> place = new LinkedHashMap<>();
      place.put("Parent Relationship", "InitPlan");
      place.put("Subplan Name", "CTE " + query.name());
      node(NodeView.of(query.query()), indent + 2, place);
    }
    PlanNode initial = view.initial();
    if (initial != null) {
      before = plan(indent, before);
      Map<String, Object> place = new LinkedHashMap<>();
      place.put("Parent Relationship", "InitPlan");
      place.put("Subplan Name", "InitPlan " + ++initials);
      node(NodeView.of(initial), indent + 2, place);
    }
    List<NodeView> children = view.children();
    for (int i = 0; i < children.size(); i++) {
      before = plan(indent, before);
      String relationship = view.node() instanceof Append ? "Member" : i == 0 ? "Outer" : "Inner";
      node(children.get(i), indent + 2, Map.of("Parent Relationship", relationship));
    }
    if (!before.isEmpty()) {
      out.append("\n").append(" ".repeat(indent)).append("]");
    }
  }

  /// @return what stands before the next plan
  private String plan(int indent, String before) {
    if (before.isEmpty()) {
      key(indent, "Plans");
      out.append("[");
    }
    out.append(before).append("\n").append(" ".repeat(indent + 2));
    return ",";
  }

  private void number(int indent, String name, double value) {
    key(indent, name);
    out.append(
        String.format(
            Locale.ROOT,
            name.startsWith("Actual Rows") || name.endsWith("Cost") ? "%.2f" : "%.3f",
            value));
  }

  private void entry(int indent, String name, Object value) {
    key(indent, name);
    switch (value) {
      case Boolean truth -> out.append(truth);
      case Number number -> out.append(number);
      case List<?> list -> {
        out.append("[");
        for (int i = 0; i < list.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          string(list.get(i).toString());
        }
        out.append("]");
      }
      default -> string(value.toString());
    }
  }

  private void key(int indent, String name) {
    out.append(",\n").append(" ".repeat(indent));
    string(name);
    out.append(": ");
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
