package dev.braid.survey;

import dev.braid.sql.ast.Query;
import java.util.ArrayList;
import java.util.List;

/// Says what joins do to weights where they repeat respondents.
final class Repetition {
  private Repetition() {}

  /// Leaves a warning, or what is to be said once the rows are counted.
  static void tell(Query.Select select, Carrier respondents, Weigher whole) {
    if (!respondents.repeats()) {
      return;
    }
    List<String> others = new ArrayList<>();
    for (FromItems.Leaf leaf : FromItems.leaves(select.from())) {
      if (leaf.item() != respondents.item()) {
        others.add(FromItems.text(leaf.item()));
      }
    }
    String name = FromItems.text(respondents.item());
    if (respondents.hasKey()) {
      String key = respondents.unit().rule().respondent();
      whole.repeated =
          (others.isEmpty()
                  ? "The rows of " + name + " repeat respondents"
                  : "The join of %s with %s repeats respondents"
                      .formatted(name, String.join(", ", others)))
              + ": COUNT(*), sums and averages are of its rows, each with its respondent's"
              + " weight,"
              + " COUNT(DISTINCT %s) is of people".formatted(key);
    } else {
      whole.warnings.add(
          (others.isEmpty()
                  ? "The rows of " + name
                  : "The join of %s with %s".formatted(name, String.join(", ", others)))
              + " may repeat respondents, and their weights with them; the bases count its rows."
              + " Declare the respondents' key to have people counted once.");
    }
  }
}
