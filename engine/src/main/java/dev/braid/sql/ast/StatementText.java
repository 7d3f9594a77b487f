package dev.braid.sql.ast;

import java.util.List;

/// Statements as SQL.
final class StatementText {
  private final SqlText text;

  StatementText(SqlText text) {
    this.text = text;
  }

  void statement(Statement statement) {
    switch (statement) {
      case Statement.QueryStatement it -> text.query(it.query());
      case Statement.Explain it -> {
        text.add("EXPLAIN ");
        parenthesized(it.options());
        statement(it.statement());
      }
      case Statement.CreateTableAs it -> {
        text.add("CREATE TABLE ").add(it.ifNotExists() ? "IF NOT EXISTS " : "").names(it.name());
        text.columns(it.columns());
        with(it.options());
        text.add(" AS ").query(it.query()).add(it.withData() ? "" : " WITH NO DATA");
      }
      case Statement.CreateTable it -> createTable(it);
      case Statement.DropTable it -> drop("TABLE ", it.ifExists(), it.names(), it.cascade());
      case Statement.DropIndex it -> drop("INDEX ", it.ifExists(), it.names(), it.cascade());
      case Statement.CreateIndex it -> createIndex(it);
      case Statement.Copy it -> copy(it);
      case Statement.Analyze it -> {
        text.add("ANALYZE ");
        parenthesized(it.options());
        tables(it.tables());
      }
      case Statement.Vacuum it -> {
        text.add("VACUUM ");
        parenthesized(it.options());
        tables(it.tables());
      }
      case Statement.SetVariable it -> {
        text.add(it.local() ? "SET LOCAL " : "SET ").add(variable(it.name())).add(" TO ");
        if (it.values().isEmpty()) {
          text.add("DEFAULT");
        } else {
          text.list(it.values(), value -> text.add(SqlText.literal(value)));
        }
      }
      case Statement.Show it -> text.add("SHOW ").add(variable(it.name()));
      case Statement.Reset it -> text.add("RESET ").add(variable(it.name()));
      case Statement.AlterTableOptions it -> {
        text.add("ALTER TABLE ").add(it.ifExists() ? "IF EXISTS " : "").names(it.table());
        text.add(it.reset() ? " RESET" : " SET");
        storage(it.options());
      }
    }
  }

  private static String variable(@org.jspecify.annotations.Nullable String name) {
    return name == null
        ? "ALL"
        : String.join(
            ".", java.util.Arrays.stream(name.split("\\.", -1)).map(SqlText::identifier).toList());
  }

  private void parenthesized(List<Option> options) {
    if (!options.isEmpty()) {
      text.add("(").list(options, this::option).add(") ");
    }
  }

  private void option(Option option) {
    text.name(option.name());
    if (option.list()) {
      text.add(" (").list(option.values(), value -> text.add(SqlText.literal(value))).add(")");
    } else if (!option.values().isEmpty()) {
      text.add(" ").add(value(option.values().getFirst()));
    }
  }

  private static String value(String value) {
    return value.equals("*") ? value : SqlText.literal(value);
  }

  private void with(List<Option> options) {
    if (!options.isEmpty()) {
      text.add(" WITH");
      storage(options);
    }
  }

  private void storage(List<Option> options) {
    text.add(" (");
    text.list(
        options,
        option -> {
          text.add(variable(option.name()));
          if (!option.values().isEmpty()) {
            text.add(" = ").add(SqlText.literal(option.values().getFirst()));
          }
        });
    text.add(")");
  }

  private void createTable(Statement.CreateTable it) {
    text.add("CREATE TABLE ").add(it.ifNotExists() ? "IF NOT EXISTS " : "").names(it.name());
    text.add(" (").list(it.columns(), this::column);
    text.add(it.columns().isEmpty() || it.constraints().isEmpty() ? "" : ", ");
    text.list(it.constraints(), this::constraint).add(")");
    with(it.options());
  }

  private void column(Statement.ColumnDefinition it) {
    text.name(it.name()).add(" ").type(it.type());
    if (!it.collation().isEmpty()) {
      text.add(" COLLATE ").names(it.collation());
    }
    for (Statement.Constraint constraint : it.constraints()) {
      text.add(" ");
      constraint(constraint);
    }
  }

  private void constraint(Statement.Constraint it) {
    if (it.name() != null) {
      text.add("CONSTRAINT ").name(it.name()).add(" ");
    }
    text.add(it.kind().name().replace('_', ' ')).columns(it.columns());
    if (it.expression() != null) {
      text.add(" (").expression(it.expression()).add(")");
    }
  }

  private void drop(String what, boolean ifExists, List<List<String>> names, boolean cascade) {
    text.add("DROP ").add(what).add(ifExists ? "IF EXISTS " : "");
    text.list(names, text::names).add(cascade ? " CASCADE" : "");
  }

  private void createIndex(Statement.CreateIndex it) {
    text.add(it.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
    text.add(it.ifNotExists() ? "IF NOT EXISTS " : "");
    if (it.name() != null) {
      text.name(it.name()).add(" ");
    }
    text.add("ON ").names(it.table());
    if (it.method() != null) {
      text.add(" USING ").name(it.method());
    }
    text.add(" (").list(it.keys(), this::indexKey).add(")");
    if (!it.include().isEmpty()) {
      text.add(" INCLUDE").columns(it.include());
    }
    text.add(it.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "");
    with(it.options());
    if (it.where() != null) {
      text.add(" WHERE ").expression(it.where());
    }
  }

  private void indexKey(Statement.IndexKey it) {
    boolean column =
        it.expression() instanceof Expression.ColumnReference c && c.names().size() == 1;
    text.add(column ? "" : "(").expression(it.expression()).add(column ? "" : ")");
    if (!it.collation().isEmpty()) {
      text.add(" COLLATE ").names(it.collation());
    }
    if (!it.operatorClass().isEmpty()) {
      text.add(" ").names(it.operatorClass());
    }
    if (it.direction() != SortBy.Direction.DEFAULT) {
      text.add(" ").add(it.direction().name());
    }
    if (it.nulls() != SortBy.Nulls.DEFAULT) {
      text.add(" NULLS ").add(it.nulls().name());
    }
  }

  private void copy(Statement.Copy it) {
    text.add("COPY ");
    if (it.query() != null) {
      text.add("(").query(it.query()).add(")");
    } else if (it.table() != null) {
      text.names(it.table()).columns(it.columns());
    }
    String standard = it.from() ? "STDIN" : "STDOUT";
    text.add(it.from() ? " FROM " : " TO ");
    text.add(it.file() == null ? standard : SqlText.literal(it.file()));
    if (!it.options().isEmpty()) {
      text.add(" WITH ");
      parenthesized(it.options());
    }
    if (it.where() != null) {
      text.add(" WHERE ").expression(it.where());
    }
  }

  private void tables(List<Statement.TableColumns> tables) {
    text.list(tables, table -> text.names(table.table()).columns(table.columns()));
  }
}
