package dev.braid.explain;

import dev.braid.exec.Estimate;
import dev.braid.exec.Instrumentation;
import dev.braid.exec.PlanNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan as PostgreSQL's FORMAT JSON has it.
final class ExplainJson {
  private final ExplainOptions options;
  private final @Nullable Instrumentation instrumentation;
  private final StringBuilder out = new StringBuilder();

  ExplainJson(ExplainOptions options, @Nullable Instrumentation instrumentation) {
    this.options = options;
    this.instrumentation = instrumentation;
  }

  String write(PlanNode plan, double planningMs, double executionMs) {
    out.append("[\n  {\n    \"Plan\": ");
    node(NodeView.of(plan), 4);
    if (options.summary()) {
      number(4, "Planning Time", planningMs);
      if (options.analyze()) {
        number(4, "Execution Time", executionMs);
      }
    }
    return out.append("\n  }\n]").toString();
  }

  private void node(NodeView view, int indent) {
    out.append("{\n").append(" ".repeat(indent + 2)).append("\"Node Type\": ");
    string(view.node().title());
    Estimate estimate = view.outermost().info().estimate();
    if (options.costs()) {
      number(indent + 2, "Startup Cost", estimate.startupCost());
      number(indent + 2, "Total Cost", estimate.totalCost());
      entry(indent + 2, "Plan Rows", Math.max(1, Math.round(estimate.rows())));
      entry(indent + 2, "Plan Width", estimate.width());
    }
    entry(indent + 2, "Disabled", view.node().info().estimate().disabled());
    for (PlanNode.Property property : view.properties()) {
      entry(indent + 2, property.name(), property.value());
    }
    if (instrumentation != null) {
      actual(view, instrumentation, indent + 2);
    }
    List<NodeView> children = view.children();
    if (!children.isEmpty()) {
      out.append(",\n").append(" ".repeat(indent + 2)).append("\"Plans\": [\n");
      for (int i = 0; i < children.size(); i++) {
        out.append(i == 0 ? "" : ",\n").append(" ".repeat(indent + 4));
        node(children.get(i), indent + 4);
      }
      out.append("\n").append(" ".repeat(indent + 2)).append("]");
    }
    out.append("\n").append(" ".repeat(indent)).append("}");
  }

  private void actual(NodeView view, Instrumentation measured, int indent) {
    Instrumentation.Counts counts = measured.of(view.outermost());
    Map<Integer, Long> rows = counts.rows();
    long total = rows.values().stream().mapToLong(Long::longValue).sum();
    long loops = counts.loops();
    if (options.timing()) {
      number(indent, "Actual Startup Time", counts.firstRowMs());
      number(indent, "Actual Total Time", counts.totalMs());
    }
    number(indent, "Actual Rows", loops == 0 ? 0 : (double) total / loops);
    entry(indent, "Actual Loops", loops);
    measured.of(view.node()).extra().forEach((name, value) -> entry(indent, name, value));
    if (rows.keySet().stream().anyMatch(participant -> participant > 0)) {
      out.append(",\n").append(" ".repeat(indent)).append("\"Workers\": [");
      String comma = "";
      for (Map.Entry<Integer, Long> part : rows.entrySet()) {
        if (part.getKey() > 0) {
          out.append(comma)
              .append("{\"Worker Number\": %d, ".formatted(part.getKey() - 1))
              .append("\"Actual Rows\": %d}".formatted(part.getValue()));
          comma = ", ";
        }
      }
      out.append("]");
    }
  }

  private void number(int indent, String name, double value) {
    key(indent, name);
    out.append(String.format(Locale.ROOT, "%.3f", value));
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
