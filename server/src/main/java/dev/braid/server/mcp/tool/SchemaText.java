package dev.braid.server.mcp.tool;

import static dev.braid.server.report.MarkdownText.inline;

import dev.braid.catalog.Dataset;
import dev.braid.catalog.Schema;
import dev.braid.catalog.Schema.Table;
import dev.braid.catalog.Schema.TableColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tables and columns as Markdown and as data.
final class SchemaText {
  private static final int DESCRIPTION_LIMIT = 200;

  private SchemaText() {}

  /// `## public.users` with its facts and columns.
  static String table(Table table) {
    StringBuilder text = new StringBuilder(heading(table)).append("\n\n");
    text.append("| Column | Type | Nullable | Description |\n|---|---|---|---|\n");
    for (TableColumn column : table.columns()) {
      text.append("| ").append(inline(column.name()));
      text.append(" | ").append(inline(column.type())).append(column.primaryKey() ? ", key" : "");
      text.append(" | ").append(column.nullable() ? "✓" : "✗");
      text.append(" | ").append(description(column.description())).append(" |\n");
    }
    return text.append('\n').toString();
  }

  private static String heading(Table table) {
    StringBuilder text = new StringBuilder("## ").append(inline(table.qualifiedName()));
    text.append("\n\n").append(table.kind());
    if (table.estimatedRows() >= 0) {
      text.append(String.format(Locale.ROOT, ", about %,d rows", table.estimatedRows()));
    }
    String description = description(table.description());
    return text.append(description.isEmpty() ? "" : ". " + description).toString();
  }

  /// Only the name and the number of columns, for tables that find no room.
  static String brief(Table table) {
    return "- " + inline(table.qualifiedName()) + " (" + table.columns().size() + " columns)\n";
  }

  /// What a description says, within the length that leaves room for others.
  static String description(@Nullable String description) {
    return description == null ? "" : inline(shortened(description, DESCRIPTION_LIMIT));
  }

  private static String shortened(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit - 3) + "...";
  }

  /// The schema as data. Tables from `detailed` on carry no columns.
  static Map<String, Object> structured(Dataset dataset, Schema schema, int detailed) {
    List<Map<String, Object>> tables = new ArrayList<>();
    for (Table table : schema.tables()) {
      tables.add(structured(table, tables.size() < detailed));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("dataset_id", dataset.id());
    map.put("dataset_name", dataset.name());
    map.put("tables", tables);
    map.put("truncated", detailed < schema.tables().size());
    return map;
  }

  private static Map<String, Object> structured(Table table, boolean detailed) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("schema", table.schema());
    map.put("name", table.name());
    map.put("kind", table.kind());
    if (table.estimatedRows() >= 0) {
      map.put("estimated_rows", table.estimatedRows());
    }
    if (detailed) {
      if (table.description() != null) {
        map.put("description", shortened(table.description(), DESCRIPTION_LIMIT));
      }
      map.put("columns", table.columns().stream().map(SchemaText::structured).toList());
    }
    return map;
  }

  private static Map<String, Object> structured(TableColumn column) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", column.name());
    map.put("type", column.type());
    map.put("nullable", column.nullable());
    map.put("primary_key", column.primaryKey());
    if (column.description() != null) {
      map.put("description", shortened(column.description(), DESCRIPTION_LIMIT));
    }
    return map;
  }
}
