package dev.braid.jdbc;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// What a URL and its properties ask for.
///
/// @param url as it was given, without its properties
/// @param place where the data are
/// @param dataset id or name; null for the only one
/// @param readOnly how connections begin
/// @param fetchSize rows fetched at a time, 0 for Braid's own choice
/// @param queryTimeout seconds, 0 for none
record BraidUrl(
    String url,
    Place place,
    @Nullable String dataset,
    boolean readOnly,
    int fetchSize,
    int queryTimeout) {
  static final String PREFIX = "jdbc:braid:";
  private static final String FOLDER = "folder=";
  private static final String SHARDS = "shards=";

  /// The properties there are.
  private enum Key {
    DATASET("dataset", "id or name of the dataset; needed where the file has several"),
    READ_ONLY("readOnly", "false to let statements change a dataset that is writable: true"),
    FETCH_SIZE("fetchSize", "rows fetched from a server at a time; 0 leaves it to Braid"),
    QUERY_TIMEOUT("queryTimeout", "seconds after which a statement is stopped; 0 for none"),
    TABLES("tables", "of shards=: tables with their keys, nation,orders:o_orderkey,events:*"),
    HASH("hash", "of shards=: md5 where rows were spread by the hash of their key"),
    USER("user", "of shards=: who logs in at the servers"),
    PASSWORD("password", "of shards=: and with what");

    private final String key;
    private final String meaning;

    Key(String key, String meaning) {
      this.key = key;
      this.meaning = meaning;
    }
  }

  /// Properties in the URL go before those of the caller's object. There, others' are ignored (what
  /// pools add); in the URL they are an error, as they are misspelt.
  ///
  /// @throws BraidException 22023 naming what is wrong
  static BraidUrl parse(String url, Properties info) {
    String rest = url.substring(PREFIX.length());
    int mark = rest.indexOf('?');
    String place = mark < 0 ? rest : rest.substring(0, mark);
    Properties all = new Properties();
    for (Key key : Key.values()) {
      String value = info.getProperty(key.key);
      if (value != null) {
        all.setProperty(key.key, value);
      }
    }
    if (mark >= 0) {
      readInto(all, rest.substring(mark + 1));
    }
    return new BraidUrl(
        PREFIX + place,
        place(place, all),
        all.getProperty(Key.DATASET.key),
        truth(all, Key.READ_ONLY, true),
        number(all, Key.FETCH_SIZE),
        number(all, Key.QUERY_TIMEOUT));
  }

  private static Place place(String text, Properties all) {
    if (text.startsWith(SHARDS) && text.length() > SHARDS.length()) {
      return Place.Shards.of(
          text.substring(SHARDS.length()),
          all.getProperty(Key.TABLES.key, ""),
          all.getProperty(Key.HASH.key, ""),
          all.getProperty(Key.USER.key),
          all.getProperty(Key.PASSWORD.key));
    }
    if (all.containsKey(Key.TABLES.key) || all.containsKey(Key.HASH.key)) {
      throw invalid("tables and hash are for jdbc:braid:shards=")
          .withHint("a configuration says itself how its tables are spread");
    }
    boolean folder = text.startsWith(FOLDER);
    String path = folder ? text.substring(FOLDER.length()) : text;
    if (path.isEmpty() || text.equals(SHARDS)) {
      throw invalid("the URL names no file: \"" + PREFIX + text + "\"")
          .withHint(
              "jdbc:braid:/path/braid.yaml?dataset=NAME, jdbc:braid:folder=/path/of/files, or"
                  + " jdbc:braid:shards=host1/db,host2/db?tables=orders:o_orderkey,nation");
    }
    return folder ? new Place.Folder(path(path)) : new Place.File(path(path));
  }

  private static void readInto(Properties all, String query) {
    for (String pair : query.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String key = decode(equals < 0 ? pair : pair.substring(0, equals));
      if (Arrays.stream(Key.values()).noneMatch(known -> known.key.equals(key))) {
        throw invalid("unknown property \"" + key + "\" in the URL")
            .withHint(
                "known are "
                    + String.join(", ", Arrays.stream(Key.values()).map(k -> k.key).toList()));
      }
      all.setProperty(key, equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "not URL-encoded: " + text, 0, null, null, e);
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "not a path: " + e.getReason(), 0, null, null, e);
    }
  }

  private static boolean truth(Properties all, Key key, boolean standard) {
    String value = all.getProperty(key.key, Boolean.toString(standard));
    return switch (value) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw invalid(key.key + " must be true or false, got \"" + value + "\"");
    };
  }

  private static int number(Properties all, Key key) {
    String value = all.getProperty(key.key, "0");
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE,
          key.key + " must be a number, got \"" + value + "\"",
          0,
          null,
          null,
          e);
    }
    throw invalid(key.key + " must not be negative, got " + value);
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }

  /// What a tool may offer to its user.
  static DriverPropertyInfo[] describe(Properties info) {
    return Arrays.stream(Key.values())
        .map(
            key -> {
              DriverPropertyInfo property =
                  new DriverPropertyInfo(key.key, info.getProperty(key.key));
              property.description = key.meaning;
              if (key == Key.READ_ONLY) {
                property.choices = new String[] {"true", "false"};
              }
              return property;
            })
        .toArray(DriverPropertyInfo[]::new);
  }
}
