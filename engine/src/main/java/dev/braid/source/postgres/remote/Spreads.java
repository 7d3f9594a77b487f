package dev.braid.source.postgres.remote;

import dev.braid.catalog.ShardedTable;
import dev.braid.catalog.table.Spread;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.postgres.remote.ServerCatalog.FoundColumn;
import dev.braid.source.postgres.remote.ServerCatalog.FoundTable;
import dev.braid.type.OpaqueTypes;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the user says of a table's rows, as the planner wants it.
final class Spreads {
  private Spreads() {}

  /// @param written the table's name in the configuration
  /// @throws BraidException 22023, 42703 where the declaration does not fit the table
  static Spread of(String written, FoundTable table, ShardedTable declared, int servers) {
    return switch (declared) {
      case ShardedTable.Reference _ -> new Spread.Whole();
      case ShardedTable.Sliced sliced -> sliced(written, table, sliced, servers);
    };
  }

  private static Spread sliced(
      String written, FoundTable table, ShardedTable.Sliced sliced, int servers) {
    List<Integer> key = new ArrayList<>();
    for (String name : sliced.key()) {
      key.add(position(written, table, name));
    }
    Spread.@Nullable Placement placement = null;
    String scheme = "table " + table.sqlName();
    if (!(sliced.placement() instanceof ShardedTable.Placement.Unknown)) {
      if (key.size() != 1) {
        throw invalid("table \"%s\": hash, list and range are for one column".formatted(written));
      }
      FoundColumn column = table.columns().get(key.getFirst());
      try {
        placement = Placements.of(column, sliced.placement(), servers);
      } catch (BraidException e) {
        throw new BraidException(
            e.sqlState(),
            "table \"%s\", column \"%s\": %s".formatted(written, column.name(), e.message()),
            0,
            e.detail(),
            e.hint(),
            e);
      }
      scheme = family(column.type()) + " " + sliced.placement();
    }
    if (!sliced.group().isEmpty()) {
      scheme = "group " + sliced.group();
    }
    return new Spread.Sliced(List.copyOf(key), scheme, placement);
  }

  private static int position(String written, FoundTable table, String name) {
    for (int i = 0; i < table.columns().size(); i++) {
      FoundColumn column = table.columns().get(i);
      if (column.name().equals(name)) {
        if (column.type() == null || OpaqueTypes.isOpaque(column.type())) {
          throw invalid(
              "table \"%s\" cannot be sharded by column \"%s\" of type %s"
                  .formatted(written, name, column.typeName()));
        }
        return i;
      }
    }
    throw new BraidException(
        SqlState.UNDEFINED_COLUMN,
        "table \"%s\" is sharded by column \"%s\", which it does not have"
            .formatted(written, name));
  }

  /// Types whose equal values have the same text: equal keys of them go to the same server.
  private static String family(@Nullable Type type) {
    if (type == null) {
      return "";
    }
    return switch (type.kind()) {
      case INT2, INT4, INT8 -> "integer";
      case TEXT, VARCHAR, BPCHAR -> "text";
      default -> type.sqlName();
    };
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}
