package dev.braid.catalog.table;

/// One key of an index.
///
/// @param column position in the table
public record IndexKey(int column, boolean descending, boolean nullsFirst) {}
