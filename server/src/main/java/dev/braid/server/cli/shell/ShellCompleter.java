package dev.braid.server.cli.shell;

import dev.braid.catalog.Schema;
import dev.braid.catalog.Schema.Table;
import dev.braid.catalog.Schema.TableColumn;
import dev.braid.server.cli.shell.ShellParser.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/// What Tab offers: after FROM and JOIN tables; after `name.` the columns of that table or alias,
/// or the tables of that schema; elsewhere columns of the statement's tables, keywords and tables.
public final class ShellCompleter implements Completer {
  private static final Pattern EXPECTS_TABLE =
      Pattern.compile("(?is).*\\b(from|join|table|\\\\dt?)\\s+(?:[\\w.\"]+\\s*,\\s*)*");

  private static final Pattern TABLE_AND_ALIAS =
      Pattern.compile("(?i)\\b(?:from|join)\\s+([\\w.\"]+)(?:\\s+(?:as\\s+)?(\\w+))?");

  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_$]*");

  private final SchemaCache schemas;

  public ShellCompleter(SchemaCache schemas) {
    this.schemas = schemas;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (!(line instanceof Word word)) {
      return;
    }
    String before = word.line().substring(0, word.start());
    if (word.word().startsWith("\\")) {
      MetaCommands.NAMES.forEach(name -> candidates.add(new Candidate("\\" + name)));
    } else if (before.strip().matches("\\\\c(onnect)?")) {
      schemas.datasets().forEach(name -> candidates.add(new Candidate(name)));
    } else {
      names(word, before, schemas.now(), candidates);
    }
  }

  private static void names(Word word, String before, Schema schema, List<Candidate> candidates) {
    Map<String, Table> named = tablesOf(word.line(), schema);
    int dot = word.word().substring(0, word.wordCursor()).lastIndexOf('.');
    if (dot >= 0) {
      qualified(word.word().substring(0, dot), named, schema, candidates);
    } else if (EXPECTS_TABLE.matcher(before).matches()) {
      tables(schema, candidates);
    } else {
      named.values().stream().distinct().forEach(table -> columns("", table, candidates));
      tables(schema, candidates);
      boolean lower = !word.word().isEmpty() && Character.isLowerCase(word.word().charAt(0));
      for (String keyword : Keywords.ALL) {
        candidates.add(new Candidate(lower ? keyword.toLowerCase(Locale.ROOT) : keyword));
      }
    }
  }

  private static void qualified(
      String qualifier, Map<String, Table> named, Schema schema, List<Candidate> candidates) {
    Table table = named.get(qualifier.toLowerCase(Locale.ROOT));
    if (table == null) {
      table = schema.find(qualifier);
    }
    if (table != null) {
      columns(qualifier + ".", table, candidates);
      return;
    }
    for (Table one : schema.tables()) {
      if (one.schema().equals(qualifier)) {
        candidates.add(candidate(qualifier + "." + quoted(one.name()), one.kind()));
      }
    }
  }

  private static void tables(Schema schema, List<Candidate> candidates) {
    for (Table table : schema.tables()) {
      String name = quoted(table.name());
      boolean hidden = !table.equals(schema.find(table.name()));
      candidates.add(candidate(hidden ? quoted(table.schema()) + "." + name : name, table.kind()));
    }
  }

  private static void columns(String prefix, Table table, List<Candidate> candidates) {
    for (TableColumn column : table.columns()) {
      candidates.add(candidate(prefix + quoted(column.name()), column.type()));
    }
  }

  /// The tables a statement names, by their names and aliases in lower case.
  private static Map<String, Table> tablesOf(String statement, Schema schema) {
    Map<String, Table> tables = new LinkedHashMap<>();
    Matcher matcher = TABLE_AND_ALIAS.matcher(statement);
    while (matcher.find()) {
      String name = matcher.group(1).replace("\"", "");
      Table table = schema.find(name);
      if (table != null) {
        tables.put(name.toLowerCase(Locale.ROOT), table);
        String alias = matcher.group(2);
        if (alias != null && !Keywords.ALL.contains(alias.toUpperCase(Locale.ROOT))) {
          tables.put(alias.toLowerCase(Locale.ROOT), table);
        }
      }
    }
    return tables;
  }

  private static Candidate candidate(String value, @Nullable String description) {
    return new Candidate(value, value, null, description, null, null, true);
  }

  /// The name as SQL needs it.
  private static String quoted(String name) {
    return PLAIN_NAME.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
