package dev.braid.survey;

import dev.braid.catalog.Schema;
import dev.braid.catalog.SurveyRules;
import dev.braid.catalog.WeightRule;
import dev.braid.sql.ast.ColumnNames;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.FromItem;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.SqlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds whose rows queries return and FROM clauses read. Changes nothing.
///
/// A query hands respondents on when its rows are theirs: it selects from a table with weights, or
/// from a query that hands them on, and neither groups (but by the respondents' key) nor drops
/// duplicates of anything else than respondents. Groups of other kinds are no respondents: what is
/// computed of them is computed of numbers that are weighted already.
final class Units {
  private static final Pattern PLAIN =
      Pattern.compile(
          "(smallint|integer|bigint|real|double"
              + " precision|numeric|money|oid|text|char|name|boolean|date|time"
              + "|interval|uuid|json|bytea|bit|inet|cidr|macaddr|point|line|lseg|box|path|polygon|circle"
              + "|int[48]|num|ts|xml|pg_)");

  private final SurveyRules rules;
  private final Schema schema;

  /// Names without a dot: an alias among them means whole rows, to which no column may be added.
  private final Set<String> bareNames;

  Units(SurveyRules rules, Schema schema, Set<String> bareNames) {
    this.rules = rules;
    this.schema = schema;
    this.bareNames = bareNames;
  }

  /// The weights of a table of the dataset, or null.
  @Nullable WeightRule rule(FromItem.Table table) {
    Schema.Table read = schema.find(String.join(".", table.names()));
    if (read != null) {
      for (WeightRule rule : rules.weights()) {
        if (read.equals(schema.find(rule.table()))) {
          return rule;
        }
      }
    }
    return null;
  }

  /// The item whose rows carry weights; null when there is none.
  @Nullable Carrier carrier(Query.Select select, Scope scope) {
    List<FromItems.Leaf> leaves = FromItems.leaves(select.from());
    Carrier found = null;
    for (FromItems.Leaf leaf : leaves) {
      Carrier carrier = carrier(leaf, scope);
      if (carrier == null) {
        continue;
      }
      if (found != null && isSame(select, found, carrier)) {
        continue;
      }
      if (found != null) {
        return lost(
            found,
            "%s and %s are joined, and both have weights"
                .formatted(FromItems.text(found.item()), FromItems.text(leaf.item())));
      }
      found = carrier;
    }
    if (found == null) {
      return null;
    }
    boolean joined = false;
    for (FromItems.Leaf leaf : leaves) {
      joined |= leaf.item() != found.item() && mayRepeat(select, leaf.item(), scope);
    }
    return new Carrier(
        found.item(), found.alias(), found.unit(), found.weight(), found.key(), joined);
  }

  /// Whether two items are joined by the respondents' key, so that both have the same weight: the
  /// first one's is taken, which no join before it may leave NULL.
  private static boolean isSame(Query.Select select, Carrier first, Carrier second) {
    boolean[] preserved = {first.unit().rule().equals(second.unit().rule())};
    FromItems.joins(
        select.from(),
        join ->
            preserved[0] &=
                join.kind() != FromItem.Join.Kind.RIGHT && join.kind() != FromItem.Join.Kind.FULL);
    Keys keys = new Keys(first, select);
    return preserved[0]
        && second.unit().keys().stream()
            .anyMatch(
                key -> keys.is(new Expression.ColumnReference(1, List.of(second.alias(), key))));
  }

  private static Carrier lost(Carrier carrier, String reason) {
    return new Carrier(carrier.item(), "", carrier.unit().lost(reason), "", "", false);
  }

  private @Nullable Carrier carrier(FromItems.Leaf leaf, Scope scope) {
    Carrier carrier =
        switch (leaf.item()) {
          case FromItem.Table table -> {
            Scope.Entry entry = scope.find(table);
            yield entry == null
                ? table(table)
                : derived(table, unit(entry), entry.table.columns(), entry.table.query());
          }
          case FromItem.Subquery it -> derived(it, unit(it.query(), scope), List.of(), it.query());
          case FromItem.Functions _ -> null;
          case FromItem.Join _ -> null;
        };
    return carrier != null && leaf.hidden()
        ? lost(carrier, FromItems.text(leaf.item()) + " stands in a join with an alias")
        : carrier;
  }

  private @Nullable Carrier table(FromItem.Table table) {
    WeightRule rule = rule(table);
    Schema.Table known = rule == null ? null : schema.find(rule.table());
    if (rule == null || known == null) {
      return null;
    }
    String alias = FromItems.alias(table);
    List<String> renamed = FromItems.columns(table);
    Set<String> keys =
        rule.respondent() == null ? Set.of() : Set.of(name(known, renamed, rule.respondent()));
    Unit unit = new Unit(null, rule, keys, !rule.oneRowEach(), false);
    String type = type(known, rule.column());
    String weight = column(alias, name(known, renamed, rule.column()));
    String key =
        rule.respondent() == null
            ? ""
            : Respondents.number(
                column(alias, keys.iterator().next()), type(known, rule.respondent()));
    return switch (type.replaceFirst("\\(.*", "")) {
      // Exact for integers and as short as it is shown for real; both would be divided or summed
      // with loss.
      case "smallint", "integer", "bigint", "real" ->
          new Carrier(table, alias, unit, "CAST(" + weight + " AS numeric)", key, false);
      case "numeric", "double precision" -> new Carrier(table, alias, unit, weight, key, false);
      case "" ->
          new Carrier(
              table,
              alias,
              unit.lost("%s has no column \"%s\"".formatted(rule.table(), rule.column())),
              "",
              "",
              false);
      default ->
          new Carrier(
              table,
              alias,
              unit.lost(
                  "the weight %s.%s is no number but %s"
                      .formatted(rule.table(), rule.column(), type)),
              "",
              "",
              false);
    };
  }

  /// The key's type, to number values that are equal to it.
  String keyType(WeightRule rule) {
    Schema.Table table = schema.find(rule.table());
    return table == null || rule.respondent() == null ? "" : type(table, rule.respondent());
  }

  /// The names of columns of a type that is not one of PostgreSQL's own, and may be a row's.
  Set<String> composite() {
    Set<String> names = new HashSet<>();
    for (Schema.Table table : schema.tables()) {
      for (Schema.TableColumn column : table.columns()) {
        if (!PLAIN.matcher(column.type()).lookingAt()) {
          names.add(column.name());
        }
      }
    }
    return names;
  }

  private static String type(Schema.Table table, String column) {
    for (Schema.TableColumn known : table.columns()) {
      if (known.name().equals(column)) {
        return known.type();
      }
    }
    return "";
  }

  private static String name(Schema.Table table, List<String> renamed, String column) {
    for (int i = 0; i < Math.min(renamed.size(), table.columns().size()); i++) {
      if (table.columns().get(i).name().equals(column)) {
        return renamed.get(i);
      }
    }
    return column;
  }

  private static String column(String alias, String name) {
    return SqlText.identifier(alias) + "." + SqlText.identifier(name);
  }

  private @Nullable Carrier derived(
      FromItem item, @Nullable Unit unit, List<String> names, Query query) {
    if (unit == null) {
      return null;
    }
    String alias = FromItems.alias(item);
    Unit seen = unit;
    for (List<String> renaming : List.of(names, FromItems.columns(item))) {
      seen = renamed(seen, renaming, query);
    }
    if (seen.lost() == null && (alias.isEmpty() || bareNames.contains(alias))) {
      seen = seen.lost(alias.isEmpty() ? "a subquery has no alias" : "whole rows of " + alias);
    }
    return new Carrier(
        item,
        alias,
        seen,
        column(alias, Hidden.WEIGHT),
        unit.rule().respondent() == null ? "" : column(alias, Hidden.KEY),
        false);
  }

  private static Unit renamed(Unit unit, List<String> names, Query query) {
    if (names.isEmpty()) {
      return unit;
    }
    List<String> outputs = Unions.outputs(query);
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < outputs.size(); i++) {
      if (unit.keys().contains(outputs.get(i))) {
        keys.add(i < names.size() ? names.get(i) : outputs.get(i));
      }
    }
    return new Unit(unit.lost(), unit.rule(), keys, unit.repeated(), true);
  }

  private @Nullable Unit unit(Scope.Entry entry) {
    if (!entry.recursive) {
      return unit(entry.table.query(), entry.scope);
    }
    List<WeightRule> read = new ArrayList<>();
    Tree.walk(
        entry.table.query(),
        node -> {
          WeightRule rule = node instanceof FromItem.Table table ? rule(table) : null;
          if (rule != null) {
            read.add(rule);
          }
          return true;
        });
    if (read.isEmpty()) {
      return null;
    }
    String reason = "WITH RECURSIVE reads " + read.getFirst().table();
    return new Unit(reason, read.getFirst(), Set.of(), true, true);
  }

  /// Whose rows a query returns; null when they are nobody's.
  @Nullable Unit unit(Query query, Scope outer) {
    Scope scope = outer.with(query.with());
    return switch (query.body()) {
      case Query.Values _ -> null;
      case Query.SetOperation it -> Unions.of(it, unit(it.left(), scope), unit(it.right(), scope));
      case Query.Select it -> {
        Unit unit = selected(it, query, scope);
        boolean cut = query.limit() != null || query.offset() != null;
        yield unit != null && unit.lost() == null && cut
            ? unit.lost("LIMIT picks so many respondents, not so many people")
            : unit;
      }
    };
  }

  private @Nullable Unit selected(Query.Select select, Query query, Scope scope) {
    Carrier carrier = carrier(select, scope);
    if (carrier == null) {
      return null;
    }
    Unit unit = carrier.unit();
    Keys keys = new Keys(carrier, select);
    Set<String> names = new HashSet<>();
    for (Query.Target target : select.targets()) {
      if (target.expression() instanceof Expression.Star) {
        names.addAll(unit.keys());
      } else if (keys.is(target.expression())) {
        names.add(ColumnNames.of(target, _ -> ColumnNames.UNKNOWN));
      }
    }
    Unit handed = new Unit(unit.lost(), unit.rule(), names, carrier.repeats(), true);
    if (Aggregation.in(select, query.orderBy())) {
      return keys.areGrouped(select)
          ? new Unit(unit.lost(), unit.rule(), names, isGroupedByMore(select), true)
          : null;
    }
    Query.Distinct distinct = select.distinct();
    if (distinct == null) {
      return handed;
    }
    boolean respondents =
        distinct.on().isEmpty()
            ? !names.isEmpty()
            : distinct.on().stream().anyMatch(on -> keys.is(Keys.meant(on, select)));
    return respondents ? handed : null;
  }

  private static boolean isGroupedByMore(Query.Select select) {
    return select.groupBy() != null && select.groupBy().elements().size() > 1;
  }

  /// Whether a join with an item can repeat the rows of others.
  private boolean mayRepeat(Query.Select select, FromItem item, Scope scope) {
    switch (item) {
      case FromItem.Table table -> {
        Schema.Table known =
            scope.find(table) != null ? null : schema.find(String.join(".", table.names()));
        if (known == null) {
          return true;
        }
        List<String> primary =
            known.columns().stream()
                .filter(Schema.TableColumn::primaryKey)
                .map(Schema.TableColumn::name)
                .toList();
        return primary.size() != 1 || !Keys.isLookUp(select, item, primary.getFirst());
      }
      case FromItem.Subquery it -> {
        return !(it.query().body() instanceof Query.Select inner
            && inner.groupBy() == null
            && Aggregation.in(inner, it.query().orderBy()));
      }
      case FromItem.Functions _, FromItem.Join _ -> {
        return true;
      }
    }
  }

  /// Whether the bases of a query's rows can be told: its rows are weighted groups, or are made of
  /// one query's whose rows are.
  boolean hasBases(Query query, Scope outer) {
    Scope scope = outer.with(query.with());
    if (!(query.body() instanceof Query.Select select) || select.distinct() != null) {
      return false;
    }
    if (Aggregation.in(select, query.orderBy())) {
      Carrier carrier = carrier(select, scope);
      return carrier != null
          && carrier.unit().lost() == null
          && !new Keys(carrier, select).areGrouped(select);
    }
    return basesItem(select, scope) != null;
  }

  /// The only item of a FROM clause whose rows have bases that can be handed on.
  @Nullable FromItem basesItem(Query.Select select, Scope scope) {
    if (select.from().size() != 1) {
      return null;
    }
    FromItem item = select.from().getFirst();
    String alias = FromItems.alias(item);
    if (alias.isEmpty() || bareNames.contains(alias)) {
      return null;
    }
    return switch (item) {
      case FromItem.Subquery it -> hasBases(it.query(), scope) ? item : null;
      case FromItem.Table it -> {
        Scope.Entry entry = scope.find(it);
        yield entry != null && !entry.recursive && hasBases(entry.table.query(), entry.scope)
            ? item
            : null;
      }
      case FromItem.Functions _, FromItem.Join _ -> null;
    };
  }
}
