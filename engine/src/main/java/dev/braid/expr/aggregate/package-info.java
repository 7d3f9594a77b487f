/// PostgreSQL's aggregates: states of all groups side by side in arrays, and loops that add columns
/// to them.
///
/// Entry: [dev.braid.expr.aggregate.Aggregates], which puts them into the catalogue of functions.
/// Imports `expr`, `vector`, `type` and `error`.
@NullMarked
package dev.braid.expr.aggregate;

import org.jspecify.annotations.NullMarked;
