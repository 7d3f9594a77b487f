package dev.braid.local;

import dev.braid.catalog.Setting;
import dev.braid.catalog.Settings;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.sql.ast.Statement;
import java.util.List;
import java.util.Locale;

/// SET and RESET.
final class SessionSettings {
  private SessionSettings() {}

  /// @param begun what DEFAULT stands for
  static Settings set(Settings now, Settings begun, Statement.SetVariable set) {
    if (set.name().equalsIgnoreCase("client_encoding")) {
      encoding(set.values());
      return now;
    }
    Setting setting = find(set.name());
    fixed(setting);
    if (set.values().size() > 1 && setting != Setting.SEARCH_PATH && setting != Setting.DATESTYLE) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "SET %s takes only one argument".formatted(set.name()));
    }
    Settings changed =
        set.values().isEmpty()
            ? now.reset(setting, begun)
            : now.with(setting, String.join(", ", set.values()));
    if (setting == Setting.SEARCH_PATH) {
      searchPath(set.values());
    }
    // SET LOCAL ends with its transaction, and here each statement is one.
    return set.local() ? now : changed;
  }

  static Settings reset(Settings now, Settings begun, Statement.Reset reset) {
    String name = reset.name();
    if (name == null) {
      return begun;
    }
    if (name.equalsIgnoreCase("client_encoding")) {
      return now;
    }
    Setting setting = find(name);
    fixed(setting);
    return now.reset(setting, begun);
  }

  private static Setting find(String name) {
    Setting setting = Setting.find(name);
    if (setting == null) {
      throw new BraidException(
          SqlState.UNDEFINED_OBJECT, "unrecognized configuration parameter \"%s\"".formatted(name));
    }
    return setting;
  }

  private static void fixed(Setting setting) {
    if (setting == Setting.MAX_WORKER_PROCESSES) {
      throw new BraidException(
          SqlState.CANT_CHANGE_RUNTIME_PARAM,
          "parameter \"%s\" cannot be changed without restarting the server"
              .formatted(setting.settingName()));
    }
  }

  /// Names without a schema are the dataset's own tables, whatever else the path says.
  private static void searchPath(List<String> schemas) {
    for (String schema : schemas) {
      if (!schema.equals("public") && !schema.equals("$user") && !schema.equals("pg_catalog")) {
        throw new BraidException(
                SqlState.FEATURE_NOT_SUPPORTED, "search_path other than public is not supported")
            .withHint("tables of another dataset are called dataset.table");
      }
    }
  }

  private static void encoding(List<String> values) {
    for (String value : values) {
      String plain = value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
      if (!plain.equals("utf8") && !plain.equals("unicode")) {
        throw new BraidException(
            SqlState.FEATURE_NOT_SUPPORTED, "client_encoding other than UTF8 is not supported");
      }
    }
  }
}
