package dev.braid.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How values of a column are put together into classes.
///
/// @param name by which a caller asks for it
/// @param table `table` or `schema.table`; null for every table that has the column
/// @param classes members by the label of their class; a value of no class stays as it is
/// @param standard whether it is applied when nobody asks for another
public record MergeScheme(
    String name,
    @Nullable String table,
    String column,
    Map<String, List<String>> classes,
    boolean standard) {

  /// The grades of the New Consumer Classification System (India) as they are usually reported, and
  /// the panel's own shorter form, which leaves what it does not name.
  public static final Map<String, Map<String, List<String>>> READY =
      Map.of(
          "nccs-panel", classes("A=A,A1;C/D/E=C,D,E"),
          "nccs-a-b-cde", classes("A=A1,A2,A3;B=B1,B2;C/D/E=C,C1,C2,D,D1,D2,E,E1,E2,E3"),
          "nccs-a-b-c-de", classes("A=A1,A2,A3;B=B1,B2;C=C1,C2;D/E=D,D1,D2,E,E1,E2,E3"),
          "nccs-a-b-c-d-e", classes("A=A1,A2,A3;B=B1,B2;C=C1,C2;D=D1,D2;E=E1,E2,E3"));

  public MergeScheme {
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
  }

  private static Map<String, List<String>> classes(String text) {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    for (String one : text.split(";", -1)) {
      int label = one.indexOf('=');
      classes.put(one.substring(0, label), List.of(one.substring(label + 1).split(",", -1)));
    }
    return Collections.unmodifiableMap(classes);
  }

  /// The members that no class is called after: in a merged column they do not occur any more.
  public List<String> hidden() {
    List<String> hidden = new ArrayList<>();
    for (List<String> members : classes.values()) {
      for (String member : members) {
        if (!classes.containsKey(member)) {
          hidden.add(member);
        }
      }
    }
    return hidden;
  }

  /// `users.nccs` or `nccs`.
  public String columnText() {
    return table == null ? column : table + "." + column;
  }
}
