package dev.braid.sql.parse;

import dev.braid.guard.Token;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.Keywords;
import dev.braid.sql.ast.Option;
import dev.braid.sql.ast.Query;
import dev.braid.sql.ast.SortBy;
import dev.braid.sql.ast.Statement;
import dev.braid.sql.ast.Statement.Constraint;
import dev.braid.sql.ast.Statement.IndexKey;
import dev.braid.sql.ast.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// CREATE, DROP and ALTER of tables and indexes.
final class TableStatementParser {
  private final Grammar grammar;
  private final TokenStream tokens;

  TableStatementParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  Statement create() {
    int position = tokens.position();
    tokens.expect("create");
    if (tokens.accept("table")) {
      return table(position);
    }
    boolean unique = tokens.accept("unique");
    if (unique || tokens.is("index")) {
      tokens.expect("index");
      return index(position, unique);
    }
    throw unsupported(position, "CREATE");
  }

  /// `CREATE VIEW is not supported`, when a word of the kind comes next.
  private RuntimeException unsupported(int position, String verb) {
    if (tokens.accept("or", "replace")) {
      return unsupported(position, verb + " OR REPLACE");
    }
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.WORD || !Keywords.isKeyword(token.value())) {
      return tokens.error();
    }
    return TokenStream.unsupported(position, verb + " " + token.value().toUpperCase(Locale.ROOT));
  }

  private Statement table(int position) {
    boolean ifNotExists = tokens.acceptIfNotExists();
    List<String> name = grammar.names.qualified();
    if (tokens.isAny("of", "partition")) {
      throw unsupported(position, "CREATE TABLE ...");
    }
    if (tokens.is('(')) {
      boolean bare = Names.isColumn(tokens.peek(1)) && (tokens.is(2, ',') || tokens.is(2, ')'));
      if (!bare) {
        return definition(position, name, ifNotExists);
      }
    }
    List<String> columns = grammar.names.optionalColumnList();
    if (tokens.is("using")) {
      throw unsupported(position, "CREATE TABLE ...");
    }
    List<Option> options = with();
    tokens.expect("as");
    if (tokens.is("execute")) {
      throw unsupported(position, "CREATE TABLE AS");
    }
    if (!grammar.selects.isNext() && !tokens.is('(')) {
      throw tokens.error();
    }
    Query query = grammar.selects.query();
    boolean withData = true;
    if (tokens.accept("with")) {
      withData = !tokens.accept("no");
      tokens.expect("data");
    }
    return new Statement.CreateTableAs(
        position, name, ifNotExists, columns, options, query, withData);
  }

  private List<Option> with() {
    return tokens.accept("with") ? grammar.options.storage() : List.of();
  }

  private Statement definition(int position, List<String> name, boolean ifNotExists) {
    List<Statement.ColumnDefinition> columns = new ArrayList<>();
    List<Constraint> constraints = new ArrayList<>();
    tokens.expect('(');
    if (!tokens.is(')')) {
      do {
        if (tokens.isAny("constraint", "primary", "unique", "check", "foreign", "exclude", "like")
            && !(tokens.is("exclude") && Names.isTypeOrFunction(tokens.peek(1)))) {
          constraints.add(tableConstraint());
        } else {
          columns.add(column());
        }
      } while (tokens.accept(','));
    }
    tokens.expect(')');
    if (tokens.isAny("inherits", "partition", "using", "on", "tablespace")) {
      throw unsupported(position, "CREATE TABLE ...");
    }
    List<Option> options = with();
    return new Statement.CreateTable(position, name, ifNotExists, columns, constraints, options);
  }

  private Statement.ColumnDefinition column() {
    int position = tokens.position();
    String name = grammar.names.column();
    TypeName type = grammar.types.type();
    List<String> collation = List.of();
    List<Constraint> constraints = new ArrayList<>();
    while (true) {
      if (tokens.accept("collate")) {
        collation = grammar.names.qualified();
        continue;
      }
      @Nullable Constraint constraint = columnConstraint();
      if (constraint == null) {
        return new Statement.ColumnDefinition(position, name, type, collation, constraints);
      }
      constraints.add(constraint);
    }
  }

  private @Nullable Constraint columnConstraint() {
    int position = tokens.position();
    @Nullable String name = tokens.accept("constraint") ? grammar.names.column() : null;
    if (tokens.accept("not")) {
      tokens.expect("null");
      return new Constraint(position, name, Constraint.Kind.NOT_NULL, List.of(), null);
    }
    if (tokens.accept("null")) {
      return new Constraint(position, name, Constraint.Kind.NULL, List.of(), null);
    }
    if (tokens.accept("primary")) {
      tokens.expect("key");
      return new Constraint(position, name, Constraint.Kind.PRIMARY_KEY, List.of(), null);
    }
    if (tokens.accept("unique")) {
      return new Constraint(position, name, Constraint.Kind.UNIQUE, List.of(), null);
    }
    if (tokens.accept("default")) {
      Expression value = grammar.expressions.restricted();
      return new Constraint(position, name, Constraint.Kind.DEFAULT, List.of(), value);
    }
    if (tokens.accept("check")) {
      return check(position, name);
    }
    if (tokens.isAny(
        "references", "generated", "storage", "compression", "deferrable", "initially")) {
      throw unsupported(position, "column option");
    }
    if (name != null) {
      throw tokens.error();
    }
    return null;
  }

  private Constraint check(int position, @Nullable String name) {
    tokens.expect('(');
    Expression condition = grammar.expressions.expression();
    tokens.expect(')');
    return new Constraint(position, name, Constraint.Kind.CHECK, List.of(), condition);
  }

  private Constraint tableConstraint() {
    int position = tokens.position();
    @Nullable String name = tokens.accept("constraint") ? grammar.names.column() : null;
    if (tokens.accept("check")) {
      return check(position, name);
    }
    Constraint.Kind kind = Constraint.Kind.UNIQUE;
    if (tokens.accept("primary")) {
      tokens.expect("key");
      kind = Constraint.Kind.PRIMARY_KEY;
    } else if (!tokens.accept("unique")) {
      throw tokens.isAny("foreign", "exclude", "like", "not")
          ? unsupported(position, "table constraint")
          : tokens.error();
    }
    return new Constraint(position, name, kind, grammar.names.columnList(), null);
  }

  private Statement index(int position, boolean unique) {
    if (tokens.is("concurrently")) {
      throw unsupported(position, "CREATE INDEX");
    }
    boolean ifNotExists = tokens.acceptIfNotExists();
    @Nullable String name = ifNotExists || !tokens.is("on") ? grammar.names.column() : null;
    tokens.expect("on");
    List<String> table = grammar.froms.relation().names();
    @Nullable String method = tokens.accept("using") ? grammar.names.column() : null;
    tokens.expect('(');
    List<IndexKey> keys = new ArrayList<>();
    do {
      keys.add(indexKey());
    } while (tokens.accept(','));
    tokens.expect(')');
    List<String> include = tokens.accept("include") ? grammar.names.columnList() : List.of();
    boolean notDistinct = false;
    if (tokens.accept("nulls")) {
      notDistinct = tokens.accept("not");
      tokens.expect("distinct");
    }
    List<Option> options = with();
    @Nullable Expression where = tokens.accept("where") ? grammar.expressions.expression() : null;
    return new Statement.CreateIndex(
        position,
        unique,
        ifNotExists,
        name,
        table,
        method,
        keys,
        include,
        notDistinct,
        options,
        where);
  }

  /// A column, a call, or any expression in parentheses.
  private IndexKey indexKey() {
    int position = tokens.position();
    Expression key;
    if (tokens.accept('(')) {
      key = grammar.expressions.expression();
      tokens.expect(')');
    } else if (Names.isColumn(tokens.peek())
        && !tokens.is(1, '(')
        && !tokens.is(1, '.')
        && !grammar.specialCalls.isNext()) {
      key = new Expression.ColumnReference(position, List.of(grammar.names.column()));
    } else if (grammar.specialCalls.isNext()) {
      key = grammar.specialCalls.call();
    } else {
      key = grammar.calls.application(position, grammar.names.function());
    }
    List<String> collation = tokens.accept("collate") ? grammar.names.qualified() : List.of();
    List<String> operatorClass = List.of();
    if (Names.isColumn(tokens.peek())) {
      operatorClass = grammar.names.qualified();
    }
    SortBy.Direction direction = grammar.selects.direction();
    return new IndexKey(
        position, key, collation, operatorClass, direction, grammar.selects.nulls());
  }

  Statement drop() {
    int position = tokens.position();
    tokens.expect("drop");
    boolean table = tokens.accept("table");
    if (!table && !tokens.accept("index")) {
      throw unsupported(position, "DROP");
    }
    if (!table && tokens.is("concurrently")) {
      throw unsupported(position, "DROP INDEX");
    }
    boolean ifExists = tokens.acceptIfExists();
    List<List<String>> names = new ArrayList<>();
    do {
      names.add(grammar.names.qualified());
    } while (tokens.accept(','));
    boolean cascade = tokens.accept("cascade");
    if (!cascade) {
      tokens.accept("restrict");
    }
    return table
        ? new Statement.DropTable(position, ifExists, names, cascade)
        : new Statement.DropIndex(position, ifExists, names, cascade);
  }

  Statement alter() {
    int position = tokens.position();
    tokens.expect("alter");
    if (!tokens.accept("table")) {
      throw unsupported(position, "ALTER");
    }
    boolean ifExists = tokens.acceptIfExists();
    List<String> table = grammar.froms.relation().names();
    if (tokens.is("set") && tokens.is(1, '(')) {
      tokens.next();
      List<Option> options = grammar.options.storage();
      return new Statement.AlterTableOptions(position, table, ifExists, false, options);
    }
    if (tokens.is("reset") && tokens.is(1, '(')) {
      tokens.next();
      List<Option> options = grammar.options.storage();
      return new Statement.AlterTableOptions(position, table, ifExists, true, options);
    }
    throw unsupported(position, "ALTER TABLE ...");
  }
}
