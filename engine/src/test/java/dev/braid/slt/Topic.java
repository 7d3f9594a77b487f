package dev.braid.slt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Statements of one file, made from templates.
///
/// A template holds lists of alternatives, `{{a;;b}}`, and stands for all their combinations. Rows
/// count in the order in which they come when the statement ends with an ORDER BY of its own (or is
/// added by [#ordered]); otherwise in none.
final class Topic {
  private static final Pattern CHOICE = Pattern.compile("\\{\\{(.*?)\\}\\}", Pattern.DOTALL);

  final String name;
  private final Set<String> seen = new LinkedHashSet<>();
  private final List<SltFile.Record> records = new ArrayList<>();

  Topic(String name) {
    this.name = name;
  }

  /// Statements whose rows come in any order.
  Topic add(String... templates) {
    return add(true, templates);
  }

  /// Statements that fix the order of their rows.
  Topic ordered(String... templates) {
    return add(false, templates);
  }

  private Topic add(boolean sorted, String... templates) {
    for (String template : templates) {
      for (String sql : expand(template)) {
        if (seen.add(sql)) {
          records.add(
              new SltFile.Record(sql, sorted, "", new SltFile.Answer("", 0, "", List.of())));
        }
      }
    }
    return this;
  }

  List<SltFile.Record> records() {
    return records;
  }

  static List<String> expand(String template) {
    var choice = CHOICE.matcher(template);
    if (!choice.find()) {
      return List.of(template);
    }
    List<String> all = new ArrayList<>();
    for (String alternative : choice.group(1).split(";;", -1)) {
      all.addAll(
          expand(
              template.substring(0, choice.start())
                  + alternative.strip()
                  + template.substring(choice.end())));
    }
    return all;
  }
}
