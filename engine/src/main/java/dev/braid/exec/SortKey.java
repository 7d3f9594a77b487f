package dev.braid.exec;

/// One key of an order.
///
/// @param column its place in the rows sorted
public record SortKey(int column, boolean descending, boolean nullsFirst) {}
