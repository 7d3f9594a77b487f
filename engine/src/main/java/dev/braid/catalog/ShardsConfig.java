package dev.braid.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads the `source` of a dataset that lies on several servers.
final class ShardsConfig {
  private static final List<String> KEYS = List.of("shards", "tables", "allow_partial", "writable");

  private ShardsConfig() {}

  /// Whether the value is a mapping with shards.
  static boolean isSharded(ConfigNode node) {
    return node.isMap()
        && node.map().keySet().stream()
            .anyMatch(key -> key.equals("shards") || "shards".equals(Nearest.of(key, KEYS)));
  }

  /// @param server reads one shard's URL, or mapping of url, user and password
  static ShardsSource source(ConfigNode node, Function<ConfigNode, PostgresSource> server) {
    ConfigNode written = node.require("shards");
    List<PostgresSource> shards = new ArrayList<>();
    for (ConfigNode shard : written.list()) {
      PostgresSource source = server.apply(shard);
      if (shards.stream().anyMatch(other -> other.jdbcUrl().equals(source.jdbcUrl()))) {
        throw shard.error("two shards have the address " + source.safe());
      }
      shards.add(source);
    }
    if (shards.isEmpty()) {
      throw written.error("is empty");
    }
    Map<String, ShardedTable> tables = new LinkedHashMap<>();
    ConfigNode all = node.get("tables");
    if (all != null) {
      all.map().forEach((name, table) -> tables.put(name, table(table, shards.size())));
    }
    ConfigNode partial = node.get("allow_partial");
    ConfigNode writable = node.get("writable");
    ShardsSource source =
        new ShardsSource(
            shards, tables, partial != null && partial.bool(), writable != null && writable.bool());
    node.done();
    return source;
  }

  private static ShardedTable table(ConfigNode node, int shards) {
    if (!node.isMap()) {
      return switch (node.text()) {
        case "reference" -> new ShardedTable.Reference();
        case "sliced" ->
            new ShardedTable.Sliced(List.of(), new ShardedTable.Placement.Unknown(), "");
        default ->
            throw node.error("must be reference, sliced or {sharded_by: COLUMN}")
                .withHint(Nearest.hint(node.text(), List.of("reference", "sliced")));
      };
    }
    ConfigNode by = node.require("sharded_by");
    List<String> key =
        by.isList() ? by.list().stream().map(ConfigNode::text).toList() : List.of(by.text());
    if (key.isEmpty() || key.stream().anyMatch(String::isBlank)) {
      throw by.error("must name a column");
    }
    ConfigNode group = node.get("group");
    ShardedTable.Sliced table =
        new ShardedTable.Sliced(
            key, placement(node, key, shards), group == null ? "" : group.text());
    node.done();
    return table;
  }

  private static ShardedTable.Placement placement(ConfigNode node, List<String> key, int shards) {
    ConfigNode hash = node.get("hash");
    ConfigNode list = node.get("list");
    ConfigNode range = node.get("range");
    int given = (hash == null ? 0 : 1) + (list == null ? 0 : 1) + (range == null ? 0 : 1);
    if (given > 1) {
      throw node.error("only one of hash, list and range can say where a key is");
    }
    if (given == 1 && key.size() > 1) {
      throw node.error("hash, list and range are for one column");
    }
    if (hash != null) {
      if (!hash.text().equals("md5")) {
        throw hash.error("unknown hash \"" + hash.text() + "\"").withHint("write md5");
      }
      return new ShardedTable.Placement.Hash();
    }
    if (list != null) {
      return new ShardedTable.Placement.Listed(listed(list, shards));
    }
    return range == null
        ? new ShardedTable.Placement.Unknown()
        : new ShardedTable.Placement.Ranges(
            sized(range, shards - 1, "bounds").stream().map(ConfigNode::text).toList());
  }

  private static List<List<String>> listed(ConfigNode node, int shards) {
    List<List<String>> values = new ArrayList<>();
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (ConfigNode shard : sized(node, shards, "lists of values")) {
      List<String> own = shard.list().stream().map(ConfigNode::text).toList();
      for (String value : own) {
        Integer other = seen.putIfAbsent(value, values.size());
        if (other != null) {
          throw shard.error("the value \"" + value + "\" is listed twice");
        }
      }
      values.add(own);
    }
    return values;
  }

  private static List<ConfigNode> sized(ConfigNode node, int size, String what) {
    List<ConfigNode> list = node.list();
    if (list.size() != size) {
      throw node.error("%d %s are needed, got %d".formatted(size, what, list.size()));
    }
    return list;
  }
}
