package dev.braid.catalog;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/// Reads `postgresql://user:password@host:port/database?sslmode=require` (also `postgres://` and
/// `jdbc:postgresql://`).
///
/// Parameters are pgjdbc's; those that libpq names otherwise are understood too. What Braid itself
/// decides (how statements are sent, read-only) cannot be set here.
final class PostgresUrl {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:([^@/?]*)@)?([^/?]*)(?:/([^?]*))?(?:\\?(.*))?");

  private static final Pattern HOST =
      Pattern.compile("(?:[^:\\[\\]\\s]*|\\[[0-9A-Fa-f:.%]+\\])(?::[0-9]{1,5})?");

  private static final Map<String, String> LIBPQ_NAMES =
      Map.of(
          "connect_timeout", "connectTimeout",
          "application_name", "ApplicationName",
          "sslrootcert", "sslrootcert",
          "target_session_attrs", "targetServerType",
          "channel_binding", "channelBinding",
          "require_auth", "requireAuth");

  private static final Set<String> DECIDED_BY_BRAID =
      Set.of(
          "readonly",
          "readonlymode",
          "preferquerymode",
          "autosave",
          "preparethreshold",
          "binarytransfer",
          "defaultrowfetchsize",
          "replication",
          "options",
          "assumeminserverversion",
          "maxresultbuffer",
          "preparedstatementcachequeries",
          "preparedstatementcachesizemib",
          "sockettimeout",
          "logintimeout",
          "connecttimeout",
          "querytimeout");

  private static final Map<String, String> KNOWN =
      Arrays.stream(PGProperty.values())
          .collect(
              Collectors.toMap(p -> p.getName().toLowerCase(Locale.ROOT), PGProperty::getName));

  private PostgresUrl() {}

  static PostgresSource parse(String url, @Nullable String user, @Nullable String password) {
    Matcher shape = SHAPE.matcher(url);
    if (!shape.matches()) {
      // The text may hold a password, so it is not repeated.
      throw new BraidException(SqlState.CONFIG_FILE_ERROR, "not a PostgreSQL URL")
          .withHint("write postgresql://user@host:5432/database");
    }
    refuseBareMarks(shape);
    String login = shape.group(1);
    if (login != null) {
      int colon = login.indexOf(':');
      user = user != null ? user : decode(colon < 0 ? login : login.substring(0, colon));
      if (password == null && colon >= 0) {
        password = decode(login.substring(colon + 1));
      }
    }
    Map<String, String> parameters = parameters(shape.group(4));
    user = user != null ? user : parameters.get("user");
    password = password != null ? password : parameters.get("password");
    parameters.remove("user");
    parameters.remove("password");

    String hosts = shape.group(2).isEmpty() ? "localhost" : shape.group(2);
    for (String host : hosts.split(",", -1)) {
      checkPort(host);
    }
    String database = shape.group(3) == null ? "" : shape.group(3);
    String query =
        parameters.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining("&"));
    return new PostgresSource(
        "jdbc:postgresql://" + hosts + "/" + database + (query.isEmpty() ? "" : "?" + query),
        user,
        password,
        "postgresql://"
            + (user == null ? "" : user + (password == null ? "@" : ":***@"))
            + hosts
            + "/"
            + database);
  }

  /// The driver would only say that it cannot parse its URL, once somebody asks.
  private static void checkPort(String host) {
    int colon = host.lastIndexOf(':');
    if (colon < 0 || host.endsWith("]")) {
      return; // no port; the brackets of an IPv6 address hold colons
    }
    int port = Integer.parseInt(host.substring(colon + 1));
    if (port < 1 || port > 65535) {
      throw new BraidException(
          SqlState.CONFIG_FILE_ERROR, "the port must be from 1 to 65535, got " + port);
    }
  }

  /// A password with a bare `@`, `/` or `?` would end up in what is taken for host, database or
  /// parameters, and these appear in messages.
  private static void refuseBareMarks(Matcher shape) {
    boolean clear = !(shape.group(2) + shape.group(3) + name(shape.group(4))).contains("@");
    for (String host : shape.group(2).split(",", -1)) {
      clear &= HOST.matcher(host).matches();
    }
    if (!clear) {
      throw new BraidException(SqlState.CONFIG_FILE_ERROR, "not a PostgreSQL URL")
          .withHint(
              "write @ / ? in user or password as %40 %2F %3F, or give them as user: and password:"
                  + " beside url:");
    }
  }

  /// Of the first parameter.
  private static String name(@Nullable String query) {
    return query == null ? "" : query.replaceFirst("=.*", "");
  }

  /// Values stay percent-encoded but for user and password: they go on into the driver's URL.
  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String written = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (written.equals("user") || written.equals("password")) {
        parameters.put(written, decode(value));
        continue;
      }
      String name = LIBPQ_NAMES.getOrDefault(written, written);
      String known = KNOWN.get(name.toLowerCase(Locale.ROOT));
      if (known == null) {
        throw new BraidException(
                SqlState.CONFIG_FILE_ERROR, "unknown parameter \"" + written + "\" in the URL")
            .withHint(Nearest.hint(written, KNOWN.values()));
      }
      if (DECIDED_BY_BRAID.contains(known.toLowerCase(Locale.ROOT))) {
        throw new BraidException(
                SqlState.CONFIG_FILE_ERROR,
                "parameter \"" + written + "\" cannot be set in the URL: Braid decides it")
            .withHint("timeouts are set under pool:");
      }
      parameters.put(known, value);
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BraidException(SqlState.CONFIG_FILE_ERROR, "the URL has a broken percent-encoding");
    }
  }
}
