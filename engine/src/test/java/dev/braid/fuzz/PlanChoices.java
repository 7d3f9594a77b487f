package dev.braid.fuzz;

import dev.braid.catalog.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Settings under which queries are asked, so that different plans answer them.
final class PlanChoices {
  private static final String[] SMALL_TABLES_PARALLEL = {
    "min_parallel_table_scan_size=0",
    "min_parallel_index_scan_size=0",
    "parallel_setup_cost=0",
    "parallel_tuple_cost=0"
  };

  private static final List<String> SWITCHES =
      List.of(
          "enable_hashjoin",
          "enable_mergejoin",
          "enable_nestloop",
          "enable_hashagg",
          "enable_sort",
          "enable_incremental_sort",
          "enable_material",
          "enable_memoize",
          "enable_seqscan",
          "enable_indexscan",
          "enable_indexonlyscan",
          "enable_bitmapscan",
          "enable_gathermerge",
          "enable_parallel_hash",
          "enable_parallel_append",
          "parallel_leader_participation");

  /// Other numbers of participants, sizes of batches and bounds of memory.
  static final List<Settings> SIZES =
      List.of(
          parallel("max_parallel_workers_per_gather=0"),
          parallel("max_parallel_workers_per_gather=1", "braid.batch_size=3"),
          parallel("max_parallel_workers_per_gather=4", "braid.batch_size=1", "work_mem=64kB"));

  /// Other nodes.
  static final List<Settings> NODES =
      List.of(
          Engine.settings("enable_hashjoin=off", "enable_seqscan=off"),
          parallel(
              "enable_hashagg=off", "enable_mergejoin=off", "max_parallel_workers_per_gather=2"),
          parallel("enable_hashjoin=off", "enable_mergejoin=off", "enable_sort=off"),
          Engine.settings("enable_nestloop=off", "work_mem=64kB", "enable_material=off"));

  private PlanChoices() {}

  /// The fixed ones and some more that a seed chooses.
  static List<Settings> all(long seed) {
    List<Settings> all = new ArrayList<>(SIZES);
    all.addAll(NODES);
    Random random = new Random(seed);
    all.add(any(random));
    all.add(any(random));
    return all;
  }

  /// A few of them, for runs that have little time.
  static List<Settings> some(long seed) {
    Random random = new Random(seed);
    return List.of(
        SIZES.get(random.nextInt(SIZES.size())),
        NODES.get(random.nextInt(NODES.size())),
        any(random));
  }

  private static Settings any(Random random) {
    List<String> changes = new ArrayList<>();
    for (String name : SWITCHES) {
      if (random.nextInt(4) == 0) {
        changes.add(name + "=off");
      }
    }
    changes.add("max_parallel_workers_per_gather=" + random.nextInt(5));
    changes.add("braid.batch_size=" + List.of(1, 2, 3, 7, 64, 2048).get(random.nextInt(6)));
    changes.add("work_mem=" + List.of("64kB", "100kB", "4MB").get(random.nextInt(3)));
    if (random.nextInt(8) == 0) {
      changes.add("debug_parallel_query=on");
    }
    return random.nextInt(4) == 0
        ? Engine.settings(changes.toArray(String[]::new))
        : parallel(changes.toArray(String[]::new));
  }

  private static Settings parallel(String... more) {
    List<String> all = new ArrayList<>(List.of(SMALL_TABLES_PARALLEL));
    all.addAll(List.of(more));
    return Engine.settings(all.toArray(String[]::new));
  }
}
