package dev.braid.exec;

import dev.braid.catalog.table.IndexEntries;
import dev.braid.catalog.table.Table;
import dev.braid.catalog.table.TableIndex;
import dev.braid.catalog.table.TableScan;
import dev.braid.expr.Expr;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the scans have in common that give rows in the order of an index. They stand by themselves,
/// or as the inner side of an [IndexLoop], which looks rows up for each outer row.
public sealed interface IndexNode extends PlanNode permits IndexScan, IndexOnlyScan {
  Table table();

  String alias();

  TableIndex index();

  IndexCondition condition();

  /// Positions in the table of the columns read.
  List<Integer> columns();

  /// Conditions over `columns`, of all rows found.
  List<Expr> filters();

  /// Places in `columns` of the columns put out.
  List<Integer> projection();

  /// Whether the index is read from its end to its start.
  boolean backward();

  /// Whether participants share the entries.
  boolean parallel();

  @Override
  default List<PlanNode> children() {
    return List.of();
  }

  @Override
  default List<Property> properties() {
    List<Property> properties = new ArrayList<>(condition().properties());
    if (!filters().isEmpty()) {
      properties.add(new Property("Filter", ExprText.conjunction(filters())));
    }
    return properties;
  }

  @Override
  default Pipe open(Execution execution) {
    return Pipe.of(new IndexSource(opened(execution), execution), parallel());
  }

  /// Opens table and index for any number of participants.
  default Opened opened(Execution execution) {
    TableScan scan =
        this instanceof IndexScan ? execution.closing(table().scan(columns(), List.of())) : null;
    return new Opened(this, scan, index().entries());
  }

  /// @return the table and its alias, as in `lineitem l`
  default String target() {
    return table().name().equals(alias()) ? alias() : table().name() + " " + alias();
  }

  /// An index scan with its table and index open.
  ///
  /// @param scan null where the index alone has all columns
  record Opened(IndexNode node, @Nullable TableScan scan, IndexEntries entries) {
    /// Types of the keys and, behind them, of the rows' numbers.
    List<Type> entryTypes() {
      List<Type> types = new ArrayList<>(keyTypes(node.table(), node.index()));
      types.add(Type.INT8);
      return types;
    }

    List<Type> columnTypes() {
      return node.columns().stream().map(at -> node.table().columns().get(at).type()).toList();
    }
  }

  /// Types of an index's keys.
  static List<Type> keyTypes(Table table, TableIndex index) {
    return index.keys().stream().map(key -> table.columns().get(key.column()).type()).toList();
  }
}
