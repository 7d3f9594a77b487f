package dev.braid.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Counts what occurs in queries that return rows, to see that a run has asked of everything.
final class Features {
  private static final Map<String, Pattern> ALL = new LinkedHashMap<>();

  static {
    for (String words :
        new String[] {
          "LEFT JOIN",
          "RIGHT JOIN",
          "FULL JOIN",
          "CROSS JOIN",
          "NATURAL",
          "USING",
          "LATERAL",
          "EXISTS",
          "NOT IN \\(.*SELECT",
          "(ANY|ALL) \\(.*SELECT",
          "ARRAY\\(SELECT",
          "VALUES",
          "ROLLUP|CUBE|GROUPING SETS",
          "HAVING",
          "OVER \\(",
          "(ROWS|RANGE|GROUPS) BETWEEN",
          "EXCLUDE",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "WITH TIES",
          "LIMIT",
          "RECURSIVE",
          "NOT MATERIALIZED",
          "DISTINCT ON",
          "SELECT DISTINCT",
          "WITHIN GROUP",
          "FILTER",
          "GROUP BY [^;]*SELECT",
          "ORDER BY \\(+SELECT",
          "ON [^;]*SELECT",
          "integer\\[\\]",
          "jsonb",
          "interval",
          "timestamptz",
          "fz_x",
          "fz_k",
          "generate_series",
          "unnest"
        }) {
      ALL.put(words, Pattern.compile(words));
    }
  }

  private final Map<String, Integer> counts = new TreeMap<>();

  void add(String sql) {
    ALL.forEach(
        (words, pattern) -> {
          if (pattern.matcher(sql).find()) {
            counts.merge(words, 1, Integer::sum);
          }
        });
  }

  Map<String, Integer> counts() {
    return counts;
  }
}
