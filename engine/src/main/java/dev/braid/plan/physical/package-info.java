/// Chooses how operators are executed: a bottom-up pass that keeps, for every part of the tree, the
/// cheapest serial and the cheapest partial way, in PostgreSQL's costs, and gathers where that
/// pays.
///
/// Entry: [dev.braid.plan.physical.PhysicalPlanner]. Imports `exec` and everything below it.
@NullMarked
package dev.braid.plan.physical;

import org.jspecify.annotations.NullMarked;
