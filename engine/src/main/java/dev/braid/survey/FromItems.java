package dev.braid.survey;

import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.FromItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// FROM clauses taken apart: what is joined, and on what.
final class FromItems {
  private FromItems() {}

  /// A table, subquery or function, which is no join.
  ///
  /// @param hidden whether a join around it has an alias, behind which its own is not seen
  record Leaf(FromItem item, boolean hidden) {}

  static List<Leaf> leaves(List<FromItem> from) {
    List<Leaf> leaves = new ArrayList<>();
    from.forEach(item -> leaves(item, false, leaves));
    return leaves;
  }

  private static void leaves(FromItem item, boolean hidden, List<Leaf> leaves) {
    if (item instanceof FromItem.Join join) {
      boolean below = hidden || join.alias() != null;
      leaves(join.left(), below, leaves);
      leaves(join.right(), below, leaves);
    } else {
      leaves.add(new Leaf(item, hidden));
    }
  }

  static void joins(List<FromItem> from, Consumer<FromItem.Join> each) {
    from.forEach(item -> joins(item, each));
  }

  private static void joins(FromItem item, Consumer<FromItem.Join> each) {
    if (item instanceof FromItem.Join join) {
      each.accept(join);
      joins(join.left(), each);
      joins(join.right(), each);
    }
  }

  /// The conditions that all must hold.
  static void conditions(@Nullable Expression condition, Consumer<Expression> each) {
    if (condition instanceof Expression.Logic logic
        && logic.connective() == Expression.Logic.Connective.AND) {
      logic.operands().forEach(operand -> conditions(operand, each));
    } else if (condition != null) {
      each.accept(condition);
    }
  }

  /// By what name the columns of an item are called; empty for one without a name.
  static String alias(FromItem item) {
    return switch (item) {
      case FromItem.Table it -> it.alias() == null ? it.names().getLast() : it.alias().name();
      case FromItem.Subquery it -> it.alias() == null ? "" : it.alias().name();
      case FromItem.Functions it -> it.alias() == null ? "" : it.alias().name();
      case FromItem.Join it -> it.alias() == null ? "" : it.alias().name();
    };
  }

  /// What an item is called in a sentence.
  static String text(FromItem item) {
    if (item instanceof FromItem.Table table) {
      return String.join(".", table.names());
    }
    String alias = alias(item);
    return alias.isEmpty() ? "a subquery" : alias;
  }

  static List<String> columns(FromItem item) {
    FromItem.Alias alias =
        switch (item) {
          case FromItem.Table it -> it.alias();
          case FromItem.Subquery it -> it.alias();
          case FromItem.Functions it -> it.alias();
          case FromItem.Join it -> it.alias();
        };
    return alias == null ? List.of() : alias.columns();
  }
}
