package dev.braid.exec;

import dev.braid.type.Type;

/// A column of the rows that a node puts out.
///
/// @param name for EXPLAIN; of the root the name in the result
public record OutputColumn(String name, Type type) {}
