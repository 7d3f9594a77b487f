package dev.braid.catalog;

import dev.braid.catalog.FileTable.FileFormat;
import dev.braid.error.BraidException;
import dev.braid.type.Type;
import dev.braid.type.TypeNames;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the `source` of a dataset that is a folder of files.
final class FolderConfig {
  private static final List<String> URL_KEYS = List.of("url", "user", "password");
  private static final List<String> KEYS = List.of("folder", "writable", "tables", "csv");
  private static final List<String> ENCODINGS = List.of("UTF-8", "LATIN1", "WINDOWS-1252");

  private FolderConfig() {}

  /// Whether the value is a path and no URL, or a mapping whose keys (or what they are misspellings
  /// of) are a folder's.
  static boolean isFolder(ConfigNode node) {
    if (!node.isMap()) {
      return !node.text().contains("://") && !node.text().startsWith("jdbc:");
    }
    Set<String> written = node.map().keySet();
    if (written.stream().anyMatch(URL_KEYS::contains)) {
      return false;
    }
    return written.stream().anyMatch(key -> KEYS.contains(key) || Nearest.of(key, KEYS) != null);
  }

  /// @param base what a relative path starts from
  static FolderSource source(ConfigNode node, Path base) {
    if (!node.isMap()) {
      return new FolderSource(path(node, base), false, Map.of(), CsvFormat.DEFAULT);
    }
    Path folder = path(node.require("folder"), base);
    ConfigNode writable = node.get("writable");
    CsvFormat csv = CsvFormat.DEFAULT;
    ConfigNode defaults = node.get("csv");
    if (defaults != null) {
      csv = csv(defaults, csv);
      defaults.done();
    }
    Map<String, FileTable> tables = new LinkedHashMap<>();
    ConfigNode all = node.get("tables");
    if (all != null) {
      for (Map.Entry<String, ConfigNode> entry : all.map().entrySet()) {
        if (entry.getKey().isBlank()) {
          throw entry.getValue().error("the name of a table must not be blank");
        }
        tables.put(entry.getKey(), table(entry.getValue(), csv));
      }
    }
    FolderSource source =
        new FolderSource(folder, writable != null && writable.bool(), tables, csv);
    node.done();
    return source;
  }

  private static Path path(ConfigNode node, Path base) {
    if (node.text().isBlank()) {
      throw node.error("must not be blank");
    }
    try {
      return base.resolve(node.text()).normalize();
    } catch (InvalidPathException e) {
      throw node.error("not a path: " + e.getReason());
    }
  }

  private static FileTable table(ConfigNode node, CsvFormat defaults) {
    ConfigNode files = node.get("files");
    ConfigNode format = node.get("format");
    ConfigNode columns = node.get("columns");
    ConfigNode workers = node.get("parallel_workers");
    FileFormat kind = format == null ? null : format(format);
    FileTable table =
        new FileTable(
            files == null ? null : glob(files),
            kind,
            csv(node, defaults),
            columns == null ? Map.of() : columns(columns),
            workers == null ? -1 : workers.integer(0, 1024));
    node.done();
    if (kind == FileFormat.PARQUET) {
      for (String key :
          List.of("delimiter", "quote", "escape", "null", "header", "encoding", "columns")) {
        ConfigNode written = node.get(key);
        if (written != null) {
          throw written.error("is for CSV files; a Parquet file says so itself");
        }
      }
    }
    return table;
  }

  private static FileFormat format(ConfigNode node) {
    return switch (node.text().toLowerCase(Locale.ROOT)) {
      case "csv" -> FileFormat.CSV;
      case "parquet" -> FileFormat.PARQUET;
      default ->
          throw node.error("unknown format \"" + node.text() + "\"")
              .withHint(Nearest.hint(node.text(), List.of("csv", "parquet")));
    };
  }

  private static String glob(ConfigNode node) {
    String glob = node.text();
    if (glob.isBlank()) {
      throw node.error("must not be blank");
    }
    if (glob.startsWith("/") || List.of(glob.split("[/\\\\]")).contains("..")) {
      throw node.error("must lie within the folder, got \"" + glob + "\"");
    }
    return glob;
  }

  private static Map<String, Type> columns(ConfigNode node) {
    Map<String, Type> columns = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigNode> entry : node.map().entrySet()) {
      String written = entry.getValue().text();
      try {
        columns.put(entry.getKey(), TypeNames.parse(written));
      } catch (BraidException e) {
        throw entry
            .getValue()
            .error(e.message())
            .withHint(Nearest.hint(written, TypeNames.known()));
      }
    }
    return columns;
  }

  private static CsvFormat csv(ConfigNode node, CsvFormat defaults) {
    ConfigNode delimiter = node.get("delimiter");
    ConfigNode quote = node.get("quote");
    ConfigNode escape = node.get("escape");
    ConfigNode nullText = node.get("null");
    ConfigNode header = node.get("header");
    ConfigNode encoding = node.get("encoding");
    byte quoteByte = character(quote, defaults.quote());
    byte escapeByte =
        escape != null
            ? character(escape, defaults.escape())
            : defaults.escape() == defaults.quote() ? quoteByte : defaults.escape();
    CsvFormat csv =
        new CsvFormat(
            character(delimiter, defaults.delimiter()),
            quoteByte,
            escapeByte,
            nullText == null ? defaults.nullText() : nullText.text(),
            header == null ? defaults.header() : header.bool(),
            encoding == null ? defaults.encoding() : encoding(encoding));
    if (csv.delimiter() == csv.quote()) {
      throw node.error("delimiter and quote must be different");
    }
    for (byte special : new byte[] {csv.delimiter(), csv.quote(), '\n', '\r'}) {
      if (csv.nullText().indexOf(special) >= 0) {
        throw (nullText == null ? node : nullText)
            .error("the text for NULL must not contain the delimiter, the quote or a line's end");
      }
    }
    return csv;
  }

  private static byte character(@Nullable ConfigNode node, byte standard) {
    if (node == null) {
      return standard;
    }
    String text = node.text();
    if (text.length() != 1 || text.charAt(0) > 127 || text.charAt(0) == 0) {
      throw node.error("must be one ASCII character, got \"" + text + "\"")
          .withHint("a tab is written \"\\t\", in double quotes");
    }
    char c = text.charAt(0);
    if (c == '\n' || c == '\r') {
      throw node.error("must not be a line's end");
    }
    return (byte) c;
  }

  private static Charset encoding(ConfigNode node) {
    return switch (node.text().toUpperCase(Locale.ROOT).replaceAll("[-_ ]", "")) {
      case "UTF8" -> StandardCharsets.UTF_8;
      case "LATIN1", "ISO88591" -> StandardCharsets.ISO_8859_1;
      case "WINDOWS1252", "WIN1252", "CP1252" -> Charset.forName("windows-1252");
      default ->
          throw node.error("encoding \"" + node.text() + "\" is not supported")
              .withHint(Nearest.hint(node.text(), ENCODINGS));
    };
  }
}
