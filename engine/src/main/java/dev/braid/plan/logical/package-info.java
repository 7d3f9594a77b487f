/// Relational algebra over columns that are known by numbers, unique within a statement.
///
/// Entry: [dev.braid.plan.logical.Logical]. Every operator says which columns it puts out; an
/// expression refers to them by [dev.braid.expr.ColumnRef]. A column number that an operator's
/// inputs do not have is a correlated reference to a query outside.
@NullMarked
package dev.braid.plan.logical;

import org.jspecify.annotations.NullMarked;
