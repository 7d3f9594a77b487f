/// Splits a statement over one PostgreSQL server by block ranges of its large tables, so that
/// several connections compute it side by side.
///
/// A split table is to the planner what a table sliced over servers is: every row is in one part,
/// and all other tables are whole everywhere. So `plan.remote` decides what parts may compute.
/// Entry: [dev.braid.plan.split.Splitting]. Imports `plan` and what stands below it.
@NullMarked
package dev.braid.plan.split;

import org.jspecify.annotations.NullMarked;
