/// Turns subqueries in expressions and dependent joins into ordinary joins, all of them, after
/// Neumann and Kemper, "Unnesting Arbitrary Queries" (2015).
///
/// Entry: [dev.braid.plan.unnest.Unnesting]. Simple correlation, by conditions alone, is lifted
/// into the join; scalar aggregates are grouped by what they are correlated with; for everything
/// else the distinct outer values are pushed down through the subquery, which so is computed for
/// all of them at once. Imports `plan.logical` and everything below `exec`.
@NullMarked
package dev.braid.plan.unnest;

import org.jspecify.annotations.NullMarked;
