package dev.braid.catalog.table;

import dev.braid.type.Type;

/// One column of a table.
public record TableColumn(String name, Type type, boolean nullable) {}
