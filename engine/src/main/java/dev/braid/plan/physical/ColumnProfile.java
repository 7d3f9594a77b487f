package dev.braid.plan.physical;

import dev.braid.catalog.table.ColumnStatistics;
import dev.braid.type.Type;
import org.jspecify.annotations.Nullable;

/// What the planner believes of a column of intermediate rows.
///
/// @param distinct how many different values
/// @param nullFraction of the rows
/// @param width bytes of a value
/// @param statistics of the table's column that it comes from, or null
record ColumnProfile(
    double distinct, double nullFraction, double width, @Nullable ColumnStatistics statistics) {
  /// PostgreSQL's guess for columns it knows nothing of.
  static final double DEFAULT_DISTINCT = 200;

  static ColumnProfile unknown(Type type, double rows) {
    return new ColumnProfile(Math.min(rows, DEFAULT_DISTINCT), 0, width(type), null);
  }

  /// The column of a part of the rows, drawn at random.
  ColumnProfile sample(double fraction, double rowsBefore) {
    if (fraction >= 1 || distinct <= 0) {
      return this;
    }
    double left = distinct * (1 - Math.pow(1 - fraction, Math.max(1, rowsBefore / distinct)));
    return new ColumnProfile(Math.max(1, left), nullFraction, width, statistics);
  }

  ColumnProfile withDistinct(double number) {
    return new ColumnProfile(number, nullFraction, width, statistics);
  }

  ColumnProfile withNulls(double fraction) {
    return new ColumnProfile(distinct, fraction, width, statistics);
  }

  /// Bytes of a value of which only the type is known.
  static double width(Type type) {
    return switch (type.storage()) {
      case BOOL -> 1;
      case INT -> 4;
      case LONG, DOUBLE -> 8;
      case NUMERIC -> 16;
      case BYTES -> type.hasModifier() ? Math.min(32, type.precision()) : 32;
      case OBJECT -> 32;
    };
  }
}
