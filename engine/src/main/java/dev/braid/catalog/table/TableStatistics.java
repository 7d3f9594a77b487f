package dev.braid.catalog.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the planner may believe of a table.
///
/// @param rows exact where files tell, else estimated
/// @param bytes size on disk
/// @param columns in the table's order; null where nothing is known of a column
public record TableStatistics(long rows, long bytes, List<@Nullable ColumnStatistics> columns) {}
