package dev.braid.catalog.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the planner may believe of a column. Values are in Java's form (see [dev.braid.type.Kind]).
///
/// @param nullFraction of all rows, 0 to 1
/// @param distinct number of distinct values, or -1 where unknown
/// @param min smallest value, or null where unknown
/// @param max largest value, or null where unknown
/// @param mostCommon values that stand out, most frequent first
/// @param mostCommonFractions their parts of all rows
/// @param histogram bounds of ranges with equally many of the other values; empty where unknown
/// @param averageWidth bytes of a value
public record ColumnStatistics(
    double nullFraction,
    double distinct,
    @Nullable Object min,
    @Nullable Object max,
    List<Object> mostCommon,
    List<Double> mostCommonFractions,
    List<Object> histogram,
    double averageWidth) {}
