package dev.braid.catalog;

import dev.braid.catalog.Description.TableDescription;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `braid.yaml`. docs/configuration.md describes every key.
public final class ConfigFile {
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);

  private static final Pattern OFFSET = Pattern.compile("Z|(?:UTC|GMT|UT)?[+-][0-9].*");

  private final Path base;
  private final Map<String, String> environment;

  private ConfigFile(Path base, Map<String, String> environment) {
    this.base = base;
    this.environment = environment;
  }

  /// @param environment where `${NAME}`, `PGUSER` and `PGPASSWORD` are looked up
  /// @throws BraidException F0000 naming file, line and key of what is wrong; 58030 when the file
  ///   cannot be read
  public static Config load(Path file, Map<String, String> environment) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new BraidException(SqlState.IO_ERROR, "no configuration at " + file)
          .withHint("write one (docs/configuration.md), or use --demo");
    } catch (CharacterCodingException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "cannot read " + file + ": it is not UTF-8", 0, null, null, e);
    } catch (IOException e) {
      throw new BraidException(
          SqlState.IO_ERROR, "cannot read " + file + ": " + e.getMessage(), 0, null, null, e);
    }
    Path folder = file.toAbsolutePath().getParent();
    Path base = folder == null ? file.toAbsolutePath() : folder;
    return new ConfigFile(base, environment)
        .config(ConfigYaml.parse(text, file.toString(), environment));
  }

  /// Relative paths in the text start from the working directory.
  ///
  /// @param name what errors call the text
  public static Config parse(String text, String name, Map<String, String> environment) {
    return new ConfigFile(Path.of("").toAbsolutePath(), environment)
        .config(ConfigYaml.parse(text, name, environment));
  }

  /// One server's address, as a source's URL is written in the configuration.
  ///
  /// @param name what errors call it
  public static PostgresSource server(String url, String name, Map<String, String> environment) {
    ConfigNode root = ConfigYaml.parse("url: '" + url.replace("'", "''") + "'", name, environment);
    return new ConfigFile(Path.of("").toAbsolutePath(), environment).server(root.require("url"));
  }

  private Config config(ConfigNode root) {
    List<Dataset> datasets = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (ConfigNode node : root.require("datasets").list()) {
      ConfigNode active = node.get("active");
      Dataset dataset = dataset(node);
      if (!ids.add(dataset.id())) {
        throw node.error("two datasets have the id " + dataset.id());
      }
      if (!names.add(dataset.name().toLowerCase(Locale.ROOT))) {
        throw node.error("two datasets have the name \"" + dataset.name() + "\"");
      }
      if (active == null || active.bool()) {
        datasets.add(dataset);
      }
    }
    datasets.sort(Comparator.comparingInt(Dataset::id));
    Config config = new Config(datasets, batch(root.get("batch")));
    root.done();
    return config;
  }

  private Dataset dataset(ConfigNode node) {
    ConfigNode id = node.require("id");
    ConfigNode name = node.require("name");
    if (name.text().isBlank()) {
      throw name.error("must not be blank");
    }
    if (name.text().chars().allMatch(Character::isDigit)) {
      throw name.error("must not be a number: numbers are ids");
    }
    ConfigNode description = node.get("description");
    ConfigNode parallel = node.get("parallel");
    ConfigNode replicas = node.get("replicas");
    Source source = source(node.require("source"));
    if (replicas != null) {
      source = replicated(source, replicas);
    }
    if (parallel != null) {
      source = split(source, parallel);
    }
    ConfigNode privileged = node.get("allow_privileged_role");
    Dataset dataset =
        new Dataset(
            id.integer(0, Integer.MAX_VALUE),
            name.text(),
            description == null ? "" : description.text(),
            source,
            pool(node.get("pool")),
            limits(node.get("limits")),
            privileged != null && privileged.bool(),
            timeZone(node.get("time_zone")),
            content(node),
            SurveyConfig.rules(node));
    node.done();
    return dataset;
  }

  private Source source(ConfigNode node) {
    if (ShardsConfig.isSharded(node)) {
      return ShardsConfig.source(node, this::server);
    }
    return FolderConfig.isFolder(node) ? FolderConfig.source(node, base) : server(node);
  }

  /// Several connections for one statement.
  private static Source split(Source source, ConfigNode parallel) {
    if (!(source instanceof PostgresSource server)) {
      throw parallel
          .error("parallel is for a source that is one PostgreSQL server")
          .withHint("files and shards are always read in parallel; remove it");
    }
    int connections = parallel.require("connections").integer(1, 64);
    parallel.done();
    return server.over(connections);
  }

  private Source replicated(Source source, ConfigNode replicas) {
    if (!(source instanceof PostgresSource server)) {
      throw replicas
          .error("replicas are those of a source that is one PostgreSQL server")
          .withHint("the hosts of a shard stand in its URL: postgresql://host1,host2/name");
    }
    return server.with(replicas.list().stream().map(this::server).toList());
  }

  private PostgresSource server(ConfigNode node) {
    String user = environment.get("PGUSER");
    String password = environment.get("PGPASSWORD");
    ConfigNode url = node;
    String ownUser = null;
    String ownPassword = null;
    if (node.isMap()) {
      url = node.require("url");
      ownUser = text(node.get("user"));
      ownPassword = text(node.get("password"));
      node.done();
    }
    try {
      PostgresSource source = PostgresUrl.parse(url.text(), ownUser, ownPassword);
      return source.user() != null && source.password() != null
          ? source
          : PostgresUrl.parse(
              url.text(),
              source.user() != null ? source.user() : user,
              source.password() != null ? source.password() : password);
    } catch (BraidException e) {
      BraidException located = url.error(e.message());
      throw e.hint() == null ? located : located.withHint(e.hint());
    }
  }

  private static PoolSettings pool(@Nullable ConfigNode node) {
    PoolSettings standard = PoolSettings.DEFAULT;
    if (node == null) {
      return standard;
    }
    int max = integer(node.get("max"), 1, 10_000, standard.max());
    int min = integer(node.get("min"), 0, 10_000, Math.min(standard.min(), max));
    if (min > max) {
      throw node.error("min (" + min + ") is larger than max (" + max + ")");
    }
    PoolSettings pool =
        new PoolSettings(
            min,
            max,
            duration(node.get("idle_timeout"), Duration.ofSeconds(10), standard.idleTimeout()),
            duration(node.get("connect_timeout"), Duration.ofSeconds(1), standard.connectTimeout()),
            duration(node.get("query_timeout"), MILLISECOND, standard.queryTimeout()),
            duration(
                node.get("acquire_timeout"), Duration.ofMillis(250), standard.acquireTimeout()),
            duration(node.get("max_lifetime"), Duration.ofSeconds(30), standard.maxLifetime()),
            integer(node.get("max_queries"), 0, Integer.MAX_VALUE, (int) standard.maxQueries()),
            integer(node.get("max_waiting"), 0, Integer.MAX_VALUE, standard.maxWaiting()));
    node.done();
    return pool;
  }

  private static Limits limits(@Nullable ConfigNode node) {
    Limits standard = Limits.DEFAULT;
    if (node == null) {
      return standard;
    }
    ConfigNode bytes = node.get("query_bytes");
    Limits limits =
        new Limits(
            integer(node.get("raw_rows"), 1, 1_000_000, standard.rawRows()),
            integer(node.get("aggregated_rows"), 1, 1_000_000, standard.aggregatedRows()),
            bytes == null ? standard.queryBytes() : bytes.bytes(1024));
    node.done();
    return limits;
  }

  private static BatchLimits batch(@Nullable ConfigNode node) {
    BatchLimits standard = BatchLimits.DEFAULT;
    if (node == null) {
      return standard;
    }
    ConfigNode bytes = node.get("bytes");
    BatchLimits limits =
        new BatchLimits(
            integer(node.get("max_queries"), 1, 10_000, standard.maxQueries()),
            integer(node.get("concurrency"), 1, 10_000, standard.concurrency()),
            bytes == null ? standard.bytes() : bytes.bytes(1024));
    node.done();
    return limits;
  }

  private static String timeZone(@Nullable ConfigNode node) {
    if (node == null) {
      return "";
    }
    try {
      ZoneId zone = ZoneId.of(node.text());
      // PostgreSQL takes the sign of UTC+1 the other way round, and knows no Z.
      if (!OFFSET.matcher(zone.getId()).matches()) {
        return zone.getId();
      }
      throw node.error("time zone \"" + node.text() + "\" is an offset")
          .withHint("use a name such as Europe/Berlin or UTC; Etc/GMT-2 is two hours east");
    } catch (DateTimeException e) {
      throw node.error("unknown time zone \"" + node.text() + "\"")
          .withHint("use a name such as Europe/Berlin or UTC");
    }
  }

  private static Description content(ConfigNode node) {
    Map<String, TableDescription> tables = new LinkedHashMap<>();
    ConfigNode all = node.get("tables");
    if (all != null) {
      all.map()
          .forEach(
              (name, table) -> {
                if (!table.isMap()) {
                  tables.put(name, new TableDescription(table.text(), Map.of()));
                  return;
                }
                String description = text(table.get("description"));
                ConfigNode columns = table.get("columns");
                tables.put(
                    name,
                    new TableDescription(
                        description, columns == null ? Map.of() : columns.texts()));
                table.done();
              });
    }
    return new Description(text(node.get("date_column")), text(node.get("date_range")), tables);
  }

  private static @Nullable String text(@Nullable ConfigNode node) {
    return node == null ? null : node.text();
  }

  private static int integer(@Nullable ConfigNode node, int least, int most, int standard) {
    return node == null ? standard : node.integer(least, most);
  }

  private static Duration duration(@Nullable ConfigNode node, Duration least, Duration standard) {
    return node == null ? standard : node.duration(least, DAY);
  }
}
