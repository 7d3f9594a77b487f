package dev.braid.survey;

import dev.braid.result.Column;
import dev.braid.result.Result;
import dev.braid.result.SurveyNote.Base;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the rows of a weighted answer rest on: asked for as hidden columns, and taken off the
/// result.
final class Bases {
  private Bases() {}

  /// SQL of the hidden columns of a SELECT that groups respondents, by name.
  static Map<String, String> of(Carrier carrier) {
    Map<String, String> columns = new LinkedHashMap<>();
    String w = carrier.weight();
    if (carrier.hasKey() && carrier.repeats()) {
      String number = "CASE WHEN %s IS NOT NULL THEN %s END".formatted(w, carrier.key());
      columns.put(Hidden.N, Calls.PLAIN.distinct("count", number));
      columns.put(Hidden.SUM, Respondents.sum(Calls.PLAIN, number, w));
      columns.put(Hidden.SQUARES, Respondents.sum(Calls.PLAIN, number, w + " * " + w));
    } else {
      columns.put(Hidden.N, Calls.PLAIN.call("count", w));
      columns.put(Hidden.SUM, Calls.PLAIN.call("sum", w));
      columns.put(Hidden.SQUARES, Calls.PLAIN.call("sum", w + " * " + w));
    }
    columns.put(Hidden.ROWS, Calls.PLAIN.call("count", "*"));
    columns.put(Hidden.WEIGHED_ROWS, Calls.PLAIN.call("count", w));
    return columns;
  }

  /// A result without its hidden columns, and what they said.
  ///
  /// @param weighed rows that have a weight, of each row's
  record Shown(Result result, List<Base> bases, List<Long> weighed) {}

  static Shown take(Result result) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<Integer> shown = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < result.columns().size(); i++) {
      Column column = result.columns().get(i);
      if (Hidden.ALL.contains(column.name())) {
        places.put(column.name(), i);
      } else {
        shown.add(i);
        columns.add(column);
      }
    }
    if (places.isEmpty()) {
      return new Shown(result, List.of(), List.of());
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<Base> bases = new ArrayList<>();
    List<Long> weighed = new ArrayList<>();
    for (List<@Nullable Object> row : result.rows()) {
      List<@Nullable Object> kept = new ArrayList<>(shown.size());
      for (int place : shown) {
        kept.add(row.get(place));
      }
      rows.add(kept);
      if (places.keySet().containsAll(Hidden.BASES)) {
        bases.add(
            new Base(
                (long) number(row, places.get(Hidden.N)),
                number(row, places.get(Hidden.SUM)),
                number(row, places.get(Hidden.SQUARES)),
                (long) number(row, places.get(Hidden.ROWS))));
        weighed.add((long) number(row, places.get(Hidden.WEIGHED_ROWS)));
      }
    }
    Result without =
        new Result(
            columns,
            rows,
            result.aggregated(),
            result.truncated(),
            result.bytes(),
            result.command(),
            result.partial(),
            null);
    return new Shown(without, bases, weighed);
  }

  private static double number(List<@Nullable Object> row, @Nullable Integer place) {
    Object value = place == null ? null : row.get(place);
    return value instanceof Number number ? number.doubleValue() : 0;
  }
}
