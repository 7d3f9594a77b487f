package dev.braid.sql.ast;

import java.util.List;
import java.util.Locale;

/// Queries as SQL.
final class QueryText {
  private final SqlText text;

  QueryText(SqlText text) {
    this.text = text;
  }

  void query(Query query) {
    if (query.with() != null) {
      with(query.with());
    }
    switch (query.body()) {
      case Query.Select select -> select(select);
      case Query.Values values -> {
        text.add("VALUES ");
        text.list(values.rows(), row -> text.add("(").expressions(row).add(")"));
      }
      case Query.SetOperation it -> {
        text.add("(").query(it.left()).add(") ").add(it.operator().name());
        text.add(it.all() ? " ALL (" : " (").query(it.right()).add(")");
      }
    }
    if (!query.orderBy().isEmpty()) {
      text.add(" ");
      orderBy(query.orderBy());
    }
    if (query.offset() != null) {
      text.add(" OFFSET ").expression(query.offset());
    }
    if (query.withTies() && query.limit() != null) {
      text.add(" FETCH FIRST (").expression(query.limit()).add(") ROWS WITH TIES");
    } else if (query.limit() != null) {
      text.add(" LIMIT ").expression(query.limit());
    }
  }

  private void with(With with) {
    text.add(with.recursive() ? "WITH RECURSIVE " : "WITH ");
    text.list(with.tables(), this::commonTable).add(" ");
  }

  private void commonTable(With.CommonTable it) {
    text.name(it.name()).columns(it.columns()).add(" AS ");
    text.add(
        switch (it.materialization()) {
          case DEFAULT -> "(";
          case MATERIALIZED -> "MATERIALIZED (";
          case NOT_MATERIALIZED -> "NOT MATERIALIZED (";
        });
    text.query(it.query()).add(")");
    With.Search search = it.search();
    if (search != null) {
      text.add(search.breadthFirst() ? " SEARCH BREADTH FIRST BY " : " SEARCH DEPTH FIRST BY ");
      text.list(search.columns(), text::name).add(" SET ").name(search.sequence());
    }
    With.Cycle cycle = it.cycle();
    if (cycle != null) {
      text.add(" CYCLE ").list(cycle.columns(), text::name).add(" SET ").name(cycle.mark());
      if (cycle.value() != null && cycle.otherwise() != null) {
        text.add(" TO ").expression(cycle.value());
        text.add(" DEFAULT ").expression(cycle.otherwise());
      }
      text.add(" USING ").name(cycle.path());
    }
  }

  private void select(Query.Select it) {
    text.add("SELECT");
    if (it.distinct() != null) {
      text.add(" DISTINCT");
      if (!it.distinct().on().isEmpty()) {
        text.add(" ON (").expressions(it.distinct().on()).add(")");
      }
    }
    if (!it.targets().isEmpty()) {
      text.add(" ").list(it.targets(), this::target);
    }
    if (!it.from().isEmpty()) {
      text.add(" FROM ").list(it.from(), this::from);
    }
    if (it.where() != null) {
      text.add(" WHERE ").expression(it.where());
    }
    if (it.groupBy() != null) {
      text.add(it.groupBy().distinct() ? " GROUP BY DISTINCT " : " GROUP BY ");
      text.list(it.groupBy().elements(), this::element);
    }
    if (it.having() != null) {
      text.add(" HAVING ").expression(it.having());
    }
    if (!it.windows().isEmpty()) {
      text.add(" WINDOW ");
      text.list(
          it.windows(),
          window -> {
            text.name(String.valueOf(window.name())).add(" AS ");
            window(window);
          });
    }
  }

  private void target(Query.Target target) {
    text.expression(target.expression());
    if (target.label() != null) {
      text.add(" AS ").name(target.label());
    }
  }

  private void element(GroupBy.Element element) {
    switch (element) {
      case GroupBy.Key key -> text.expression(key.expression());
      case GroupBy.Empty _ -> text.add("()");
      case GroupBy.Rollup it -> text.add("ROLLUP (").expressions(it.expressions()).add(")");
      case GroupBy.Cube it -> text.add("CUBE (").expressions(it.expressions()).add(")");
      case GroupBy.Sets it ->
          text.add("GROUPING SETS (").list(it.elements(), this::element).add(")");
    }
  }

  void orderBy(List<SortBy> keys) {
    text.add("ORDER BY ").list(keys, this::sortBy);
  }

  private void sortBy(SortBy key) {
    text.expression(key.expression());
    if (key.direction() == SortBy.Direction.USING && key.using() != null) {
      text.add(" USING ");
      new ExpressionText(text).operator(key.using());
    } else if (key.direction() != SortBy.Direction.DEFAULT) {
      text.add(" ").add(key.direction().name());
    }
    if (key.nulls() != SortBy.Nulls.DEFAULT) {
      text.add(" NULLS ").add(key.nulls().name());
    }
  }

  /// The parentheses of a window's definition.
  void window(Window window) {
    String space = "";
    text.add("(");
    if (window.base() != null) {
      text.name(window.base());
      space = " ";
    }
    if (!window.partitionBy().isEmpty()) {
      text.add(space).add("PARTITION BY ").expressions(window.partitionBy());
      space = " ";
    }
    if (!window.orderBy().isEmpty()) {
      text.add(space);
      orderBy(window.orderBy());
      space = " ";
    }
    Window.Frame frame = window.frame();
    if (frame != null) {
      text.add(space).add(frame.mode().name()).add(" BETWEEN ");
      bound(frame.start());
      text.add(" AND ");
      bound(frame.end());
      if (frame.exclusion() != Window.Frame.Exclusion.NO_OTHERS) {
        text.add(" EXCLUDE ").add(frame.exclusion().name().replace('_', ' '));
      }
    }
    text.add(")");
  }

  private void bound(Window.Bound bound) {
    if (bound.offset() != null) {
      text.add("(").expression(bound.offset()).add(") ");
    }
    text.add(bound.kind().name().replace('_', ' '));
  }

  private void from(FromItem item) {
    switch (item) {
      case FromItem.Table it -> table(it);
      case FromItem.Subquery it -> {
        text.add(it.lateral() ? "LATERAL (" : "(").query(it.query()).add(")");
        alias(it.alias());
      }
      case FromItem.Functions it -> functions(it);
      case FromItem.Join it -> join(it);
    }
  }

  private void alias(FromItem.@org.jspecify.annotations.Nullable Alias alias) {
    if (alias != null) {
      text.add(" AS ").name(alias.name()).columns(alias.columns());
    }
  }

  private void table(FromItem.Table it) {
    text.add(it.only() ? "ONLY " : "").names(it.names());
    alias(it.alias());
    FromItem.Sample sample = it.sample();
    if (sample != null) {
      text.add(" TABLESAMPLE ").names(sample.method());
      text.add(" (").expressions(sample.arguments()).add(")");
      if (sample.seed() != null) {
        text.add(" REPEATABLE (").expression(sample.seed()).add(")");
      }
    }
  }

  private void functions(FromItem.Functions it) {
    text.add(it.lateral() ? "LATERAL " : "");
    if (it.rowsFrom()) {
      text.add("ROWS FROM (");
      text.list(
          it.functions(),
          function -> {
            text.expression(function.call());
            if (!function.columns().isEmpty()) {
              text.add(" AS");
              columnTypes(function.columns());
            }
          });
      text.add(")");
    } else {
      text.expression(it.functions().getFirst().call());
    }
    text.add(it.withOrdinality() ? " WITH ORDINALITY" : "");
    List<FromItem.ColumnType> columns = it.functions().getFirst().columns();
    if (it.rowsFrom() || columns.isEmpty()) {
      alias(it.alias());
      return;
    }
    text.add(" AS");
    if (it.alias() != null) {
      text.add(" ").name(it.alias().name());
    }
    columnTypes(columns);
  }

  private void columnTypes(List<FromItem.ColumnType> columns) {
    text.add(" (");
    text.list(
        columns,
        column -> {
          text.name(column.name()).add(" ").type(column.type());
          if (!column.collation().isEmpty()) {
            text.add(" COLLATE ").names(column.collation());
          }
        });
    text.add(")");
  }

  private void join(FromItem.Join it) {
    text.add(it.alias() == null ? "" : "(");
    joined(it.left());
    text.add(it.natural() ? " NATURAL " : " ");
    text.add(it.kind().name().toUpperCase(Locale.ROOT)).add(" JOIN ");
    joined(it.right());
    if (it.condition() != null) {
      text.add(" ON ").expression(it.condition());
    }
    if (!it.using().isEmpty()) {
      text.add(" USING").columns(it.using());
      alias(it.usingAlias());
    }
    if (it.alias() != null) {
      text.add(")");
      alias(it.alias());
    }
  }

  private void joined(FromItem item) {
    boolean parentheses = item instanceof FromItem.Join join && join.alias() == null;
    text.add(parentheses ? "(" : "");
    from(item);
    text.add(parentheses ? ")" : "");
  }
}
