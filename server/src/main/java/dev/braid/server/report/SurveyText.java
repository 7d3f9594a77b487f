package dev.braid.server.report;

import dev.braid.result.Column;
import dev.braid.result.Result;
import dev.braid.result.SurveyNote;
import dev.braid.result.SurveyNote.Base;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is said of weights and merged classes beneath an answer.
///
/// Where an answer has several rows, what each rests on stands beside it as two columns more; of a
/// single row it is a sentence.
public final class SurveyText {
  private SurveyText() {}

  /// The sentences, in the order of their importance; none where there is nothing to say.
  public static List<String> sentences(@Nullable SurveyNote note) {
    List<String> lines = new ArrayList<>();
    if (note == null) {
      return lines;
    }
    if (note.weights() != null) {
      lines.add("Weighted by " + note.weights() + "." + bases(note.bases()));
    } else if (note.reason() != null) {
      lines.add("Not weighted: " + note.reason() + ".");
    }
    if (!note.merged().isEmpty()) {
      lines.add("Classes merged: " + String.join(", ", note.merged()) + ".");
    }
    small(note, lines);
    note.warnings().forEach(warning -> lines.add("Warning: " + warning));
    if (note.sql() != null) {
      lines.add("Statement run: " + note.sql());
    }
    return lines;
  }

  private static String bases(List<Base> bases) {
    if (bases.isEmpty()) {
      return "";
    }
    Base first = bases.getFirst();
    if (bases.size() == 1) {
      return String.format(
          Locale.ROOT,
          " Base n %,d, sum of weights %s, effective base %s, design effect %.2f.",
          first.respondents(),
          decimal(first.weight()),
          decimal(first.effective()),
          first.designEffect());
    }
    long least = Long.MAX_VALUE;
    long most = 0;
    double widest = 0;
    for (Base base : bases) {
      least = Math.min(least, base.respondents());
      most = Math.max(most, base.respondents());
      widest = Math.max(widest, base.designEffect());
    }
    return String.format(
        Locale.ROOT,
        " Base n of the rows %,d to %,d, design effect up to %.2f.",
        least,
        most,
        widest);
  }

  private static void small(SurveyNote note, List<String> lines) {
    List<Integer> rows = note.smallRows();
    if (!rows.isEmpty()) {
      List<String> first = rows.stream().limit(20).map(String::valueOf).toList();
      lines.add(
          "Warning: the effective base is under "
              + note.smallBase()
              + (note.bases().size() == 1
                  ? ""
                  : (rows.size() == 1 ? " in row " : " in rows ")
                      + String.join(", ", first)
                      + (rows.size() > first.size() ? " and others" : ""))
              + ": too few respondents for a reliable figure.");
    }
  }

  private static String decimal(double number) {
    return number >= 1000
        ? String.format(Locale.ROOT, "%,.0f", number)
        : String.format(Locale.ROOT, "%.1f", number);
  }

  /// A result with the bases of its rows beside them, where it has several rows.
  // The check does not see the @Nullable of a compact constructor's parameter in a class file.
  @SuppressWarnings("NullAway")
  static Result withBases(Result result) {
    SurveyNote note = result.survey();
    if (note == null || note.bases().size() < 2 || note.bases().size() != result.rowCount()) {
      return result;
    }
    List<Column> columns = new ArrayList<>(result.columns());
    columns.add(new Column("base n", "int8"));
    columns.add(new Column("effective base", "float8"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < result.rowCount(); i++) {
      List<@Nullable Object> row = new ArrayList<>(result.rows().get(i));
      Base base = note.bases().get(i);
      row.add(base.respondents());
      row.add(Math.round(base.effective() * 10) / 10.0);
      rows.add(row);
    }
    return new Result(
        columns,
        rows,
        result.aggregated(),
        result.truncated(),
        result.bytes(),
        result.command(),
        result.partial(),
        note);
  }

  static Map<String, @Nullable Object> json(SurveyNote note) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("weighted", note.weighted());
    if (note.weights() != null) {
      map.put("weights", note.weights());
    }
    if (note.reason() != null) {
      map.put("reason", note.reason());
    }
    if (!note.merged().isEmpty()) {
      map.put("merged", note.merged());
    }
    if (!note.warnings().isEmpty()) {
      map.put("warnings", note.warnings());
    }
    if (!note.bases().isEmpty()) {
      map.put("bases", note.bases().stream().map(SurveyText::json).toList());
      map.put("small_base", note.smallBase());
      map.put("small_rows", note.smallRows());
    }
    if (note.sql() != null) {
      map.put("sql", note.sql());
    }
    return map;
  }

  private static Map<String, Object> json(Base base) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("n", base.respondents());
    map.put("sum_of_weights", rounded(base.weight()));
    map.put("effective_base", rounded(base.effective()));
    map.put("design_effect", rounded(base.designEffect()));
    return map;
  }

  private static double rounded(double number) {
    return Math.round(number * 1e6) / 1e6;
  }
}
