package dev.braid.explain;

import dev.braid.catalog.table.Table;
import dev.braid.exec.Aggregate;
import dev.braid.exec.Append;
import dev.braid.exec.BitmapHeapScan;
import dev.braid.exec.BitmapIndexScan;
import dev.braid.exec.CteScan;
import dev.braid.exec.FunctionScan;
import dev.braid.exec.Gather;
import dev.braid.exec.GatherMerge;
import dev.braid.exec.Hash;
import dev.braid.exec.HashJoin;
import dev.braid.exec.IndexLoop;
import dev.braid.exec.IndexNode;
import dev.braid.exec.IndexScan;
import dev.braid.exec.JoinType;
import dev.braid.exec.MergeJoin;
import dev.braid.exec.NestedLoop;
import dev.braid.exec.PlanNode;
import dev.braid.exec.SeqScan;
import dev.braid.exec.SetOp;
import dev.braid.exec.SortedSetOp;
import dev.braid.exec.WorkTableScan;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What kind of node one is, in the words of PostgreSQL's JSON format.
///
/// @param type without what the text format puts before and behind it: `Seq Scan`
/// @param aware whether the node itself shares its work among participants
/// @param facts keys and values that stand before the costs
record NodeKind(String type, boolean aware, Map<String, Object> facts) {
  static NodeKind of(PlanNode node) {
    return switch (node) {
      case SeqScan scan ->
          new NodeKind("Seq Scan", scan.parallel(), relation(scan.table(), scan.alias()));
      case IndexNode scan -> index(scan);
      case BitmapHeapScan scan ->
          new NodeKind("Bitmap Heap Scan", scan.parallel(), relation(scan.table(), scan.alias()));
      case BitmapIndexScan scan -> kind("Bitmap Index Scan", "Index Name", scan.index().name());
      case CteScan scan ->
          new NodeKind(
              "CTE Scan", scan.parallel(), facts("CTE Name", scan.name(), "Alias", scan.name()));
      case WorkTableScan scan ->
          kind("WorkTable Scan", "CTE Name", scan.name(), "Alias", scan.name());
      case FunctionScan scan ->
          kind("Function Scan", "Function Name", scan.function().name(), "Alias", scan.alias());
      case HashJoin join ->
          new NodeKind("Hash Join", join.inner().parallel(), facts("Join Type", type(join.type())));
      case Hash hash -> new NodeKind("Hash", hash.parallel(), Map.of());
      case MergeJoin join -> kind("Merge Join", "Join Type", type(join.type()));
      case NestedLoop join -> kind("Nested Loop", "Join Type", type(join.type()));
      case IndexLoop join -> kind("Nested Loop", "Join Type", type(join.type()));
      case Aggregate aggregate ->
          new NodeKind(
              "Aggregate",
              aggregate.parallel(),
              facts(
                  "Strategy",
                  words(aggregate.strategy()),
                  "Partial Mode",
                  aggregate.phase() == Aggregate.Phase.COMPLETE
                      ? "Simple"
                      : words(aggregate.phase())));
      case SetOp set ->
          new NodeKind("SetOp", set.parallel(), facts("Strategy", "Hashed", "Command", words(set)));
      case SortedSetOp set -> kind("SetOp", "Strategy", "Sorted", "Command", words(set));
      case Append append -> new NodeKind("Append", append.parallel(), Map.of());
      case Gather _ -> kind("Gather");
      case GatherMerge _ -> kind("Gather Merge");
      default -> kind(node.title().replaceFirst(" on .*", ""));
    };
  }

  private static NodeKind kind(String type, String... facts) {
    return new NodeKind(type, false, facts(facts));
  }

  private static NodeKind index(IndexNode scan) {
    Map<String, Object> facts =
        facts(
            "Scan Direction",
            scan.backward() ? "Backward" : "Forward",
            "Index Name",
            scan.index().name());
    facts.putAll(relation(scan.table(), scan.alias()));
    String type = scan instanceof IndexScan ? "Index Scan" : "Index Only Scan";
    return new NodeKind(type, scan.parallel(), facts);
  }

  private static Map<String, Object> relation(Table table, String alias) {
    return facts("Relation Name", table.name(), "Schema", table.schema(), "Alias", alias);
  }

  private static Map<String, Object> facts(String... namesAndValues) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      facts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return facts;
  }

  private static String type(JoinType type) {
    return type == JoinType.SINGLE ? "Left" : words(type);
  }

  private static String words(SetOp set) {
    return words(set.kind()) + (set.all() ? " All" : "");
  }

  private static String words(SortedSetOp set) {
    return words(set.kind()) + (set.all() ? " All" : "");
  }

  /// `RIGHT_SEMI` as "Right Semi".
  private static String words(Enum<?> constant) {
    StringBuilder words = new StringBuilder();
    for (String word : constant.name().split("_")) {
      words.append(words.isEmpty() ? "" : " ").append(word.charAt(0));
      words.append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return words.toString();
  }

  /// A node's title in the text format; VERBOSE has schemas before the names of tables and
  /// functions.
  static String title(PlanNode node, boolean verbose) {
    if (!verbose) {
      return node.title();
    }
    String schema =
        switch (node) {
          case SeqScan scan -> scan.table().schema();
          case IndexNode scan -> scan.table().schema();
          case BitmapHeapScan scan -> scan.table().schema();
          case FunctionScan _ -> "pg_catalog";
          default -> "";
        };
    return schema.isEmpty()
        ? node.title()
        : node.title().replaceFirst(" on ", " on " + schema + ".");
  }
}
