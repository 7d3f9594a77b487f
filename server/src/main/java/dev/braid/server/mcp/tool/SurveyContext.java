package dev.braid.server.mcp.tool;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.MergeScheme;
import dev.braid.catalog.WeightRule;
import dev.braid.server.report.MarkdownText;

/// What an assistant is told of a dataset's weights and classes.
final class SurveyContext {
  private SurveyContext() {}

  /// Empty for a dataset that has none.
  static String of(Dataset dataset) {
    if (dataset.survey().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("### Survey: ");
    text.append(MarkdownText.inline(dataset.name())).append("\n\n");
    for (WeightRule rule : dataset.survey().weights()) {
      text.append("- Aggregates over ").append(rule.table()).append(" are weighted by ");
      text.append(rule.text());
      if (rule.respondent() != null) {
        text.append("; COUNT(DISTINCT ").append(rule.respondent()).append(") counts people");
      }
      text.append(". Tables without weights are to be joined with it.\n");
    }
    for (MergeScheme scheme : dataset.survey().schemes()) {
      text.append("- Merging `").append(scheme.name()).append("` of ").append(scheme.columnText());
      text.append(scheme.standard() ? " (applied)" : " (by name)").append(": ");
      String separator = "";
      for (var one : scheme.classes().entrySet()) {
        text.append(separator).append(MarkdownText.inline(one.getKey())).append(" = ");
        text.append(MarkdownText.inline(String.join(", ", one.getValue())));
        separator = "; ";
      }
      text.append(scheme.standard() ? ". Use the classes in conditions.\n" : ".\n");
    }
    text.append("- Rows on an effective base under ").append(dataset.survey().smallBase());
    return text.append(" are warned of.\n\n").toString();
  }
}
