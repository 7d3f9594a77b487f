package dev.braid.explain;

import dev.braid.exec.Estimate;
import dev.braid.exec.Instrumentation;
import dev.braid.exec.OutputColumn;
import dev.braid.exec.PlanNode;
import dev.braid.exec.WithNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan as text, a line a list entry.
public final class Explain {
  private final ExplainOptions options;
  private final @Nullable Instrumentation instrumentation;
  private final WindowNames windows;
  private final List<String> lines = new ArrayList<>();
  private int initials;

  private Explain(
      PlanNode plan, ExplainOptions options, @Nullable Instrumentation instrumentation) {
    this.options = options;
    this.instrumentation = instrumentation;
    this.windows = new WindowNames(plan);
  }

  /// @param instrumentation what happened, of a plan that was run; else null
  /// @param planningMs milliseconds of planning, printed with SUMMARY
  /// @param executionMs milliseconds of execution, printed with ANALYZE and SUMMARY
  public static List<String> text(
      PlanNode plan,
      ExplainOptions options,
      @Nullable Instrumentation instrumentation,
      double planningMs,
      double executionMs) {
    if (options.json()) {
      return List.of(
          new ExplainJson(plan, options, instrumentation).write(plan, planningMs, executionMs));
    }
    Explain explain = new Explain(plan, options, instrumentation);
    explain.node(NodeView.of(plan), 0, false);
    if (options.summary()) {
      explain.lines.add(String.format(Locale.ROOT, "Planning Time: %.3f ms", planningMs));
      if (options.analyze()) {
        explain.lines.add(String.format(Locale.ROOT, "Execution Time: %.3f ms", executionMs));
      }
    }
    return explain.lines;
  }

  private void node(NodeView view, int indent, boolean child) {
    StringBuilder line = new StringBuilder(" ".repeat(indent));
    if (child) {
      line.append("->  ");
    }
    line.append(NodeKind.title(view.node(), options.verbose()));
    Estimate estimate = view.outermost().info().estimate();
    if (options.costs()) {
      line.append(
          String.format(
              Locale.ROOT,
              "  (cost=%.2f..%.2f rows=%d width=%d)",
              estimate.startupCost(),
              estimate.totalCost(),
              Math.max(1, Math.round(estimate.rows())),
              estimate.width()));
    }
    Instrumentation.Counts counts =
        instrumentation == null ? null : instrumentation.of(view.outermost());
    if (counts != null) {
      line.append(actual(counts));
    }
    lines.add(line.toString());
    int inner = indent + (child ? 6 : 2);
    if (view.node().info().estimate().disabled()) {
      add(inner, "Disabled", true);
    }
    if (options.verbose()) {
      add(inner, "Output", outputs(view));
    }
    for (PlanNode.Property property : windows.properties(view)) {
      add(inner, property.name(), property.value());
    }
    if (instrumentation != null && counts != null) {
      long removed = removed(view, instrumentation);
      if (removed > 0) {
        add(inner, "Rows Removed by Filter", removed);
      }
      MeasuredText.lines(instrumentation.of(view.node()).extra(), options.buffers())
          .forEach(text -> lines.add(" ".repeat(inner) + text));
      if (options.verbose()) {
        workers(inner, counts);
      }
    }
    for (WithNode.Definition query : view.queries()) {
      lines.add(" ".repeat(inner) + "CTE " + query.name());
      node(NodeView.of(query.query()), inner + 2, true);
    }
    PlanNode initial = view.initial();
    if (initial != null) {
      lines.add(" ".repeat(inner) + "InitPlan " + ++initials);
      node(NodeView.of(initial), inner + 2, true);
    }
    for (NodeView below : view.children()) {
      node(below, child ? indent + 6 : indent + 2, true);
    }
  }

  private String actual(Instrumentation.Counts counts) {
    Map<Integer, Long> rows = counts.rows();
    if (rows.isEmpty()) {
      return " (never executed)";
    }
    long total = rows.values().stream().mapToLong(Long::longValue).sum();
    long loops = counts.loops();
    return options.timing()
        ? String.format(
            Locale.ROOT,
            " (actual time=%.3f..%.3f rows=%.2f loops=%d)",
            counts.firstRowMs(),
            counts.totalMs(),
            (double) total / loops,
            loops)
        : String.format(Locale.ROOT, " (actual rows=%.2f loops=%d)", (double) total / loops, loops);
  }

  /// Rows that a node's conditions took away, for each participant that ran it.
  static long removed(NodeView view, Instrumentation measured) {
    Map<Integer, Long> rows = measured.of(view.outermost()).rows();
    if (!view.filters() || rows.isEmpty()) {
      return 0;
    }
    long left = rows.values().stream().mapToLong(Long::longValue).sum();
    return Math.max(0, measured.of(view.node()).examined() - left) / rows.size();
  }

  private void workers(int indent, Instrumentation.Counts counts) {
    counts
        .shares()
        .forEach(
            (participant, share) -> {
              if (participant > 0) {
                String time =
                    options.timing()
                        ? String.format(
                            Locale.ROOT, "time=%.3f..%.3f ", share.firstMs(), share.lastMs())
                        : "";
                lines.add(
                    " ".repeat(indent)
                        + String.format(
                            Locale.ROOT,
                            "Worker %d:  actual %srows=%.2f loops=%d",
                            participant - 1,
                            time,
                            (double) share.rows() / share.loops(),
                            share.loops()));
              }
            });
  }

  static List<String> outputs(NodeView view) {
    return view.outermost().info().output().stream().map(OutputColumn::name).toList();
  }

  private void add(int indent, String name, Object value) {
    lines.add(" ".repeat(indent) + name + ": " + shown(value));
  }

  static String shown(Object value) {
    return switch (value) {
      case List<?> list -> String.join(", ", list.stream().map(Object::toString).toList());
      case Boolean truth -> truth ? "true" : "false";
      default -> value.toString();
    };
  }
}
