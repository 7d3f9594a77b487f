package dev.braid.local;

import dev.braid.catalog.Settings;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableStatistics;
import dev.braid.catalog.table.TextRules;
import dev.braid.plan.logical.Columns;
import dev.braid.sql.analyze.AnalysisContext;
import dev.braid.sql.analyze.ServerDialect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plans of queries over files, for when the same text is asked again.
///
/// A plan is good under the very settings that it was made under, while every name that it looked
/// up stands for the same table with the same statistics: tables whose files, indexes or analyzed
/// statistics change are others. Queries whose plans know more of their moment than that are not
/// kept: those with parameters, and those with a literal like 'today' or a function that is not
/// immutable.
final class PlanCache {
  private static final int MOST = 256;

  /// Characters of a text that is kept.
  private static final int LONGEST = 16_384;

  private record Key(String text, Settings settings) {}

  private record Kept(LocalQuery.Planned planned, List<Name> names) {}

  /// What a name stood for.
  private record Name(
      @Nullable String schema,
      String name,
      @Nullable Table table,
      @Nullable TableStatistics statistics) {
    static Name of(@Nullable String schema, String name, @Nullable Table table) {
      return new Name(schema, name, table, table == null ? null : table.statistics());
    }

    boolean isSame(AnalysisContext.Tables tables) {
      Table now = tables.find(schema, name);
      return now == table && (now == null || now.statistics().equals(statistics));
    }
  }

  private final Map<Key, Kept> plans =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
          return size() > MOST;
        }
      };

  /// Whether there was a plan for a text, good or not.
  boolean has(String text, Settings settings) {
    synchronized (plans) {
      return plans.containsKey(new Key(text, settings));
    }
  }

  /// For one statement.
  Use of(AnalysisContext.Tables tables, Settings settings) {
    return new Use(tables, settings);
  }

  /// The plans for one statement, and its tables, of which it is noted which are looked up.
  final class Use implements AnalysisContext.Tables {
    private final AnalysisContext.Tables tables;
    private final Settings settings;
    private final List<Name> names = new ArrayList<>();

    private Use(AnalysisContext.Tables tables, Settings settings) {
      this.tables = tables;
      this.settings = settings;
    }

    /// The plan of a text, if there is one that is still good.
    LocalQuery.@Nullable Planned planned(String text) {
      Kept kept;
      synchronized (plans) {
        kept = plans.get(new Key(text, settings));
      }
      return kept != null && kept.names.stream().allMatch(name -> name.isSame(tables))
          ? kept.planned
          : null;
    }

    /// Keeps what has just been planned.
    void keep(String text, LocalQuery.Planned planned) {
      if (text.length() <= LONGEST
          && !planned.momentary()
          && Columns.isImmutable(planned.analyzed().plan())) {
        synchronized (plans) {
          plans.put(new Key(text, settings), new Kept(planned, List.copyOf(names)));
        }
      }
    }

    @Override
    public @Nullable Table find(@Nullable String schema, String name) {
      Table found = tables.find(schema, name);
      names.add(Name.of(schema, name, found));
      return found;
    }

    @Override
    public Collection<String> names() {
      return tables.names();
    }

    @Override
    public @Nullable ServerDialect server() {
      return tables.server();
    }

    @Override
    public TextRules text() {
      return tables.text();
    }
  }
}
