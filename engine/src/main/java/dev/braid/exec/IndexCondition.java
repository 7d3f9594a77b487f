package dev.braid.exec;

import dev.braid.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What part of an index is read: entries whose leading keys have given values, and whose next key
/// lies between bounds. Without anything: all of it.
///
/// Values are expressions of the keys' own types over the columns of an outer row; of a scan that
/// stands by itself, over no columns.
///
/// @param equal for each of the leading keys, the values it may have
/// @param low bound of the key behind them, or null
/// @param high bound of the same key, or null
/// @param notNull whether that key must not be NULL though it has no bounds
/// @param conditions what all this comes from, for EXPLAIN
public record IndexCondition(
    List<Values> equal,
    @Nullable Bound low,
    @Nullable Bound high,
    boolean notNull,
    List<Expr> conditions) {
  /// The whole index.
  public static final IndexCondition ALL =
      new IndexCondition(List.of(), null, null, false, List.of());

  /// @param isNull whether the key must be NULL; then there are no values
  public record Values(List<Expr> values, boolean isNull) {
    /// The key must be NULL.
    public static final Values NULL = new Values(List.of(), true);

    public Values {
      values = List.copyOf(values);
    }
  }

  /// One end of a range.
  public record Bound(Expr value, boolean inclusive) {}

  public IndexCondition {
    equal = List.copyOf(equal);
    conditions = List.copyOf(conditions);
  }

  /// Whether the entries read lie side by side in the index whatever the values are.
  boolean isOneRange() {
    return equal.stream().allMatch(key -> key.values().size() < 2);
  }

  /// The property `Index Cond`, if there is anything to print.
  List<PlanNode.Property> properties() {
    List<PlanNode.Property> properties = new ArrayList<>();
    if (!conditions.isEmpty()) {
      properties.add(new PlanNode.Property("Index Cond", ExprText.conjunction(conditions)));
    }
    return properties;
  }
}
